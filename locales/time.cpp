#include "locales/time.h"

#include "dialogs/message.h"

#include "bot/channels/channel.h"

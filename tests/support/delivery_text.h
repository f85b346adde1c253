// A Delivery as lines anyone can read, one field a line; empty fields are left out. For comparing with kept text.

#pragma once

#include "dialogs/message.h"

#include <string>

namespace tests {

std::string as_text(const dialogs::Delivery& delivery);

}

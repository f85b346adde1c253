// What libFuzzer calls, for the target that FUZZ_TARGET names. What a target throws ends the process, and so is found.

#include "tests/fuzz/target.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    fuzz::FUZZ_TARGET({ reinterpret_cast<const char*>(bytes), size });
    return 0;
}

// `samvad doctor`: what is well, what is worth a look and what is bad, a line each, with what to do.

#pragma once

#include "bot/config.h"

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace bot {

enum class DoctorForm { Table, Json };

// Settings that cannot be read are a finding too. Returns the process's exit code: 1 if anything is bad.
int doctor(const std::function<Settings()>& settings, const std::filesystem::path& backups, DoctorForm form,
           std::ostream& out);

} // namespace bot

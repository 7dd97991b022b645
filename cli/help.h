// How `--help` looks: every line fits a terminal of 80 columns.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tocsin {

std::shared_ptr<CLI::Formatter> help_formatter();

// Which of the words is no command or flag of `app`, as a message with what was probably meant;
// nothing where all are known.
std::optional<std::string> unknown_word(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace tocsin

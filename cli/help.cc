// Entrance: help_formatter, unknown_word.
#include "cli/help.h"

#include <algorithm>
#include <sstream>
#include <string_view>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kNames = 28;  // columns of the names of flags and commands

std::string folded(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (column > 0 && column + 1 + code_points(word) > width) {
      out += '\n';
      column = 0;
    }
    if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += code_points(word);
  }
  return out;
}

class NarrowFormatter final : public CLI::Formatter {
 public:
  NarrowFormatter() { column_width(kNames); }

  std::string make_option_desc(const CLI::Option* option) const override {
    return folded(option->get_description(), kWidth - kNames);
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::stringstream out;
    CLI::detail::format_help(out, command->get_name(),
                             folded(command->get_description(), kWidth - kNames), kNames);
    return out.str();
  }
  std::string make_footer(const CLI::App* app) const override {
    const std::string footer = app->get_footer();
    std::string out;
    for (const std::string_view line : split(footer, '\n')) {
      out += folded(line, kWidth) + "\n";
    }
    return out;
  }
};

std::string meant(std::string_view word, const std::vector<std::string>& names) {
  const std::string_view near = did_you_mean(word, {names.begin(), names.end()});
  return near.empty() ? "" : "; did you mean " + std::string(near) + "?";
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

std::optional<std::string> unknown_flag(const CLI::App& app, const std::string& word) {
  const std::string flag = word.substr(0, word.find('='));
  const std::vector<std::string> flags = flags_of(app);
  if (std::find(flags.begin(), flags.end(), flag) != flags.end()) return std::nullopt;
  return app.get_name() + " has no flag " + printable(flag) + meant(flag, flags);
}

}  // namespace

std::shared_ptr<CLI::Formatter> help_formatter() { return std::make_shared<NarrowFormatter>(); }

std::optional<std::string> unknown_word(const CLI::App& app,
                                        const std::vector<std::string>& words) {
  const CLI::App* at = &app;
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.starts_with("--")) {
      if (auto unknown = unknown_flag(*at, word)) return unknown;
      continue;
    }
    const auto commands = commands_of(*at);
    if (word.starts_with('-') || commands.empty()) continue;
    std::vector<std::string> names;
    names.reserve(commands.size());
    for (const CLI::App* command : commands) names.push_back(command->get_name());
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) {
      return at->get_name() + " has no command " + printable(word) + meant(word, names);
    }
    at = commands[static_cast<std::size_t>(found - names.begin())];
  }
  return std::nullopt;
}

}  // namespace tocsin

// Entrance: print_line, event_line.
#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/text.h"

namespace tocsin {

void print_line(const Json& json) {
  const std::string line = dump_line(json) + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void print_error(const Error& error) {
  std::fprintf(stderr, "tocsin: %s\n", for_terminal(to_string(error)).c_str());
}

std::string counted(std::int64_t count, std::string_view name, std::string_view plural) {
  std::string out = std::to_string(count) + " ";
  if (count == 1) return out.append(name);
  return plural.empty() ? out.append(name).append("s") : out.append(plural);
}

std::string for_terminal(std::string_view text) { return printable(text); }

std::string codes(const std::vector<Participant>& side) {
  std::string out;
  for (const Participant& one : side) {
    const std::string& name = one.code().empty() ? one.text : one.code();
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out.empty() ? "-" : for_terminal(out);
}

std::string event_line(const Event& event) {
  std::string out(to_string(event.type));
  if (!event.mode.empty()) out += "/" + event.mode;
  out += " " + std::string(to_string(event.status));
  if (event.status_by) out += " by " + codes({*event.status_by});
  if (event.background) out += " (background)";
  out += ": " + codes(event.actors) + " -> " + codes(event.recipients);
  if (event.object) {
    out += ", " + std::string(to_string(event.object->object_class));
    if (event.object->count) out += " " + std::to_string(event.object->count->count);
  }
  if (event.time && event.time->start) out += ", " + iso_day(*event.time->start);
  return out;
}

std::string wrapped(std::string_view text, std::size_t indent) {
  const std::size_t width =
      std::max<std::size_t>(20, std::min<std::size_t>(terminal_width(), 100) - indent);
  std::string out;
  std::string line;
  const std::string clean = for_terminal(text);
  for (const std::string_view word : split(clean, ' ')) {
    if (!line.empty() && code_points(line) + 1 + code_points(word) > width) {
      out += std::string(indent, ' ') + line + "\n";
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  return out + std::string(indent, ' ') + line + "\n";
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 80;
}

}  // namespace tocsin

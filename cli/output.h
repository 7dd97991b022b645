// How commands print: one JSON line, or text for people, safe for terminals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/event_json.h"

namespace tocsin {

void print_line(const Json& json);     // standard output
void print_error(const Error& error);  // "tocsin: ..." on standard error
// "1 file", "2 files"; the plural is the name with an s, or as given.
std::string counted(std::int64_t count, std::string_view name, std::string_view plural = "");
std::string for_terminal(std::string_view text);  // without control characters

// "SANCTION/expel ordered: FRA <- NER (diplomat) ...": one event in one line.
std::string event_line(const Event& event);
// "NER, BFA"; "-" for nobody.
std::string codes(const std::vector<Participant>& side);
// Text wrapped at `width` columns (the terminal's, at most 100), each line after `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent);
bool is_terminal(int descriptor);
std::size_t terminal_width();

}  // namespace tocsin

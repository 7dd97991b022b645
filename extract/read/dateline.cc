// Reads from left to right: place and day, then the agency in brackets, then a dash.
// Entrance: find_dateline.
#include "extract/read/dateline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kLongestPlace = 90;  // bytes, with the day
constexpr std::size_t kLongestAgency = 60;
constexpr std::size_t kLongestBareAgency = 8;  // without dash: "(CNN) Text"
constexpr std::size_t kShortestBarePlace = 4;  // without agency: "PARIS —"

// The longest first.
constexpr std::array<std::string_view, 6> kDashes = {"--", "—", "–", "―", "‐", "-"};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kLongMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 14> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon",    "tue",     "wed",       "thu",      "fri",    "sat",      "sun"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// "Aug", "Aug.", "Sept", "AUGUST": 1 to 12, 0 none.
unsigned month_of(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  const std::string folded = fold_case(word);
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (folded == kMonths[i] || folded == kLongMonths[i]) return i + 1;
  }
  return folded == "sept" ? 9 : 0;
}

// A number of at most four digits, also "1st"; 0 none.
unsigned number_of(std::string_view word) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(2);
  }
  unsigned value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size() && word.size() <= 4 ? value : 0;
}

bool is_weekday(std::string_view word) {
  const std::string folded = fold_case(word);
  return std::find(kWeekdays.begin(), kWeekdays.end(), folded) != kWeekdays.end();
}

// The parts of a day, as they are met.
struct DayParts {
  unsigned month = 0;
  unsigned day = 0;
  unsigned year = 0;
  std::optional<Day> whole() const {
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(month), std::chrono::day(day)};
    if (year == 0 || !date.ok()) return std::nullopt;
    return Day(date);
  }
  // One more word of a day; false where it is none.
  bool take(std::string_view word) {
    if (is_weekday(word)) return true;
    if (const unsigned m = month_of(word); m > 0 && month == 0) return (month = m) > 0;
    const unsigned n = number_of(word);
    if (n >= 1 && n <= 31 && day == 0) return (day = n) > 0;
    if (n >= 1900 && n <= 2200 && year == 0) return (year = n) > 0;
    return false;
  }
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

// "Aug 31", "31 August 2023", "2023", "Thursday": all words belong to a day.
bool take_day(std::string_view part, DayParts& day) {
  const auto words = words_of(part);
  DayParts attempt = day;
  const bool all = std::all_of(words.begin(), words.end(),
                               [&](std::string_view word) { return attempt.take(word); });
  if (all && !words.empty()) day = attempt;
  return all && !words.empty();
}

// Names of places: each word begins with a capital, but for a few small ones.
bool is_place(std::string_view part) {
  static constexpr std::array<std::string_view, 10> kSmall = {"of", "the", "de", "la",  "el",
                                                              "al", "and", "du", "sur", "upon"};
  const auto words = words_of(part);
  if (part.find_first_of("0123456789") != std::string_view::npos) return false;
  return !words.empty() && words.size() <= 5 &&
         std::all_of(words.begin(), words.end(), [](std::string_view word) {
           return is_upper(word.front()) || is_beyond_ascii(word.front()) ||
                  std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
         });
}

// What newsrooms put before a headline or a first sentence in capitals, and is no place.
bool is_label(std::string_view part) {
  static constexpr std::array<std::string_view, 12> kLabels = {
      "BREAKING", "BREAKING NEWS", "EXCLUSIVE", "UPDATE", "ANALYSIS",  "OPINION",
      "FACTBOX",  "EXPLAINER",     "WATCH",     "LIVE",   "CORRECTED", "WARNING"};
  return std::find(kLabels.begin(), kLabels.end(), part) != kLabels.end();
}

bool is_all_capitals(std::string_view part) {
  return std::none_of(part.begin(), part.end(), is_lower) &&
         std::count_if(part.begin(), part.end(), is_upper) >=
             static_cast<std::ptrdiff_t>(kShortestBarePlace);
}

struct PlaceAndDay {
  bool capitals = false;  // the first part is all in capitals
  DayParts day = {};
};

// "NIAMEY, Niger, Aug 31, 2023", between the paragraph's start and the bracket or dash.
std::optional<PlaceAndDay> parse_place_and_day(std::string_view text) {
  if (text.size() > kLongestPlace || text.find_first_of("\"“”;:!?") != std::string_view::npos) {
    return std::nullopt;
  }
  const auto parts = split(text, ',');
  PlaceAndDay out{.capitals = is_all_capitals(trim(parts.front()))};
  const std::string_view first = trim(parts.front());
  if (parts.size() > 5 || !is_place(first) || is_label(first)) return std::nullopt;
  bool in_day = false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool day = take_day(trim(parts[i]), out.day);
    if (!day && (in_day || !is_place(trim(parts[i])))) return std::nullopt;
    in_day = in_day || day;
  }
  return out;
}

bool is_agency(std::string_view text) {
  return text.size() >= 2 && text.size() <= kLongestAgency &&
         (is_upper(text.front()) || is_beyond_ascii(text.front()) ||
          (text.front() >= '0' && text.front() <= '9')) &&
         text.find_first_of("().,;:!?\"") == std::string_view::npos && words_of(text).size() <= 5;
}

// "CNN" and "AP", not "BBC News": what may stand in brackets without a dash after them.
bool is_bare_agency(std::string_view text) {
  return text.size() <= kLongestBareAgency && std::all_of(text.begin(), text.end(), is_upper);
}

// The length of blanks and a dash and blanks at `at`, 0 where there is no dash. Before the dash
// stands a blank, or the agency's bracket; after it a blank or the end.
std::size_t dash_at(std::string_view text, std::size_t at, bool blank_needed) {
  const std::size_t begin = std::min(text.find_first_not_of(' ', at), text.size());
  if (blank_needed && begin == at) return 0;
  for (const std::string_view dash : kDashes) {
    if (!text.substr(begin).starts_with(dash)) continue;
    const std::size_t end = begin + dash.size();
    const std::size_t next = std::min(text.find_first_not_of(' ', end), text.size());
    const bool wide = dash != "-" && dash != "‐";  // needs no blank after it
    return next > end || next == text.size() || wide ? next - at : 0;
  }
  return 0;
}

Dateline found(std::string_view paragraph, std::size_t size, std::string_view agency,
               const DayParts& day) {
  return {.text = std::string(trim(paragraph.substr(0, size))),
          .source = std::string(agency),
          .day = day.whole(),
          .size = size};
}

// PLACE, DAY (AGENCY) DASH, the first part or the dash left out.
std::optional<Dateline> with_agency(std::string_view paragraph) {
  const std::size_t open = paragraph.substr(0, kLongestPlace).find('(');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = paragraph.substr(0, open + kLongestAgency).find(')', open);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view agency = trim(paragraph.substr(open + 1, close - open - 1));
  if (!is_agency(agency)) return std::nullopt;
  DayParts day;
  if (const std::string_view before = trim(paragraph.substr(0, open)); !before.empty()) {
    const auto place = parse_place_and_day(before);
    if (!place) return std::nullopt;
    day = place->day;
  }
  if (const std::size_t dash = dash_at(paragraph, close + 1, false); dash > 0) {
    return found(paragraph, close + 1 + dash, agency, day);
  }
  if (open > 0 || !is_bare_agency(agency)) return std::nullopt;
  const std::size_t next = std::min(paragraph.find_first_not_of(' ', close + 1), paragraph.size());
  return found(paragraph, next, agency, day);
}

bool begins_sentence(std::string_view text) { return !text.empty() && !is_lower(text.front()); }

// PLACE DASH or PLACE, COUNTRY OR DAY DASH: only in capitals, else it is any sentence.
std::optional<Dateline> without_agency(std::string_view paragraph) {
  const std::string_view start = paragraph.substr(0, kLongestPlace);
  for (std::size_t at = start.find(' '); at != std::string_view::npos;
       at = start.find(' ', at + 1)) {
    const std::size_t dash = dash_at(paragraph, at, true);
    if (dash == 0) continue;
    const auto place = parse_place_and_day(trim(paragraph.substr(0, at)));
    if (!place || !place->capitals) return std::nullopt;
    const std::string_view rest = paragraph.substr(at + dash);
    if (!rest.empty() && !begins_sentence(rest)) return std::nullopt;
    return found(paragraph, at + dash, "", place->day);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Dateline> find_dateline(std::string_view paragraph) {
  if (auto dateline = with_agency(paragraph)) return dateline;
  return without_agency(paragraph);
}

}  // namespace tocsin

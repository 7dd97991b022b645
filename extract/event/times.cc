// See times.h.
#include "extract/event/times.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace tocsin {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr int kFarthestAgo = 200;
constexpr int kClauseReach = 25;  // words
constexpr days kAhead{14};        // a date without a year is not farther ahead than this

struct Found {
  int end = 0;
  EventTime time;
};

// "2023", "25", "25th"; nothing for other words.
std::optional<int> number_of(const Reading& reading, int at) {
  if (!reading.is(at, kNumber)) return std::nullopt;
  const std::string& word = reading.word(at).lower;
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  const bool ordinal = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  return error == std::errc() && ordinal ? std::optional<int>(value) : std::nullopt;
}

std::optional<int> year_at(const Reading& reading, int at) {
  const std::optional<int> value = number_of(reading, at);
  if (!value || reading.word(at).lower.size() != 4 || *value < kFirstYear || *value > kLastYear) {
    return std::nullopt;
  }
  return value;
}

class TimeFinder {
 public:
  TimeFinder(const Reading& reading, const Lexicon& lexicon, std::optional<Day> published,
             bool ahead)
      : reading_(reading), lexicon_(lexicon), published_(published), ahead_(ahead) {}

  std::optional<Found> at(int at) const {
    const ReadWord& word = reading_.word(at);
    if (word.is(kMonth) && word.capital) return month_at(at);
    if (word.is(kWeekday)) return weekday_at(at);
    if (const auto found = lexicon_.times.find(reading_.words, at)) {
      if (!found->value->unit.starts_with("ago-"))
        return relative(at, found->length, *found->value);
    }
    if (std::optional<Found> ago = ago_at(at)) return ago;
    if (year_at(reading_, at) && reading_.is(at - 1, kPreposition)) {
      return year_only(at, *year_at(reading_, at));
    }
    return std::nullopt;
  }

 private:
  static Found make(int end, Day first, Day last, Precision precision) {
    Found found;
    found.end = end;
    found.time.start = first;
    found.time.end = last;
    found.time.precision = precision;
    return found;
  }

  static Found unresolved(int end, Precision precision) {
    Found found;
    found.end = end;
    found.time.precision = precision;
    return found;
  }

  static Found whole_month(int end, year_month which) {
    return make(end, Day(which / 1), Day(which / std::chrono::last), Precision::kMonth);
  }

  static Found year_only(int at, int value) {
    return make(at + 1, Day(year(value) / 1 / 1), Day(year(value) / 12 / 31), Precision::kYear);
  }

  int calendar(int at) const {
    const ReadWord& word = reading_.word(at);
    const auto found = lexicon_.calendar.find(word.lower);
    return found != lexicon_.calendar.end() ? found->second : lexicon_.calendar.at(word.lemma);
  }

  // The day of a month that stands at `at`, 0 where none does.
  int day_of_month(int at) const {
    const int value = at >= 0 && at < reading_.size() ? number_of(reading_, at).value_or(0) : 0;
    return value >= 1 && value <= 31 ? value : 0;
  }

  // "August 25", "25 August 2023", "August 2023", "in August".
  std::optional<Found> month_at(int at) const {
    const month which(static_cast<unsigned>(calendar(at)));
    const int after = day_of_month(at + 1);
    const int day = after > 0 ? after : day_of_month(at - 1);
    int end = after > 0 ? at + 2 : at + 1;
    const int year_word = reading_.says(end, ",") ? end + 1 : end;
    const int named_year = year_at(reading_, year_word).value_or(0);
    if (named_year > 0) end = year_word + 1;
    // "the March 23 Movement"
    if (after > 0 && end < reading_.size() && reading_.word(end).capital) return std::nullopt;
    if (day == 0 && named_year == 0 && !reading_.is(at - 1, kPreposition)) return std::nullopt;
    if (named_year == 0 && !published_) {
      return unresolved(end, day > 0 ? Precision::kDay : Precision::kMonth);
    }
    const year y = named_year > 0 ? year(named_year) : nearest_year(which, std::max(day, 1));
    if (day == 0) return whole_month(end, y / which);
    const year_month_day date = y / which / std::chrono::day(static_cast<unsigned>(day));
    if (!date.ok()) return std::nullopt;
    return make(end, Day(date), Day(date), Precision::kDay);
  }

  year nearest_year(month which, int day) const {
    const year this_year = year_month_day(*published_).year();
    const year_month_day date = this_year / which / std::chrono::day(static_cast<unsigned>(day));
    return ahead_ || Day(date) <= *published_ + kAhead ? this_year : this_year - years(1);
  }

  std::optional<Found> weekday_at(int at) const {
    if (!published_) return unresolved(at + 1, Precision::kDay);
    const std::chrono::weekday wanted(static_cast<unsigned>(calendar(at)) % 7U);
    const std::chrono::weekday today(*published_);
    const days back = today - wanted;
    const bool last = reading_.says(at - 1, "last") && back == days(0);
    const Day day =
        ahead_ ? *published_ + (wanted - today) : *published_ - back - (last ? days(7) : days(0));
    return make(at + 1, day, day, Precision::kDay);
  }

  std::optional<Found> relative(int at, int length, const TimeWord& time) const {
    return shift(at + length, time.unit, time.amount);
  }

  // The day, week, month or year that lies `amount` of them from publication.
  std::optional<Found> shift(int end, std::string_view unit, int amount) const {
    if (unit == "day") {
      if (!published_) return unresolved(end, Precision::kDay);
      return make(end, *published_ + days(amount), *published_ + days(amount), Precision::kDay);
    }
    if (unit == "week") {
      if (!published_) return unresolved(end, Precision::kWeek);
      const days into = std::chrono::weekday(*published_) - std::chrono::Monday;
      const Day monday = *published_ - into + days(7 * amount);
      return make(end, monday, monday + days(6), Precision::kWeek);
    }
    if (!published_) return unresolved(end, unit == "month" ? Precision::kMonth : Precision::kYear);
    const year_month_day today(*published_);
    if (unit == "month") return whole_month(end, (today.year() / today.month()) + months(amount));
    const int value = static_cast<int>(today.year()) + amount;
    return year_only(end - 1, value);
  }

  // "three weeks ago".
  std::optional<Found> ago_at(int at) const {
    int amount = 0;
    if (const std::optional<int> digits = number_of(reading_, at)) amount = *digits;
    if (reading_.is(at, kNumberWord)) amount = calendar(at);
    if (amount <= 0 || amount > kFarthestAgo || at + 1 >= reading_.size()) return std::nullopt;
    const auto found = lexicon_.times.find(reading_.words, at + 1);
    if (!found || !found->value->unit.starts_with("ago-")) return std::nullopt;
    return shift(at + 1 + found->length, std::string_view(found->value->unit).substr(4), -amount);
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  std::optional<Day> published_;
  bool ahead_ = false;
};

bool is_deadline(const Reading& reading, int at) {
  while (reading.is(at - 1, kDeterminer | kNumber)) --at;
  return reading.says(at - 1, "by") || reading.says(at - 1, "until") ||
         reading.says(at - 1, "before") || reading.says(at - 1, "within");
}

// "expelled him after the vote in June": what begins after the trigger has a time of its own.
bool in_later_clause(const Reading& reading, int trigger, int at) {
  for (int between = at - 1; between > std::max(trigger, at - kClauseReach); --between) {
    if (reading.is(between, kClause | kRelative)) return true;
  }
  return false;
}

}  // namespace

std::optional<EventTime> find_time(const Reading& reading, const Lexicon& lexicon,
                                   std::optional<Day> published, int trigger, bool ahead) {
  const TimeFinder finder(reading, lexicon, published, ahead);
  std::optional<EventTime> best;
  int nearest = reading.size() + 1;
  for (int at = 0; at < reading.size(); ++at) {
    const std::optional<Found> found = finder.at(at);
    if (!found) continue;
    const int distance = std::abs(at - trigger);
    if (distance < nearest && !is_deadline(reading, at) && !in_later_clause(reading, trigger, at)) {
      best = found->time;
      nearest = distance;
      for (int word = at; word < found->end; ++word) {
        best->text += (word > at ? " " : "") + reading.word(word).lower;
      }
    }
    at = found->end - 1;
  }
  return best;
}

}  // namespace tocsin

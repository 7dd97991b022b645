// Reads the table of office holders row by row, files each holder under the keys of his spellings,
// and chooses among the holders of a key by date. Entrances: OfficeHolders::load,
// OfficeHolders::parse, OfficeHolders::find.
#include "world/office_holders.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "world/spelling.h"

namespace tocsin::embedded {
std::string_view world_office_holders();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

using Holder = OfficeHolders::Holder;

constexpr std::string_view kFile = "world/data/office_holders.tsv";
constexpr std::string_view kHeader = "code\trole\tname\tfrom\tto\tnames";
constexpr std::size_t kColumns = 6;

// The higher rank is the lower number.
struct Role {
  std::string_view name;
  int rank;
};
constexpr std::array<Role, 35> kRoles = {{
    {"president", 0},
    {"prime minister", 0},
    {"premier", 0},
    {"chancellor", 0},
    {"king", 0},
    {"queen", 0},
    {"emir", 0},
    {"sultan", 0},
    {"pope", 0},
    {"supreme leader", 0},
    {"leader", 0},
    {"secretary-general", 0},
    {"commission president", 0},
    {"council president", 1},
    {"parliament president", 1},
    {"central bank president", 1},
    {"high representative", 1},
    {"crown prince", 1},
    {"vice president", 1},
    {"rebel leader", 1},
    {"director", 1},
    {"prosecutor", 1},
    {"secretary of state", 2},
    {"foreign minister", 2},
    {"foreign secretary", 2},
    {"defence minister", 2},
    {"defence secretary", 2},
    {"interior minister", 2},
    {"finance minister", 2},
    {"treasury secretary", 2},
    {"national security adviser", 2},
    {"national security minister", 2},
    {"army chief", 2},
    {"opposition leader", 3},
    {"spokesman", 3},
}};

// In folded names: letters that no mark tells from another, and signs that writers leave out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kFoldedSigns = {{
    {"ı", "i"},
    {"đ", "d"},
    {"ő", "o"},
    {"ű", "u"},
    {"ů", "u"},
    {"ň", "n"},
    {"ľ", "l"},
    {"ō", "o"},
    {"\u0307", ""},  // the dot that lower case leaves of "İ"
    {"’", ""},
    {"‘", ""},
    {"ʻ", ""},
    {"\u2010", " "},
    {"\u2011", " "},
}};
// Words before a name that are none of it, folded; kings and popes keep theirs.
constexpr std::array<std::string_view, 15> kHonorifics = {
    "mr",    "mrs",     "ms",  "dr",        "sir",      "dame", "gen",   "general",
    "sheik", "sheikha", "col", "ayatollah", "cardinal", "lt",   "sheikh"};
constexpr std::array<std::string_view, 6> kAfterName = {"Jr.", "Sr.", "II", "III", "IV", "VI"};
constexpr std::array<std::string_view, 4> kArticles = {"al-", "el-", "Al-", "El-"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string fold_signs(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (std::size_t i = 0; i < name.size();) {
    const char c = name[i];
    const auto* sign = static_cast<unsigned char>(c) < 0x80
                           ? kFoldedSigns.end()
                           : std::find_if(kFoldedSigns.begin(), kFoldedSigns.end(),
                                          [rest = name.substr(i)](const auto& candidate) {
                                            return rest.starts_with(candidate.first);
                                          });
    if (sign != kFoldedSigns.end()) {
      out += sign->second;
      i += sign->first.size();
      continue;
    }
    if (c != '\'') out += c == '-' || c == '.' ? ' ' : c;  // "H.R. McMaster" is "h r mcmaster"
    ++i;
  }
  return out;
}

// Under which a spelling is filed and looked for: "Gen. Sisi" and "el-Sisi" give "sisi" and
// "el sisi".
std::string key_of(std::string_view name) {
  std::string key = collapse_space(fold_signs(fold_case(without_marks(name))));
  std::size_t begin = 0;
  for (std::size_t end = key.find(' '); end != std::string::npos; end = key.find(' ', begin)) {
    if (!holds(kHonorifics, std::string_view(key).substr(begin, end - begin))) break;
    begin = end + 1;
  }
  return key.erase(0, begin);
}

std::optional<Role> role_of(std::string_view name) {
  for (const Role& role : kRoles) {
    if (role.name == name) return role;
  }
  return std::nullopt;
}

// A spelling, and whether it is a last name alone.
struct Spelling {
  std::string text;
  bool last_name = false;
};

struct HolderRow {
  Holder holder;
  int rank = 0;
  std::vector<Spelling> spellings;
};

// Where a name's last name begins and ends: marked "[Xi] Jinping", else the last word.
struct LastName {
  std::string_view whole;  // "de Villepin"
  std::string_view bare;   // "Villepin"
};

LastName last_name_of(std::string_view name) {
  std::vector<std::string_view> words = split(name, ' ');
  while (words.size() > 1 && holds(kAfterName, words.back())) words.pop_back();
  std::size_t first = words.size() - 1;
  while (first > 1 && is_lower(words[first - 1].front())) --first;
  const char* const end = words.back().data() + words.back().size();
  const char* const begin = words[first].data();
  return {{begin, static_cast<std::size_t>(end - begin)}, words.back()};
}

// "al-Assad" gives itself and "Assad".
void add_last_name(std::string_view name, std::vector<Spelling>& spellings) {
  spellings.push_back({std::string(name), true});
  if (name.size() > 3 && holds(kArticles, name.substr(0, 3))) {
    spellings.push_back({std::string(name.substr(3)), true});
  }
}

std::optional<Day> first_day_of(std::string_view date) {
  const std::string rest = date.size() == 4 ? "-01-01" : date.size() == 7 ? "-01" : "";
  return parse_day(std::string(date) + rest);
}

std::optional<Day> last_day_of(std::string_view date) {
  if (date.size() == 4) return parse_day(std::string(date) + "-12-31");
  const std::optional<Day> first = first_day_of(date);
  if (!first || date.size() != 7) return first;
  const std::chrono::year_month_day day{*first};
  return Day(day.year() / day.month() / std::chrono::last);
}

// One line of the table, with what is needed to complain about it.
class RowReader {
 public:
  RowReader(const Gazetteer& gazetteer, int line) : gazetteer_(gazetteer), line_(line) {}

  Result<HolderRow> read(std::string_view line) const {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != kColumns) {
      return complain("has " + std::to_string(cells.size()) + " columns, not " +
                      std::to_string(kColumns));
    }
    if (!is_valid_utf8(line)) return complain("is not UTF-8");
    HolderRow row;
    Status done = read_office(cells[0], cells[1], row);
    if (done) done = read_term(cells[3], cells[4], row.holder);
    if (done) done = read_name(cells[2], row);
    if (done && !cells[5].empty()) done = read_spellings(cells[5], row.spellings);
    if (!done) return fail(done.error());
    return row;
  }

  tl::unexpected<Error> complain(std::string message) const {
    return fail(ErrorCode::kInvalid, std::move(message), {std::string(kFile), line_, 0});
  }

 private:
  Status read_office(std::string_view code, std::string_view name, HolderRow& row) const {
    if (gazetteer_.by_code(code) == nullptr) return unknown("code", code, gazetteer_.codes());
    const std::optional<Role> role = role_of(name);
    if (!role) {
      std::vector<std::string_view> names;
      names.reserve(kRoles.size());
      for (const Role& candidate : kRoles) names.push_back(candidate.name);
      return unknown("role", name, names);
    }
    row.holder.code = code;
    row.holder.role = name;
    row.rank = role->rank;
    return {};
  }

  Status read_term(std::string_view from, std::string_view to, Holder& holder) const {
    holder.from = first_day_of(from);
    holder.to = last_day_of(to);
    if (!from.empty() && !holder.from) return no_date(from);
    if (!to.empty() && !holder.to) return no_date(to);
    if (holder.from && holder.to && *holder.to < *holder.from) {
      return complain("the term ends before it begins");
    }
    return {};
  }

  // Reads the marks: "=Theresa May" has no last name, "[Xi] Jinping" says which word it is.
  Status read_name(std::string_view cell, HolderRow& row) const {
    const bool exactly = cell.starts_with('=');
    if (exactly) cell.remove_prefix(1);
    const std::size_t open = cell.find('[');
    const std::size_t close = cell.find(']');
    std::string name(cell);
    std::erase_if(name, [](char c) { return c == '[' || c == ']'; });
    if (Status done = check_name(name); !done) return done;
    const bool marked = name.size() != cell.size();
    if (marked && (exactly || open + 1 >= close || close == std::string_view::npos ||
                   name.size() + 2 != cell.size())) {
      return complain("the last name of \"" + name + "\" is not well marked");
    }
    row.spellings.push_back({name, name.find(' ') == std::string::npos && !exactly});
    if (marked) {
      add_last_name(cell.substr(open + 1, close - open - 1), row.spellings);
    } else if (!exactly) {
      const LastName last = last_name_of(name);
      add_last_name(last.whole, row.spellings);
      if (last.bare != last.whole) add_last_name(last.bare, row.spellings);
    }
    row.holder.name = std::move(name);
    return {};
  }

  // A spelling of one word is a last name alone.
  Status read_spellings(std::string_view cell, std::vector<Spelling>& spellings) const {
    for (std::string_view item : split(cell, '|')) {
      item = trim(item);
      if (Status done = check_name(item); !done) return done;
      if (item.find(' ') == std::string_view::npos) {
        add_last_name(item, spellings);
      } else {
        spellings.push_back({std::string(item), false});
      }
    }
    return {};
  }

  Status check_name(std::string_view name) const {
    if (key_of(name).empty()) return complain("has an empty name");
    if (name == collapse_space(name)) return {};
    return complain("name \"" + std::string(name) + "\" has a blank too many");
  }

  tl::unexpected<Error> no_date(std::string_view date) const {
    return complain("\"" + std::string(date) + "\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD");
  }

  tl::unexpected<Error> unknown(std::string_view what, std::string_view word,
                                const std::vector<std::string_view>& known) const {
    const std::string_view near = did_you_mean(word, known);
    std::string message = "unknown " + std::string(what) + " \"" + std::string(word) + "\"";
    if (!near.empty()) message += ", did you mean \"" + std::string(near) + "\"?";
    return complain(std::move(message));
  }

  const Gazetteer& gazetteer_;
  int line_;
};

// A holder under one key.
struct Claim {
  const Holder* holder = nullptr;
  int rank = 0;
  bool last_name = false;
};
using Claims = std::vector<Claim>;

bool serves(const Holder& holder, Day day) {
  return (!holder.from || *holder.from <= day) && (!holder.to || day <= *holder.to);
}

bool by_last_name(const Claims& claims) {
  return std::any_of(claims.begin(), claims.end(), [](const Claim& c) { return c.last_name; });
}

// Two persons of two countries; one who has served two is no doubt.
bool differ(const Holder& a, const Holder& b) { return a.code != b.code && a.name != b.name; }

// The first by `before` of the claims that `eligible` lets in; null where there are none, or where
// they are several persons of several countries and must agree.
template <typename Eligible, typename Before>
const Holder* best(const Claims& claims, bool must_agree, Eligible eligible, Before before) {
  const Claim* first = nullptr;
  for (const Claim& claim : claims) {
    if (!eligible(*claim.holder)) continue;
    if (first != nullptr && must_agree && differ(*first->holder, *claim.holder)) return nullptr;
    if (first == nullptr || before(claim, *first)) first = &claim;
  }
  return first == nullptr ? nullptr : first->holder;
}

// Of two holders the later one; who is still in office is the latest.
bool later(const Holder& a, const Holder& b) {
  const Day a_end = a.to.value_or(Day::max());
  const Day b_end = b.to.value_or(Day::max());
  return a_end != b_end ? a_end > b_end : a.from.value_or(Day::min()) > b.from.value_or(Day::min());
}

bool higher(const Claim& a, const Claim& b) {
  return a.rank != b.rank ? a.rank < b.rank : later(*a.holder, *b.holder);
}

const Holder* on_day(const Claims& claims, Day day) {
  const auto serving = [day](const Holder& holder) { return serves(holder, day); };
  if (std::any_of(claims.begin(), claims.end(),
                  [&serving](const Claim& claim) { return serving(*claim.holder); })) {
    return best(claims, true, serving, higher);
  }
  const auto has_left = [day](const Holder& holder) { return holder.to && *holder.to < day; };
  const bool last_name = by_last_name(claims);
  const Holder* former = best(claims, last_name, has_left, [](const Claim& a, const Claim& b) {
    return later(*a.holder, *b.holder);
  });
  if (former != nullptr || last_name) return former;
  return best(
      claims, false, [&has_left](const Holder& holder) { return !has_left(holder); },
      [](const Claim& a, const Claim& b) { return later(*b.holder, *a.holder); });
}

class HolderIndex final : public OfficeHolders {
 public:
  // False where the table holds the row already.
  bool add(HolderRow row) {
    const Holder& added = row.holder;
    const std::string from = added.from ? iso_day(*added.from) : std::string();
    if (!seen_.insert({added.code, added.role, added.name, from}).second) return false;
    holders_.push_back(std::move(row.holder));
    for (const Spelling& spelling : row.spellings) {
      Claims& claims = index_[key_of(spelling.text)];
      if (!claims.empty() && claims.back().holder == &holders_.back()) continue;
      claims.push_back({&holders_.back(), row.rank, spelling.last_name});
    }
    return true;
  }

  const Holder* find(std::string_view name, std::optional<Day> when) const override {
    const auto at = index_.find(key_of(name));
    if (at == index_.end()) return nullptr;
    const Claims& claims = at->second;
    if (when) return on_day(claims, *when);
    return best(
        claims, by_last_name(claims), [](const Holder&) { return true; }, higher);
  }

 private:
  std::deque<Holder> holders_;  // never move: claims point in
  std::unordered_map<std::string, Claims> index_;
  std::set<std::array<std::string, 4>> seen_;  // code, role, name, from
};

}  // namespace

Result<std::shared_ptr<const OfficeHolders>> OfficeHolders::parse(std::string_view table,
                                                                  const Gazetteer& gazetteer) {
  auto index = std::make_shared<HolderIndex>();
  bool in_header = true;
  int number = 0;
  for (const std::string_view line : split(table, '\n')) {
    const RowReader reader(gazetteer, ++number);
    if (line.empty() || line.front() == '#') continue;
    if (in_header) {
      if (line != kHeader) return reader.complain("the first line must name the columns");
      in_header = false;
      continue;
    }
    Result<HolderRow> row = reader.read(line);
    if (!row) return fail(row.error());
    if (!index->add(std::move(*row))) return reader.complain("repeats an earlier row");
  }
  if (in_header) return RowReader(gazetteer, 0).complain("the file is empty");
  return index;
}

Result<std::shared_ptr<const OfficeHolders>> OfficeHolders::load() {
  static const auto kLoaded = []() -> Result<std::shared_ptr<const OfficeHolders>> {
    const auto gazetteer = Gazetteer::load();
    if (!gazetteer) return fail(gazetteer.error());
    return parse(embedded::world_office_holders(), **gazetteer);
  }();
  return kLoaded;
}

}  // namespace tocsin

// Reads the two tables by one list of columns each. Entrances: read_countries, read_organisations.
#include "world/name_tables.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kColumns = 7;
constexpr std::string_view kPluralMark = "+s";
constexpr std::array<std::string_view, 12> kSectors = {"IGO", "NGO", "UAF", "REB", "PTY", "MED",
                                                       "GOV", "MIL", "OPP", "CVL", "BUS", "REL"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_country_code(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), is_capital);
}

bool is_organisation_code(std::string_view code) {
  return code.size() > 1 && is_capital(code.front()) && code.back() != '-' &&
         std::all_of(code.begin(), code.end(),
                     [](char c) { return is_capital(c) || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_sector(std::string_view sector) {
  return std::find(kSectors.begin(), kSectors.end(), sector) != kSectors.end();
}

// A single word without a capital would be found in every sentence.
bool is_common_word(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct NameColumn {
  std::size_t column;
  NameSense sense;
};

// How a file is laid out; the columns for code and name are the first two of both.
struct Layout {
  std::string_view file;
  std::string_view header;
  bool (*is_code)(std::string_view);
  std::string_view code_shape;
  std::optional<std::size_t> sector;
  std::optional<std::size_t> home;
  std::vector<NameColumn> names;
};

const Layout& countries_layout() {
  static const Layout kLayout = {
      .file = kCountriesFile,
      .header = "code\tname\tnames\tdemonyms\tcapitals\tseats\tplaces",
      .is_code = is_country_code,
      .code_shape = "three capital letters",
      .sector = std::nullopt,
      .home = std::nullopt,
      .names = {{2, NameSense::kName},
                {3, NameSense::kDemonym},
                {4, NameSense::kCapital},
                {5, NameSense::kSeat},
                {6, NameSense::kPlace}},
  };
  return kLayout;
}

const Layout& organisations_layout() {
  static const Layout kLayout = {
      .file = kOrganisationsFile,
      .header = "code\tname\tsector\tcountry\tnames\tdemonyms\tseats",
      .is_code = is_organisation_code,
      .code_shape = "capitals, digits and hyphens",
      .sector = 2,
      .home = 3,
      .names = {{4, NameSense::kName}, {5, NameSense::kDemonym}, {6, NameSense::kSeat}},
  };
  return kLayout;
}

// One line of a table, with what is needed to complain about it.
class LineReader {
 public:
  LineReader(const Layout& layout, int line) : layout_(layout), line_(line) {}

  Result<NameRow> read(std::string_view line) const {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != kColumns) {
      return complain("has " + std::to_string(cells.size()) + " columns, not " +
                      std::to_string(kColumns));
    }
    if (!is_valid_utf8(line)) return complain("is not UTF-8");
    NameRow row{.entity = {}, .names = {}, .line = line_};
    if (Status done = read_entity(cells, row.entity); !done) return fail(done.error());
    if (Status done = add_name(cells[1], NameSense::kName, row); !done) return fail(done.error());
    row.entity.name = row.names.front().text;
    for (const NameColumn& column : layout_.names) {
      if (cells[column.column].empty()) continue;
      for (const std::string_view item : split(cells[column.column], '|')) {
        if (Status done = add_name(item, column.sense, row); !done) return fail(done.error());
      }
    }
    return row;
  }

  tl::unexpected<Error> complain(std::string message) const {
    return fail(ErrorCode::kInvalid, std::move(message), {std::string(layout_.file), line_, 0});
  }

 private:
  Status read_entity(const std::vector<std::string_view>& cells, NamedEntity& entity) const {
    if (!layout_.is_code(cells[0])) {
      return complain("code \"" + std::string(cells[0]) + "\" is not " +
                      std::string(layout_.code_shape));
    }
    entity.kind = layout_.sector ? NameKind::kOrganisation : NameKind::kCountry;
    entity.code = cells[0];
    entity.sector = layout_.sector ? cells[*layout_.sector] : "GOV";
    if (!is_sector(entity.sector)) return complain("unknown sector \"" + entity.sector + "\"");
    if (layout_.home) entity.country = cells[*layout_.home];
    if (!entity.country.empty() && !is_country_code(entity.country)) {
      return complain("country \"" + entity.country + "\" is not three capital letters");
    }
    return {};
  }

  // Reads the marks of one list item: "~Dominican+s", "=WHO".
  Status add_name(std::string_view item, NameSense sense, NameRow& row) const {
    ListedName name{.text = {}, .sense = sense};
    for (; !item.empty() && (item.front() == '~' || item.front() == '='); item.remove_prefix(1)) {
      (item.front() == '~' ? name.yields : name.exactly) = true;
    }
    const bool plural = item.size() > kPluralMark.size() && item.ends_with(kPluralMark);
    if (plural) item.remove_suffix(kPluralMark.size());
    if (item.empty()) return complain("has an empty name");
    if (item != collapse_space(item)) {
      return complain("name \"" + std::string(item) + "\" has a blank too many");
    }
    if (is_common_word(item)) {
      return complain("name \"" + std::string(item) + "\" is a common word: it needs a capital");
    }
    name.text = item;
    row.names.push_back(name);
    if (plural) {
      name.text += 's';
      row.names.push_back(name);
    }
    return {};
  }

  const Layout& layout_;
  int line_;
};

Result<std::vector<NameRow>> read_table(std::string_view table, const Layout& layout) {
  std::vector<NameRow> rows;
  bool in_header = true;
  int number = 0;
  for (const std::string_view line : split(table, '\n')) {
    const LineReader reader(layout, ++number);
    if (line.empty() || line.front() == '#') continue;
    if (in_header) {
      if (line != layout.header) return reader.complain("the first line must name the columns");
      in_header = false;
      continue;
    }
    Result<NameRow> row = reader.read(line);
    if (!row) return fail(row.error());
    rows.push_back(std::move(*row));
  }
  if (in_header) return LineReader(layout, 0).complain("the file is empty");
  return rows;
}

}  // namespace

Result<std::vector<NameRow>> read_countries(std::string_view table) {
  return read_table(table, countries_layout());
}

Result<std::vector<NameRow>> read_organisations(std::string_view table) {
  return read_table(table, organisations_layout());
}

std::vector<std::string_view> read_phrases(std::string_view list) {
  std::vector<std::string_view> phrases = split(list, '\n');
  for (std::string_view& phrase : phrases) {
    phrase = phrase.starts_with('#') ? std::string_view() : trim(phrase);
  }
  return phrases;
}

}  // namespace tocsin

// The data files as rows: columns cut, lists split, marks read, shapes checked. What two rows claim
// together is the gazetteer's business. world/data/README.md describes the files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "world/gazetteer.h"

namespace tocsin {

struct ListedName {
  std::string text;
  NameSense sense = NameSense::kName;
  bool yields = false;   // "~": another line claims it, and wins
  bool exactly = false;  // "=": only as written, and not among capitals
  bool operator==(const ListedName&) const = default;
};

struct NameRow {
  NamedEntity entity;
  std::vector<ListedName> names;  // its canonical name first
  int line = 0;
};

// kInvalid with file and line: a wrong header, number of columns, code, sector or name.
Result<std::vector<NameRow>> read_countries(std::string_view table);
Result<std::vector<NameRow>> read_organisations(std::string_view table);
// One phrase a line; "" for comments and empty lines, so that the index is the line number less
// one.
std::vector<std::string_view> read_phrases(std::string_view list);

inline constexpr std::string_view kCountriesFile = "world/data/countries.tsv";
inline constexpr std::string_view kOrganisationsFile = "world/data/organisations.tsv";
inline constexpr std::string_view kStopPhrasesFile = "world/data/stop_phrases.txt";

}  // namespace tocsin

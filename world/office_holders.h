// Who held which office, and when: "Macron" is France's president since 14 May 2017. Data:
// world/data/office_holders.tsv, embedded at build time. Immutable after load; share it between
// threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/timestamp.h"
#include "world/gazetteer.h"

namespace tocsin {

class OfficeHolders {
 public:
  // One term of one person. A person with several terms or offices has a holder for each.
  struct Holder {
    std::string name;         // as in the table, with its marks: "Recep Tayyip Erdoğan"
    std::string code;         // of the country or organisation, as in the gazetteer
    std::string role;         // "president", "foreign minister": one of a fixed list
    std::optional<Day> from;  // first day; nothing: unknown
    std::optional<Day> to;    // last day; nothing: still, or unknown
    bool operator==(const Holder&) const = default;
  };

  // The embedded data; parsed once a process.
  static Result<std::shared_ptr<const OfficeHolders>> load();
  // From text as world/data/README.md describes; codes must be known to the gazetteer. kInvalid
  // with file and line where a row is wrong.
  static Result<std::shared_ptr<const OfficeHolders>> parse(std::string_view table,
                                                            const Gazetteer& gazetteer);
  virtual ~OfficeHolders() = default;

  // The holder whom a person's name means; null where nobody or not one is meant. Takes full names
  // ("Sheikh Hasina", "Mr. Putin" too) and last names. Case, marks of letters, dots, apostrophes
  // and hyphens do not count, so the caller looks for a capital at the start.
  //   - With a day: the office held on that day, the higher of two; else the latest that had ended
  //     by then (who has left keeps his country); else, for a full name, the first to come.
  //   - Without one: the highest office, of these the latest.
  //   - A last name that means persons of different countries or organisations gives null; those
  //     in office on the day exclude those who have left. A last name that is also a word ("May")
  //     or common among others ("Singh") is not known at all: the table says which.
  // Give a name as long as it stands in the text: "Hunter Biden" is unknown, "Biden" is not.
  // One lookup in a hash table. The holder lives as long as this object.
  virtual const Holder* find(std::string_view name, std::optional<Day> when) const = 0;
};

}  // namespace tocsin

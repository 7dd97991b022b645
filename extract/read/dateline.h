// "NIAMEY, Aug 31 (Agency) -": the place, day and agency before the first sentence. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace tocsin {

struct Dateline {
  std::string text;        // as printed, with its dash: "NIAMEY, Aug 31 (Agency) -"
  std::string source;      // the agency, "" where none is named
  std::optional<Day> day;  // only where it says the year too
  std::size_t size = 0;    // bytes of the paragraph up to the first sentence
  bool operator==(const Dateline&) const = default;
};

// Of the beginning of a paragraph. Known forms:
//   (CNN) —        (CNN) Text      PARIS (Reuters) -        Paris (AFP) –
//   NIAMEY, Niger (AP) —           NIAMEY, Aug. 31, 2023 (Agency) --
//   PARIS —        NIAMEY, Niger —        LONDON, 3 March -
std::optional<Dateline> find_dateline(std::string_view paragraph);

}  // namespace tocsin

// What only the whole article tells: whose the junta is, which ambassador is meant, who "it" is.
#pragma once

#include <string>
#include <vector>

#include "extract/event/reading.h"

namespace tocsin {

class DocumentFocus {
 public:
  // Fills in the mentions of `readings` that name no country themselves, in the order of the text.
  explicit DocumentFocus(std::vector<Reading>& readings);

  // Who is spoken of when sentence `index` says "it", "he" or "they" and does not name him before.
  const std::vector<Participant>& spoken_of(int index) const;
  // The country that the article names most, leaving out `except` and everything that is no
  // country; null where no other stands out.
  const Participant* other_country(const std::vector<Participant>& except) const;

 private:
  void count_names(const std::vector<Reading>& readings);
  void find_coup(const std::vector<Reading>& readings);

  std::vector<std::vector<Participant>> subjects_;      // by sentence: who its first subject is
  std::vector<std::pair<Participant, int>> countries_;  // most named first
  std::vector<Participant> coup_;
};

}  // namespace tocsin

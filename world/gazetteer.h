// Who and what the world's names mean: countries, organisations, their demonyms, capitals and
// seats. Data: world/data/, embedded at build time. Immutable after load; share it between threads.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

enum class NameKind { kCountry, kOrganisation };
// How a name names it: "Niger", "Nigerien", "Niamey", "the Kremlin", "Agadez".
enum class NameSense { kName, kDemonym, kCapital, kSeat, kPlace };
std::string_view to_string(NameSense sense);  // "demonym"

struct NamedEntity {
  NameKind kind = NameKind::kCountry;
  std::string code;     // ISO alpha-3 or short capital name (NATO)
  std::string name;     // canonical English name
  std::string country;  // home country of an armed group or party, "" none
  std::string sector;   // of an organisation: IGO, NGO, UAF, PTY, ...; GOV for a country
};

struct NameMatch {
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;
  NameSense sense = NameSense::kName;
  const NamedEntity* entity = nullptr;  // owned by the gazetteer
};

// What find() takes for a name:
//   - names stand between word borders and are case-sensitive ("Turkey", never "turkey"); the same
//     name in headline case or in capitals ("REPUBLIC OF CONGO") is found too, except short words
//     that capitals make ambiguous (WHO, IS, CAR: not in a stretch of three or more capital words);
//   - "Niger's" gives the span of "Niger"; "U.S." includes its last dot;
//   - "US-led" and "Russia-Ukraine" give their names (look at the byte after `end` for the hyphen),
//     "anti-French", "pro-Russian", "non-NATO" and "ex-Soviet" give none: they name no party;
//   - phrases of world/data/stop_phrases.txt ("Indian Ocean", "French fries") are stepped over.
class Gazetteer {
 public:
  // The embedded data; parsed once a process, kInvalid with file and line where the data is wrong.
  static Result<std::shared_ptr<const Gazetteer>> load();
  // The same from text (for tests): lines as world/data/README.md describes.
  static Result<std::shared_ptr<const Gazetteer>> parse(std::string_view countries,
                                                        std::string_view organisations,
                                                        std::string_view stop_phrases = {});
  virtual ~Gazetteer() = default;

  // The longest names at word borders, from left to right, without overlap. Linear in the text;
  // bytes that are no UTF-8 are word borders.
  virtual std::vector<NameMatch> find(std::string_view text) const = 0;
  // By code ("FRA", "NATO"; exact) or by any of its names in any case ("France", "french"); a name
  // that several share goes to the line that claims it. Null where unknown.
  virtual const NamedEntity* by_code(std::string_view code) const = 0;
  virtual const NamedEntity* by_name(std::string_view name) const = 0;
  // All codes, countries first, for "did you mean"; valid as long as the gazetteer.
  virtual std::vector<std::string_view> codes() const = 0;
};

}  // namespace tocsin

// Who and what the world's names mean: countries, organisations, their demonyms, capitals and seats.
// Data: world/data/*.tsv, embedded at build time. Immutable after load; share it between threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

enum class NameKind { kCountry, kOrganisation };
// How a name names it: "Niger", "Nigerien", "Niamey", "the Kremlin".
enum class NameSense { kName, kDemonym, kCapital, kSeat };

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

class Gazetteer {
 public:
  // The embedded data; parsed once, kInvalid with file and line where the data is wrong.
  static Result<std::shared_ptr<const Gazetteer>> load();
  // The same from text (for tests): lines as world/data/README.md describes.
  static Result<std::shared_ptr<const Gazetteer>> parse(std::string_view countries,
                                                        std::string_view organisations);
  virtual ~Gazetteer() = default;

  // The longest names at word borders, from left to right, without overlap. Linear in the text.
  virtual std::vector<NameMatch> find(std::string_view text) const = 0;
  // By code ("FRA", "NATO") or by name ("France", "french"); null where unknown.
  virtual const NamedEntity* by_code(std::string_view code) const = 0;
  virtual const NamedEntity* by_name(std::string_view name) const = 0;
  // For "did you mean".
  virtual std::vector<std::string_view> codes() const = 0;
};

}  // namespace tocsin

// Entrance: family_of. The windows are a table: a pull-out takes months, a summons a day.
#include "extract/story/family.h"

#include <array>
#include <string_view>

namespace tocsin {
namespace {

struct Window {
  std::string_view family;
  int days;
};
constexpr std::array<Window, 8> kWindows = {{
    {"SANCTION/expel/diplomat", 14},
    {"SANCTION/withdraw/diplomat", 30},
    {"ACCUSE/disapprove/diplomat", 4},
    {"SANCTION/discontinue/mission", 30},
    {"SANCTION/discontinue/relations", 21},
    {"RETREAT/withdraw/forces", 120},
    {"MOBILIZE/forces/forces", 14},
    {"OTHER/coup", 30},
}};
constexpr int kDefaultDays = 14;

bool is_force(ObjectClass object_class) {
  return object_class == ObjectClass::kTroops || object_class == ObjectClass::kShip ||
         object_class == ObjectClass::kAircraft || object_class == ObjectClass::kBase ||
         object_class == ObjectClass::kWeapons;
}

std::string object_group(const Event& event) {
  if (!event.object) return "";
  return is_force(event.object->object_class) ? "forces"
                                              : std::string(to_string(event.object->object_class));
}

}  // namespace

std::string family_of(const Event& event) {
  std::string out(to_string(event.type));
  const bool forces =
      event.type == EventType::kMobilize && (event.mode == "troops" || event.mode == "weapons");
  if (forces || !event.mode.empty()) out += "/" + (forces ? std::string("forces") : event.mode);
  if (const std::string group = object_group(event); !group.empty()) out += "/" + group;
  return out;
}

std::chrono::days window_of(const std::string& family) {
  for (const Window& window : kWindows) {
    if (window.family == family) return std::chrono::days(window.days);
  }
  return std::chrono::days(kDefaultDays);
}

}  // namespace tocsin

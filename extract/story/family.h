// Which events can be one happening at all: families of type, mode and object class, each with the
// days over which reports of one happening may spread.
#pragma once

#include <chrono>
#include <string>

#include "news/event.h"

namespace tocsin {

// "SANCTION/expel/diplomat", "RETREAT/withdraw/forces": events of different families are never one
// incident. Troops, ships, aircraft and bases are forces; deploying troops or weapons is one
// family.
std::string family_of(const Event& event);

// How far apart the days of two reports of one incident of this family may lie.
std::chrono::days window_of(const std::string& family);

}  // namespace tocsin

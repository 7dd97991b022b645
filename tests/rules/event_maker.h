// Events for the rule tests, in few words.
#pragma once

#include <string>
#include <vector>

#include "news/event.h"

namespace tocsin {

inline Participant country(std::string code) {
  Participant out;
  out.country = std::move(code);
  out.text = "the " + out.country + " government";
  return out;
}

inline Participant organisation(std::string org, std::string home = "") {
  Participant out;
  out.org = std::move(org);
  out.country = std::move(home);
  return out;
}

inline Event event_of(EventType type, std::string mode) {
  Event out;
  out.type = type;
  out.mode = std::move(mode);
  out.actors = {country("NER")};
  out.recipients = {country("FRA")};
  return out;
}

inline Event event_of(EventType type, std::string mode, ObjectClass object) {
  Event out = event_of(type, std::move(mode));
  out.object = Object{object, "", {}};
  return out;
}

}  // namespace tocsin

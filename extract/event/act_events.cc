// From acts to events: what both extractors say of time, attribution and evidence is taken from
// happening.h. Entrance: act_events. Next to read: act_match.cc.
#include "extract/event/act_events.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "extract/event/act_match.h"
#include "extract/event/happening.h"
#include "extract/event/numbers.h"

namespace tocsin {
namespace {

constexpr double kConfidence = 0.35;  // of an act without a party
constexpr double kPartyKnown = 0.15;
constexpr double kWordMatched = 0.05;   // of the pattern, beside the trigger
constexpr std::size_t kSportWords = 2;  // that make a report one about sport
constexpr double kNominal = 0.1;        // less where a noun says it

std::vector<bool> triggers_of(const DependencyTree& tree, const ActParties& parties,
                              const std::vector<Finding>& findings) {
  std::vector<bool> taken(static_cast<std::size_t>(tree.size()), false);
  for (int word = 0; word < tree.size(); ++word) {
    const int at = parties.reading_word(word);
    taken[static_cast<std::size_t>(word)] =
        std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
          return at >= finding.place.trigger && at < finding.place.end;
        });
  }
  return taken;
}

// The act as the readers of times, speakers and evidence know one.
Finding finding_of(const Act& act, const DependencyTree& tree, const ActParties& parties,
                   int index) {
  Finding finding;
  finding.sentence = index;
  const int at = parties.reading_word(act.trigger);
  finding.place.form = act.noun ? Form::kNoun : Form::kFinite;
  finding.place.trigger = finding.place.first = at;
  finding.place.end = finding.place.object_end = at + 1;
  for (const int child : tree.children(act.trigger)) {
    if (tree.has_relation(child, "aux") || tree.has_relation(child, "mark"))
      finding.place.first = std::min(finding.place.first, parties.reading_word(child));
  }
  if (act.object > act.trigger)
    finding.place.object_end = std::max(finding.place.end, parties.reading_word(act.object) + 1);
  return finding;
}

std::string word_of(const DependencyTree& tree, int word) {
  return "\"" +
         std::string(tree.document().form(tree.sentence(), tree.sentence().first_token + word)) +
         "\"";
}

// PER by "Peruvian", CHL by "Chile"
std::string parties_of(const std::vector<Participant>& parties) {
  std::string out;
  for (const Participant& who : parties)
    out += (out.empty() ? "" : ", ") + who.code() + " by \"" + who.text + "\"";
  return out.empty() ? "nobody is named" : out;
}

std::vector<std::string> reasons_of(const Act& act, const DependencyTree& tree) {
  std::vector<std::string> reasons;
  reasons.push_back(word_of(tree, act.trigger) + " says it (" + act.pattern->where.file + ":" +
                    std::to_string(act.pattern->where.line) + ")");
  reasons.push_back("actors: " + parties_of(act.actors));
  reasons.push_back("recipients: " + parties_of(act.recipients));
  if (act.status.governor >= 0)
    reasons.push_back("status: " + word_of(tree, act.status.governor) + " governs it");
  return reasons;
}

// What an act counts, by the trigger's lemma.
struct Counted {
  std::string_view lemma;
  std::string_view what;
};
constexpr std::array kCounted = std::to_array<Counted>({{"kill", "killed"},
                                                        {"die", "killed"},
                                                        {"massacre", "killed"},
                                                        {"behead", "killed"},
                                                        {"execute", "killed"},
                                                        {"wound", "injured"},
                                                        {"injure", "injured"},
                                                        {"hurt", "injured"},
                                                        {"arrest", "arrested"},
                                                        {"detain", "arrested"},
                                                        {"jail", "arrested"},
                                                        {"kidnap", "abducted"},
                                                        {"abduct", "abducted"},
                                                        {"deport", "deported"},
                                                        {"release", "released"},
                                                        {"free", "released"}});

int leftmost(const DependencyTree& tree, int word) {
  int first = word;
  for (const int child : tree.children(word)) {
    if (!tree.has_relation(child, "acl") && !tree.has_relation(child, "appos"))
      first = std::min(first, leftmost(tree, child));
  }
  return first;
}

void count(const Act& act, const DependencyTree& tree, const ActParties& parties,
           const Reading& reading, const Lexicon& lexicon, Event& event) {
  const auto row = std::find_if(kCounted.begin(), kCounted.end(), [&](const Counted& one) {
    return one.lemma == tree.verb_lemma(act.trigger);
  });
  if (row == kCounted.end() || act.object < 0 || act.noun) return;
  Mention mention;
  mention.begin = parties.reading_word(leftmost(tree, act.object));
  mention.head = parties.reading_word(act.object) + (tree.is_tagged(act.object, "NUM") ? 1 : 0);
  if (const auto number = count_of(reading, lexicon, mention))
    event.counts.emplace(row->what, *number);
}

// Where the act happens, else where those in it are: "police in Lima".
std::optional<Place> place_of(const Act& act, const DependencyTree& tree,
                              const ActParties& parties) {
  std::vector<Participant> found = parties.named_place(act.trigger);
  for (const int child : tree.children(act.trigger)) {
    const bool side = tree.has_relation(child, "nsubj") || tree.has_relation(child, "obj");
    if (found.empty() && side) found = parties.named_place(child);
  }
  if (found.empty()) return std::nullopt;
  return Place{found.front().text, found.front().country, {}, {}};
}

double confidence_of(const Act& act) {
  const auto matched = static_cast<double>(required_words(*act.pattern));
  return std::min(0.9, kConfidence + kWordMatched * matched - (act.noun ? kNominal : 0.0) +
                           (act.actors.empty() ? 0.0 : kPartyKnown) +
                           (act.recipients.empty() ? 0.0 : kPartyKnown));
}

// "A blast killed two": one act, said once with its means and once without.
void add(Event event, std::vector<Event>& events) {
  for (Event& other : events) {
    const bool same = other.type == event.type && other.status == event.status &&
                      other.mode.empty() != event.mode.empty() &&
                      agree(other.actors, event.actors) &&
                      agree(other.recipients, event.recipients);
    if (!same) continue;
    if (other.mode.empty()) other.mode = event.mode;
    if (other.actors.empty()) other.actors = event.actors;
    if (other.recipients.empty()) other.recipients = event.recipients;
    other.confidence = std::max(other.confidence, event.confidence);
    other.counts.merge(event.counts);
    return;
  }
  events.push_back(std::move(event));
}

bool is_about_sport(const DependencyTree& tree, const ActLexicon& lexicon) {
  std::set<std::string_view> words;
  for (int word = 0; word < tree.size(); ++word) {
    if (lexicon.sport.contains(tree.lemma(word))) words.insert(tree.lemma(word));
  }
  return words.size() >= kSportWords;
}

// What happens beside the pitch too.
bool is_unsporting(const Act& act) {
  const EventType type = act.pattern->type;
  return type == EventType::kAssault || type == EventType::kProtest ||
         act.pattern->mode == "arrest" || act.pattern->mode == "convict";
}

// Nouns whose party only the place tells, beside surer acts.
void drop_doubtful(std::vector<Act>& acts) {
  const auto doubtful = [](const Act& act) {
    return act.noun && !act.own_party && act.pattern->type != EventType::kOther;
  };
  if (!std::all_of(acts.begin(), acts.end(), doubtful)) std::erase_if(acts, doubtful);
}

}  // namespace

std::vector<Event> act_events(const Document& document, const Reading& reading, int index,
                              const DocumentFocus& focus, const Lexicon& lexicon,
                              const ActLexicon& acts, const std::vector<Finding>& findings) {
  const DependencyTree tree(document, *reading.sentence);
  const ActParties parties(tree, reading, index, focus, acts);
  std::vector<Event> events;
  std::vector<Act> found = match_acts(tree, parties, acts, triggers_of(tree, parties, findings));
  if (!found.empty() && is_about_sport(tree, acts))
    std::erase_if(found, [](const Act& act) { return !is_unsporting(act); });
  drop_doubtful(found);
  for (Act& act : found) {
    const Finding finding = finding_of(act, tree, parties, index);
    Event event;
    event.reasons = reasons_of(act, tree);
    event.confidence = confidence_of(act);
    event.type = act.pattern->type;
    event.mode = act.pattern->mode;
    event.status = act.status.status;
    event.actors = std::move(act.actors);
    event.recipients = std::move(act.recipients);
    if (!act.status_by.empty()) event.status_by = act.status_by.front();
    event.background = is_recalled(reading, lexicon, finding.place);
    tell(event, finding, reading, document, focus, lexicon);
    count(act, tree, parties, reading, lexicon, event);
    event.place = place_of(act, tree, parties);
    add(std::move(event), events);
  }
  return events;
}

}  // namespace tocsin

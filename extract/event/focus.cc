// A document-level salience, kept simple: the last one named of the same sort. Entrance:
// DocumentFocus. Next to read: clause.h.
#include "extract/event/focus.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extract/event/clause.h"

namespace tocsin {
namespace {

constexpr int kPronounReach = 2;  // sentences
constexpr std::size_t kShortestAlias = 3;

// What was last said of an object's class: whose it is, where it is.
struct LastThing {
  std::vector<Participant> who;
  std::vector<Participant> host;
  int sentence = -1;
};

class Resolver {
 public:
  Resolver(std::vector<Reading>& readings, const std::vector<Participant>& coup,
           const std::vector<Participant>& main)
      : readings_(readings), coup_(coup), government_(main) {}

  void run() {
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      sentence_ = static_cast<int>(i);
      add_aliases(readings_[i]);
      for (Mention& mention : readings_[i].mentions) resolve(readings_[i], mention);
    }
  }

 private:
  // A person introduced with his office ("Ambassador Jane Roe") is known by his last name
  // afterwards.
  void add_aliases(Reading& reading) {
    for (int at = 0; at < reading.size() && !aliases_.empty(); ++at) {
      const ReadWord& word = reading.word(at);
      if (!word.capital || reading.mention(at) != nullptr || reading.atom(at) != nullptr) continue;
      const auto alias = aliases_.find(word.lower);
      if (alias == aliases_.end()) continue;
      Mention mention;
      mention.kind = MentionKind::kObject;
      mention.object = ObjectClass::kDiplomat;
      mention.begin = mention.head = at;
      while (mention.begin > 0 && reading.word(mention.begin - 1).capital &&
             reading.mention(mention.begin - 1) == nullptr &&
             reading.atom(mention.begin - 1) == nullptr) {
        --mention.begin;
      }
      mention.head_end = mention.end = at + 1;
      mention.definite = true;
      mention.possessor = reading.says(at + 1, "'s");
      mention.who = alias->second.who;
      mention.host = alias->second.host;
      const auto place = std::upper_bound(reading.mentions.begin(), reading.mentions.end(), at,
                                          [](int head, const Mention& m) { return head < m.head; });
      reading.mentions.insert(place, std::move(mention));
      reindex(reading);
    }
  }

  static void reindex(Reading& reading) {
    std::fill(reading.mention_at.begin(), reading.mention_at.end(), -1);
    for (std::size_t i = 0; i < reading.mentions.size(); ++i) {
      const Mention& mention = reading.mentions[i];
      for (int at = mention.head; at < mention.end; ++at) {
        int& slot = reading.mention_at[static_cast<std::size_t>(at)];
        if (slot < 0 || at < mention.head_end) slot = static_cast<int>(i);
      }
    }
  }

  void resolve(const Reading& reading, Mention& mention) {
    switch (mention.kind) {
      case MentionKind::kParty:
        resolve_party(mention);
        break;
      case MentionKind::kObject:
        resolve_object(reading, mention);
        break;
      case MentionKind::kPronoun:
        resolve_pronoun(reading, mention);
        break;
      case MentionKind::kEntity:
        if (!reading.is(mention.begin - 1, kPreposition) && !mention.adjective)
          government_ = mention.who;
        break;
    }
  }

  void resolve_party(Mention& mention) {
    if (mention.who.empty() && mention.party->focus == Focus::kCoup && !coup_.empty())
      mention.who = coup_;
    if (mention.who.empty() && mention.party->focus != Focus::kNone) mention.who = government_;
    for (Participant& who : mention.who) {
      who.role = mention.party->role;
      if (!who.country.empty() && who.org.empty()) who.sector = mention.party->sector;
    }
    if (!mention.who.empty() && mention.party->focus != Focus::kNone) government_ = mention.who;
  }

  void resolve_object(const Reading& reading, Mention& mention) {
    LastThing& last = things_[*mention.object];
    // "Ruritania has 1,500 troops in Elbonia"
    if (mention.who.empty() && mention.begin > 0 &&
        reading.word(mention.begin - 1).lemma == "have") {
      const Mention* keeper = find_subject(reading, mention.begin - 1, false);
      if (keeper != nullptr && keeper->kind != MentionKind::kPronoun) mention.who = keeper->who;
    }
    if (mention.who.empty() && !mention.subject_owned && mention.definite) {
      mention.who = last.who;
      if (mention.host.empty()) mention.host = last.host;
    }
    if (mention.who.empty()) return;
    if (!mention.host.empty() || last.who != mention.who) last.host = mention.host;
    last.who = mention.who;
    last.sentence = sentence_;
    if (mention.object != ObjectClass::kDiplomat || mention.names.empty()) return;
    if (mention.names.back().size() >= kShortestAlias) aliases_[mention.names.back()] = last;
  }

  // "him": the diplomat spoken of in this sentence or just before.
  void resolve_pronoun(const Reading& reading, Mention& mention) {
    const std::string& word = reading.word(mention.head).lower;
    if (word != "him" && word != "her" && word != "them") return;
    const LastThing& last = things_[ObjectClass::kDiplomat];
    if (last.sentence < 0 || sentence_ - last.sentence > kPronounReach) return;
    mention.object = ObjectClass::kDiplomat;
    mention.who = last.who;
    mention.host = last.host;
  }

  std::vector<Reading>& readings_;
  const std::vector<Participant>& coup_;
  std::vector<Participant> government_;
  std::map<ObjectClass, LastThing> things_;
  std::unordered_map<std::string, LastThing> aliases_;
  int sentence_ = 0;
};

}  // namespace

DocumentFocus::DocumentFocus(std::vector<Reading>& readings) {
  count_names(readings);
  find_coup(readings);
  std::vector<Participant> main;
  if (const Participant* country = other_country({})) main.push_back(*country);
  Resolver(readings, coup_, main).run();
  for (const Reading& reading : readings) {
    std::vector<Participant> subject;
    for (const Mention& mention : reading.mentions) {
      const bool actor =
          mention.kind == MentionKind::kEntity || mention.kind == MentionKind::kParty;
      if (!actor || mention.who.empty() || reading.is(mention.begin - 1, kPreposition)) continue;
      subject = mention.who;
      break;
    }
    subjects_.push_back(std::move(subject));
  }
}

void DocumentFocus::count_names(const std::vector<Reading>& readings) {
  std::unordered_map<std::string, std::size_t> index;
  for (const Reading& reading : readings) {
    for (const Atom& atom : reading.atoms) {
      if (!atom.who.org.empty() || atom.who.country.empty()) continue;
      const auto [found, fresh] = index.emplace(atom.who.country, countries_.size());
      if (fresh) countries_.emplace_back(atom.who, 0);
      ++countries_[found->second].second;
    }
  }
  std::stable_sort(countries_.begin(), countries_.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (auto& [who, count] : countries_) {
    who.text = who.name;
    who.role.clear();
  }
}

void DocumentFocus::find_coup(const std::vector<Reading>& readings) {
  std::map<std::string, int> counts;
  int best = 0;
  for (const Reading& reading : readings) {
    for (const Mention& mention : reading.mentions) {
      const bool coup = mention.kind == MentionKind::kParty && mention.party->focus == Focus::kCoup;
      if (!coup || mention.who.size() != 1) continue;
      const int count = ++counts[mention.who.front().code()];
      if (count <= best) continue;
      best = count;
      coup_ = mention.who;
    }
  }
}

const std::vector<Participant>& DocumentFocus::spoken_of(int index) const {
  static const std::vector<Participant> nobody;
  for (int back = 1; back <= kPronounReach && index - back >= 0; ++back) {
    const std::vector<Participant>& who = subjects_[static_cast<std::size_t>(index - back)];
    if (!who.empty()) return who;
  }
  return nobody;
}

const Participant* DocumentFocus::other_country(const std::vector<Participant>& except) const {
  const Participant* best = nullptr;
  int most = 0;
  for (const auto& [who, count] : countries_) {
    const std::string& code = who.country;
    const bool taken = std::any_of(except.begin(), except.end(),
                                   [&](const Participant& other) { return other.country == code; });
    if (taken) continue;
    if (best != nullptr) return most > count ? best : nullptr;
    best = &who;
    most = count;
  }
  return best;
}

}  // namespace tocsin

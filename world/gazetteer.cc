// Puts the tables together: who claims which name, under which spellings, and finds them in text.
// Entrances: Gazetteer::load, Gazetteer::parse. Words are cut in world/words.h, the tables are read
// in world/name_tables.h.
#include "world/gazetteer.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>

#include "base/text.h"
#include "world/name_tables.h"
#include "world/name_trie.h"
#include "world/spelling.h"

namespace tocsin::embedded {
std::string_view world_countries();
std::string_view world_organisations();
std::string_view world_stop_phrases();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 5> kSenseNames = {"name", "demonym", "capital", "seat",
                                                         "place"};
// With a hyphen after them these make of a name an attitude, a time or a range.
constexpr std::array<std::string_view, 14> kPrefixes = {"anti",  "pro",   "non",   "un",   "ex",
                                                        "pre",   "post",  "neo",   "pan",  "sub",
                                                        "inter", "intra", "trans", "cross"};

// What a name in the trie stands for; no entity: a phrase to step over.
struct Meaning {
  const NamedEntity* entity = nullptr;
  NameSense sense = NameSense::kName;
};

class NameIndex final : public Gazetteer {
 public:
  Status add_rows(const std::vector<NameRow>& rows, std::string_view file);
  // A name marked as another's must have that other.
  Status check_yielding(const std::vector<NameRow>& rows, std::string_view file) const;
  // Spellings never take a name that some row claims as written, so they come after all rows.
  void add_spellings();
  Status add_stop_phrases(const std::vector<std::string_view>& phrases);

  std::vector<NameMatch> find(std::string_view text) const override;
  const NamedEntity* by_code(std::string_view code) const override;
  const NamedEntity* by_name(std::string_view name) const override;
  std::vector<std::string_view> codes() const override;

 private:
  struct Claim {
    ListedName name;
    const NamedEntity* entity = nullptr;
    Where where;
  };

  Status claim(const ListedName& name, const NamedEntity& entity, Where where);
  bool add_to_trie(std::string_view name, Meaning meaning, bool exactly);

  std::deque<NamedEntity> entities_;  // never move: matches point in
  std::unordered_map<std::string_view, const NamedEntity*> codes_;
  std::unordered_map<std::string, std::size_t> owners_;  // name as written to its claim
  std::unordered_map<std::string, const NamedEntity*> folded_;
  std::vector<Claim> claims_;
  std::vector<Meaning> meanings_;
  NameTrie trie_;
};

Status NameIndex::add_rows(const std::vector<NameRow>& rows, std::string_view file) {
  for (const NameRow& row : rows) {
    const Where where{std::string(file), row.line, 0};
    const std::string& home = row.entity.country;
    if (!home.empty() && by_code(home) == nullptr) {
      return fail(ErrorCode::kInvalid, "unknown country \"" + home + "\"", where);
    }
    entities_.push_back(row.entity);
    const NamedEntity& entity = entities_.back();
    if (!codes_.try_emplace(entity.code, &entity).second) {
      return fail(ErrorCode::kInvalid, "code \"" + entity.code + "\" is already taken", where);
    }
    for (const ListedName& name : row.names) {
      if (name.yields) continue;
      if (Status done = claim(name, entity, where); !done) return done;
    }
  }
  return {};
}

Status NameIndex::claim(const ListedName& name, const NamedEntity& entity, Where where) {
  const auto [owner, first] = owners_.try_emplace(name.text, claims_.size());
  if (!first) {
    const Claim& other = claims_[owner->second];
    return fail(ErrorCode::kInvalid,
                "name \"" + name.text + "\" is claimed by " + other.entity->code + " in " +
                    to_string(Error{.code = ErrorCode::kInvalid,
                                    .message = "mark one of the two with \"~\"",
                                    .where = other.where}),
                std::move(where));
  }
  if (!add_to_trie(name.text, {&entity, name.sense}, name.exactly)) {
    return fail(
        ErrorCode::kInvalid,
        "name \"" + name.text + "\" repeats another or holds a sign that no name goes across",
        std::move(where));
  }
  folded_.try_emplace(fold_case(name.text), &entity);
  claims_.push_back({name, &entity, std::move(where)});
  return {};
}

Status NameIndex::check_yielding(const std::vector<NameRow>& rows, std::string_view file) const {
  for (const NameRow& row : rows) {
    for (const ListedName& name : row.names) {
      if (!name.yields || owners_.contains(name.text)) continue;
      return fail(ErrorCode::kInvalid,
                  "name \"" + name.text + "\" is marked with \"~\", but no other line claims it",
                  {std::string(file), row.line, 0});
    }
  }
  return {};
}

bool NameIndex::add_to_trie(std::string_view name, Meaning meaning, bool exactly) {
  const auto value = static_cast<std::uint32_t>(meanings_.size());
  if (!trie_.add(name, {.value = value, .mixed_case_only = exactly})) return false;
  meanings_.push_back(meaning);
  return true;
}

void NameIndex::add_spellings() {
  for (const Claim& claim : claims_) {
    if (claim.name.exactly) continue;
    for (const std::string& spelling : spellings(claim.name.text)) {
      if (!add_to_trie(spelling, {claim.entity, claim.name.sense}, false)) continue;
      folded_.try_emplace(fold_case(spelling), claim.entity);
    }
  }
}

Status NameIndex::add_stop_phrases(const std::vector<std::string_view>& phrases) {
  int line = 0;
  for (const std::string_view phrase : phrases) {
    ++line;
    if (phrase.empty()) continue;
    if (!add_to_trie(phrase, {}, false)) {
      return fail(
          ErrorCode::kInvalid,
          "\"" + std::string(phrase) + "\" is a name or a phrase already listed, or no phrase",
          {std::string(kStopPhrasesFile), line, 0});
    }
  }
  for (const std::string_view phrase : phrases) {
    if (phrase.empty()) continue;
    for (const std::string& spelling : spellings(phrase)) add_to_trie(spelling, {}, false);
  }
  return {};
}

bool follows_prefix(std::string_view text, const std::vector<Word>& words, std::size_t i) {
  if (words[i].before != Gap::kHyphen) return false;
  const Word& previous = words[i - 1];
  const std::string word = fold_case(text.substr(previous.begin, previous.end - previous.begin));
  return std::find(kPrefixes.begin(), kPrefixes.end(), word) != kPrefixes.end();
}

std::vector<NameMatch> NameIndex::find(std::string_view text) const {
  std::vector<NameMatch> matches;
  const std::vector<Word> words = split_words(text);
  for (std::size_t i = 0; i < words.size();) {
    const std::optional<TrieMatch> match = trie_.longest(text, words, i);
    if (!match) {
      ++i;
      continue;
    }
    const Meaning& meaning = meanings_[match->name.value];
    if (meaning.entity != nullptr && !follows_prefix(text, words, i)) {
      std::size_t end = words[i + match->words - 1].end;
      if (match->name.final_dot && end < text.size() && text[end] == '.') ++end;
      matches.push_back({words[i].begin, end, meaning.sense, meaning.entity});
    }
    i += match->words;
  }
  return matches;
}

const NamedEntity* NameIndex::by_code(std::string_view code) const {
  const auto at = codes_.find(code);
  return at == codes_.end() ? nullptr : at->second;
}

const NamedEntity* NameIndex::by_name(std::string_view name) const {
  const auto at = folded_.find(fold_case(name));
  return at == folded_.end() ? nullptr : at->second;
}

std::vector<std::string_view> NameIndex::codes() const {
  std::vector<std::string_view> all;
  all.reserve(entities_.size());
  for (const NamedEntity& entity : entities_) all.push_back(entity.code);
  return all;
}

}  // namespace

std::string_view to_string(NameSense sense) { return kSenseNames[static_cast<std::size_t>(sense)]; }

Result<std::shared_ptr<const Gazetteer>> Gazetteer::parse(std::string_view countries,
                                                          std::string_view organisations,
                                                          std::string_view stop_phrases) {
  const auto country_rows = read_countries(countries);
  if (!country_rows) return fail(country_rows.error());
  const auto organisation_rows = read_organisations(organisations);
  if (!organisation_rows) return fail(organisation_rows.error());
  auto index = std::make_shared<NameIndex>();
  Status done = index->add_rows(*country_rows, kCountriesFile);
  if (done) done = index->add_rows(*organisation_rows, kOrganisationsFile);
  if (done) done = index->check_yielding(*country_rows, kCountriesFile);
  if (done) done = index->check_yielding(*organisation_rows, kOrganisationsFile);
  if (done) done = index->add_stop_phrases(read_phrases(stop_phrases));
  if (!done) return fail(done.error());
  index->add_spellings();
  return index;
}

Result<std::shared_ptr<const Gazetteer>> Gazetteer::load() {
  static const Result<std::shared_ptr<const Gazetteer>> kLoaded = parse(
      embedded::world_countries(), embedded::world_organisations(), embedded::world_stop_phrases());
  return kLoaded;
}

}  // namespace tocsin

// Reads and checks the acts' tables. Entrances: embedded_act_lexicon and parse_act_lexicon. Next to
// read: act_match.cc.
#include "extract/event/act_lexicon.h"

#include <algorithm>

#include "base/text.h"

namespace tocsin::embedded {
std::string_view event_groups();
std::string_view event_acts();
std::string_view event_people();
std::string_view event_governors();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 4> kPersonKinds = {"state", "people", "armed", "nobody"};
constexpr std::array<std::string_view, kControls> kControlNames = {"subject", "object", "other"};
constexpr std::array<std::string_view, 34> kPrepositions = {
    "about",  "across", "after",   "against", "among",  "around", "as",     "at",   "before",
    "behind", "below",  "between", "by",      "during", "for",    "from",   "in",   "inside",
    "into",   "near",   "of",      "off",     "on",     "onto",   "out",    "over", "through",
    "to",     "toward", "towards", "under",   "upon",   "with",   "without"};
constexpr std::array<std::string_view, 5> kSources = {"subject", "object", "owner", "both",
                                                      "place"};

// Groups that the code reads too.
struct SharedGroup {
  std::string_view name;
  LemmaSet ActLexicon::*group;
};
constexpr std::array<SharedGroup, 3> kSharedGroups = {
    {{"light", &ActLexicon::light}, {"say", &ActLexicon::say}, {"pitch", &ActLexicon::sport}}};

template <std::size_t N>
std::optional<std::size_t> index_of(const std::array<std::string_view, N>& names,
                                    std::string_view word) {
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

class Reader {
 public:
  Status group(const TableRow& row) {
    LemmaSet& group = groups_[std::string(row.fields[0])];
    if (Status read = each_lemma(row, 1, [&](const std::string& lemma) { group.insert(lemma); });
        !read)
      return read;
    for (const SharedGroup& shared : kSharedGroups) {
      if (row.fields[0] == shared.name) lexicon.*shared.group = group;
    }
    return {};
  }

  Status act(const TableRow& row) {
    ActPattern pattern;
    pattern.where = row.where;
    if (Status read = type_and_mode(row.fields[1], pattern); !read) return read;
    if (Status read = sources(row.fields[2], row.where, pattern.actor); !read) return read;
    if (Status read = sources(row.fields[3], row.where, pattern.recipient); !read) return read;
    const bool verb = row.fields[0] == "verb";
    if (!verb && row.fields[0] != "noun")
      return fail(unknown_word("form", row.fields[0], {"verb", "noun"}, row.where));
    for (std::string_view written : split(row.fields[4], '|')) {
      ActPattern one = pattern;
      Result<std::string> trigger = words(trim(written), row.where, one.words);
      if (!trigger) return fail(trigger.error());
      std::vector<ActPattern>& all = (verb ? lexicon.verbs : lexicon.nouns)[*trigger];
      const auto longer = [](const ActPattern& a, const ActPattern& b) {
        return required_words(a) > required_words(b);
      };
      all.insert(std::upper_bound(all.begin(), all.end(), one, longer), std::move(one));
    }
    return {};
  }

  Status person(const TableRow& row) {
    const auto kind = index_of(kPersonKinds, row.fields[1]);
    if (!kind)
      return fail(unknown_word("kind", row.fields[1], {kPersonKinds.begin(), kPersonKinds.end()},
                               row.where));
    const Person person{static_cast<Person::Kind>(*kind), std::string(row.fields[0])};
    return each_lemma(row, 2,
                      [&](const std::string& lemma) { lexicon.people.emplace(lemma, person); });
  }

  Status governor(const TableRow& row) {
    const auto status = parse_event_status(row.fields[0]);
    if (!status)
      return fail(unknown_word("status", row.fields[0], event_status_names(), row.where));
    const auto control = index_of(kControlNames, row.fields[1]);
    if (!control)
      return fail(unknown_word("control", row.fields[1],
                               {kControlNames.begin(), kControlNames.end()}, row.where));
    const Result<std::vector<std::vector<std::string>>> phrases =
        read_phrases(row.fields[2], row.where);
    if (!phrases) return fail(phrases.error());
    for (const std::vector<std::string>& phrase : *phrases) {
      if (phrase.size() > 2)
        return fail(ErrorCode::kInvalid,
                    "'" + phrase.front() + " ...' has more than a word and its particle",
                    row.where);
    }
    return each_lemma(row, 2, [&](const std::string& lemma) {
      std::optional<EventStatus>& said = lexicon.governors[lemma][*control];
      if (!said) said = *status;
    });
  }

  ActLexicon lexicon;

 private:
  // The pieces of a field between '|'.
  template <typename Take>
  static Status each_lemma(const TableRow& row, std::size_t field, Take take) {
    for (std::string_view lemma : split(row.fields[field], '|')) {
      if (trim(lemma).empty())
        return fail(ErrorCode::kInvalid, "an empty lemma between two '|'", row.where);
      take(std::string(trim(lemma)));
    }
    return {};
  }

  // "SANCTION/expel=ordered", "ASSAULT/"
  static Status type_and_mode(std::string_view written, ActPattern& pattern) {
    std::string_view act = written.substr(0, written.find('='));
    const std::string_view type = act.substr(0, act.find('/'));
    const auto known = parse_event_type(type);
    if (!known) return fail(unknown_word("event type", type, event_type_names(), pattern.where));
    pattern.type = *known;
    if (type.size() < act.size()) pattern.mode = act.substr(type.size() + 1);
    if (!pattern.mode.empty() && !has_mode(*known, pattern.mode))
      return fail(unknown_word("mode", pattern.mode, modes(*known), pattern.where));
    if (act.size() == written.size()) return {};
    const std::string_view status = written.substr(act.size() + 1);
    const auto said = parse_event_status(status);
    if (!said) return fail(unknown_word("status", status, event_status_names(), pattern.where));
    pattern.status = *said;
    return {};
  }

  static Status sources(std::string_view list, const Where& where, std::vector<ActSource>& out) {
    for (std::string_view written : split(list, ',')) {
      const std::string_view word = trim(written);
      if (word.empty()) return fail(ErrorCode::kInvalid, "an empty source", where);
      if (word == "none") continue;
      ActSource source;
      if (const auto known = index_of(kSources, word)) {
        source.kind = static_cast<ActSource::Kind>(*known);
      } else if (index_of(kPrepositions, word)) {
        source.kind = ActSource::Kind::kPreposition;
        source.preposition = word;
      } else {
        std::vector<std::string_view> names(kSources.begin(), kSources.end());
        names.insert(names.end(), kPrepositions.begin(), kPrepositions.end());
        return fail(unknown_word("source", word, names, where));
      }
      out.push_back(std::move(source));
    }
    return {};
  }

  // The trigger's lemma; the other words go to `out`.
  Result<std::string> words(std::string_view pattern, const Where& where,
                            std::vector<PatternWord>& out) {
    std::string trigger;
    while (!pattern.empty()) {
      const bool set =
          pattern.starts_with('{') || pattern.starts_with("!{") || pattern.starts_with("!!{");
      const std::size_t end = std::min(set ? pattern.find('}') : pattern.find(' '), pattern.size());
      if (set && end == pattern.size()) return fail(ErrorCode::kInvalid, "'{' without '}'", where);
      const std::string_view written = pattern.substr(0, end);
      if (!set && written.find_first_of("{}!") != std::string_view::npos)
        return fail(ErrorCode::kInvalid, "a brace inside a word", where);
      pattern = trim(pattern.substr(std::min(end + 1, pattern.size())));
      if (trigger.empty() && !set) {
        trigger = written;
      } else if (set) {
        Result<PatternWord> word = lemma_set(written, where);
        if (!word) return fail(word.error());
        out.push_back(*std::move(word));
      } else {
        out.push_back({PatternWord::Kind::kWord, std::string(written), {}});
      }
    }
    if (trigger.empty()) return fail(ErrorCode::kInvalid, "a pattern without a trigger", where);
    return trigger;
  }

  // "{sanction embargo}", "!{@sport crash}", without the last brace.
  Result<PatternWord> lemma_set(std::string_view written, const Where& where) {
    PatternWord word;
    word.kind = written.starts_with("!!")  ? PatternWord::Kind::kNoneInSentence
                : written.starts_with('!') ? PatternWord::Kind::kNoneOf
                                           : PatternWord::Kind::kOneOf;
    for (std::string_view lemma : split(written.substr(written.find('{') + 1), ' ')) {
      if (lemma.empty()) continue;
      if (!lemma.starts_with('@')) {
        word.lemmas.emplace(lemma);
        continue;
      }
      const auto group = groups_.find(std::string(lemma.substr(1)));
      if (group == groups_.end()) {
        std::vector<std::string_view> known;
        for (const auto& [name, lemmas] : groups_) known.push_back(name);
        return fail(unknown_word("group", lemma.substr(1), known, where));
      }
      word.lemmas.insert(group->second.begin(), group->second.end());
    }
    if (word.lemmas.empty()) return fail(ErrorCode::kInvalid, "an empty set of lemmas", where);
    return word;
  }

  std::unordered_map<std::string, LemmaSet> groups_;
};

struct TableOfActs {
  const char* name;
  std::string_view (*embedded)();
  std::size_t fields;
  Status (Reader::*read)(const TableRow&);
};

constexpr std::array<TableOfActs, kActLexiconFiles> kTables = {{
    {"groups.tsv", embedded::event_groups, 2, &Reader::group},
    {"acts.tsv", embedded::event_acts, 5, &Reader::act},
    {"people.tsv", embedded::event_people, 3, &Reader::person},
    {"governors.tsv", embedded::event_governors, 3, &Reader::governor},
}};

}  // namespace

std::ptrdiff_t required_words(const ActPattern& pattern) {
  return std::count_if(pattern.words.begin(), pattern.words.end(), [](const PatternWord& word) {
    return word.kind == PatternWord::Kind::kWord || word.kind == PatternWord::Kind::kOneOf;
  });
}

ActLexiconFiles embedded_act_lexicon() {
  ActLexiconFiles files;
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    files[i] = {kTables[i].name, kTables[i].embedded()};
  }
  return files;
}

Result<ActLexicon> parse_act_lexicon(const ActLexiconFiles& files) {
  Reader reader;
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    const TableOfActs& table = kTables[i];
    Status read = each_row(files[i], table.fields, table.fields,
                           [&](const TableRow& row) { return (reader.*table.read)(row); });
    if (!read) return fail(read.error());
  }
  return std::move(reader.lexicon);
}

}  // namespace tocsin

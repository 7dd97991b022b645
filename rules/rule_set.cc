// Files in, a rule set out; then one look-up by kind of event and the tests of few rules.
// Entrances: RuleSet::load, RuleSet::evaluate.
#include "rules/rule_set.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/files.h"
#include "rules/rule.h"

namespace tocsin {

namespace embedded {
std::string_view rules_pack();  // rules/pack/*.yml, by cmake/knowledge.cmake
}

namespace {

namespace fs = std::filesystem;

bool is_rule_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.starts_with('.') && (path.extension() == ".yml" || path.extension() == ".yaml");
}

Result<std::vector<std::string>> files_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (is_rule_file(entry->path())) out.push_back(entry->path().string());
  }
  if (error) {
    return fail(ErrorCode::kInvalid, "the rules folder cannot be read: " + error.message(),
                {folder});
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<std::string>> files_of(const std::string& folder_or_file) {
  std::error_code error;
  const fs::file_status status = fs::status(folder_or_file, error);
  if (status.type() == fs::file_type::not_found) {
    return fail(ErrorCode::kNotFound, "there is no such rules folder or file", {folder_or_file});
  }
  if (error) {
    return fail(ErrorCode::kInvalid, "the rules cannot be read: " + error.message(),
                {folder_or_file});
  }
  if (status.type() == fs::file_type::directory) return files_in(folder_or_file);
  return std::vector<std::string>{folder_or_file};
}

void append(std::vector<Diagnostic> from, std::vector<Diagnostic>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

// The texts of all rule files; what cannot be read is added to `diagnostics`.
std::vector<RuleText> read_all(const std::vector<std::string>& folders_or_files,
                               std::vector<Diagnostic>& diagnostics) {
  std::vector<RuleText> out;
  for (const std::string& one : folders_or_files) {
    const auto files = files_of(one);
    if (!files) {
      diagnostics.push_back(diagnostic_of(files.error()));
      continue;
    }
    if (files->empty()) {
      Diagnostic none = diagnostic_of({ErrorCode::kInvalid, "no rule file in this folder", {one}});
      none.hint = "rule files end in .yml or .yaml";
      diagnostics.push_back(std::move(none));
    }
    for (const std::string& file : *files) {
      Result<std::string> text = read_text_file(file);
      if (text) {
        out.push_back({file, std::move(*text)});
      } else {
        Error error = text.error();
        error.where = {file};
        diagnostics.push_back(diagnostic_of(error));
      }
    }
  }
  return out;
}

}  // namespace

RuleSet::RuleSet(std::vector<CompiledRule> rules) : rules_(std::move(rules)) {
  by_kind_.resize(kind_count());
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    const Kinds possible = possible_kinds(rules_[rule].when);
    for (std::size_t kind = 0; kind < by_kind_.size(); ++kind) {
      if (possible.test(kind)) by_kind_[kind].push_back(rule);
    }
  }
}

RuleSetResult RuleSet::parse(const std::vector<RuleText>& texts, const Gazetteer& gazetteer,
                             const std::optional<std::vector<std::string>>& receiver_ids) {
  RuleSetResult out;
  CompileScope scope{gazetteer, receiver_ids};
  std::vector<CompiledRule> rules;
  for (const RuleText& text : texts) {
    Complaints complaints(text.file, text.text);
    for (const WrittenRule& written : read_rules(complaints)) {
      rules.push_back(compile_rule(written, scope, complaints));
    }
    append(complaints.take(), out.diagnostics);
  }
  if (out.ok()) out.rules.reset(new RuleSet(std::move(rules)));
  return out;
}

RuleSetResult RuleSet::load(const std::vector<std::string>& folders_or_files,
                            const Gazetteer& gazetteer,
                            const std::optional<std::vector<std::string>>& receiver_ids) {
  if (folders_or_files.empty()) return shipped(gazetteer);
  std::vector<Diagnostic> unreadable;
  const std::vector<RuleText> texts = read_all(folders_or_files, unreadable);
  RuleSetResult out = parse(texts, gazetteer, receiver_ids);
  if (!unreadable.empty()) out.rules.reset();
  append(std::move(out.diagnostics), unreadable);
  out.diagnostics = std::move(unreadable);
  return out;
}

RuleSetResult RuleSet::shipped(const Gazetteer& gazetteer) {
  return parse({{"shipped.yml", std::string(embedded::rules_pack())}}, gazetteer);
}

std::vector<Match> RuleSet::evaluate(const Event& event) const {
  std::vector<Match> out;
  const auto kind = kind_index(event.type, event.mode);
  // A mode that the ontology does not have meets only what asks for no mode.
  const auto fallback = kind ? kind : kind_index(event.type, "");
  for (const std::size_t rule : by_kind_[*fallback]) {
    const Condition& when = rules_[rule].when;
    if (meets(when, event)) out.push_back({rule, explain(when, event)});
  }
  return out;
}

const CompiledRule* RuleSet::find(std::string_view id) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(),
                                  [&](const CompiledRule& rule) { return rule.id == id; });
  return found == rules_.end() ? nullptr : &*found;
}

}  // namespace tocsin

// The commands that judge articles without a store: read, extract, rules try.
#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "daemon/knowledge.h"
#include "daemon/pipeline.h"
#include "extract/story/family.h"
#include "extract/story/story.h"
#include "rules/rule_set.h"

namespace tocsin {
namespace {

bool names_input(bool jsonl, const std::vector<std::string>& files) {
  if (jsonl || !files.empty()) return true;
  std::fprintf(stderr, "tocsin: name files, or --jsonl to read lines from standard input\n");
  return false;
}

std::size_t each_input(bool jsonl, bool json, const std::vector<std::string>& files,
                       const std::function<void(const Input&)>& take) {
  return jsonl ? each_line(take) : each_file(files, json, take);
}

int status_of(std::size_t refused) { return refused == 0 ? kExitGood : kExitFindings; }

void show_article(const Article& article, const std::string& file) {
  const auto row = [](const char* name, const std::string& value) {
    std::printf("%-10s %s\n", name, value.empty() ? "(unknown)" : for_terminal(value).c_str());
  };
  row("file", file);
  row("title", article.title);
  row("published", article.published_at ? article.published_at->to_iso() : "");
  row("byline", article.byline);
  row("dateline", article.dateline);
  row("source", article.source);
  for (const std::string& paragraph : article.paragraphs)
    std::printf("\n%s", wrapped(paragraph, 2).c_str());
  std::printf("\n");
}

std::string shown(double share) {
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", share);
  return digits.data();
}

// The evidence with its trigger marked; then why the event was read so.
void explain(const Event& event) {
  if (event.evidence.empty()) return;
  const Evidence& evidence = event.evidence.front();
  const auto at = static_cast<std::size_t>(evidence.trigger_span.begin - evidence.span.begin);
  const std::size_t end = at + evidence.trigger.size();
  std::string marked = evidence.sentence;
  if (end <= marked.size()) marked.insert(end, "]").insert(at, "[");
  std::printf("%s", wrapped(marked, 6).c_str());
  for (const std::string& reason : event.reasons)
    std::printf("%s", wrapped("- " + reason, 6).c_str());
  std::printf("%s", wrapped("- confidence " + shown(event.confidence), 6).c_str());
}

void show_events(const Input& input, const std::vector<Event>& events, bool why) {
  std::printf("%s: %s\n", for_terminal(input.id.get<std::string>()).c_str(),
              counted(std::ssize(events), "event").c_str());
  for (const Event& event : events) {
    std::printf("  %s\n", event_line(event).c_str());
    if (why) {
      explain(event);
    } else if (!event.evidence.empty()) {
      std::printf("%s", wrapped(event.evidence.front().sentence, 6).c_str());
    }
  }
}

// One rule that fires on one happening of an article.
struct Tried {
  std::size_t rule = 0;
  Incident happening;
  std::string title;
  EventStatus status = EventStatus::kOccurred;
};

// Groups the events that fire as the store would: one alert a rule and happening.
std::vector<Tried> try_rules(const RuleSet& rules, const Gazetteer& gazetteer,
                             const std::vector<Event>& events) {
  std::vector<Tried> out;
  for (const Event& event : events) {
    StoredEvent row;
    row.event = event;
    row.family = family_of(event);
    for (const Match& match : rules.evaluate(event)) {
      const auto same = [&](const Tried& one) {
        return one.rule == match.rule && belongs(row, one.happening);
      };
      const auto known = std::find_if(out.begin(), out.end(), same);
      if (known == out.end()) {
        Tried fresh{match.rule, open_incident(row),
                    fill_title(rules.rule(match.rule).title, event, gazetteer), event.status};
        out.push_back(std::move(fresh));
      } else {
        join_incident(known->happening, row);
        known->status = known->happening.status;
      }
    }
  }
  return out;
}

Json tried_to_json(const RuleSet& rules, const Tried& one) {
  return {{"rule", rules.rule(one.rule).id},
          {"status", to_string(one.status)},
          {"background", false},
          {"actors", one.happening.actors},
          {"recipients", one.happening.recipients},
          {"title", one.title}};
}

void show_tried(const Input& input, const RuleSet& rules, const std::vector<Tried>& tried) {
  std::printf("%s: %s\n", for_terminal(input.id.get<std::string>()).c_str(),
              counted(std::ssize(tried), "alert").c_str());
  for (const Tried& one : tried) {
    std::printf("  %-22s %s (%s)\n", rules.rule(one.rule).id.c_str(),
                for_terminal(one.title).c_str(), std::string(to_string(one.status)).c_str());
  }
}

}  // namespace

int run_read(const ReadOptions& options) {
  const std::size_t refused = each_file(options.files, options.json, [&](const Input& input) {
    const std::string file = input.id.get<std::string>();
    if (options.json) {
      print_line(article_to_json(input.article, file));
    } else {
      show_article(input.article, file);
    }
  });
  return status_of(refused);
}

int run_extract(const ExtractOptions& options) {
  if (!names_input(options.jsonl, options.files)) return kExitUsage;
  const auto knowledge = load_knowledge({options.model});
  if (!knowledge) {
    print_error(knowledge.error());
    return kExitFindings;
  }
  Analyser analyser(*knowledge->language);
  const bool json = options.jsonl || options.json;
  const std::size_t refused =
      each_input(options.jsonl, json, options.files, [&](const Input& input) {
        const std::vector<Event> events =
            extract_events(input.article, analyser, *knowledge->extractor);
        if (!json) return show_events(input, events, options.explain);
        const std::string body = body_text(input.article);
        Json all = Json::array();
        for (const Event& event : events) {
          all.push_back(event_to_json(event, input.article.title, body));
          if (options.explain) all.back()["reasons"] = event.reasons;
        }
        print_line({{"id", input.id}, {"events", std::move(all)}});
      });
  return status_of(refused);
}

int run_rules_try(const TryOptions& options) {
  if (!names_input(options.jsonl, options.files)) return kExitUsage;
  const auto knowledge = load_knowledge({options.model});
  if (!knowledge) {
    print_error(knowledge.error());
    return kExitFindings;
  }
  const RuleSetResult rules = options.rules.empty()
                                  ? RuleSet::shipped(*knowledge->gazetteer)
                                  : RuleSet::load({options.rules}, *knowledge->gazetteer);
  if (!rules.ok()) {
    std::fputs(render(rules.diagnostics).c_str(), stderr);
    return kExitRuleError;
  }
  Analyser analyser(*knowledge->language);
  const bool json = options.jsonl || options.json;
  const std::size_t refused =
      each_input(options.jsonl, json, options.files, [&](const Input& input) {
        const std::vector<Event> events =
            extract_events(input.article, analyser, *knowledge->extractor);
        const std::vector<Tried> tried = try_rules(*rules.rules, *knowledge->gazetteer, events);
        if (!json) return show_tried(input, *rules.rules, tried);
        Json all = Json::array();
        for (const Tried& one : tried) all.push_back(tried_to_json(*rules.rules, one));
        print_line({{"id", input.id}, {"alerts", std::move(all)}});
      });
  return status_of(refused);
}

}  // namespace tocsin

// Events and articles as JSON: the shapes of the command line, the store and the payloads.
#pragma once

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "news/alert.h"
#include "news/article.h"
#include "news/event.h"

namespace tocsin {

using Json = nlohmann::ordered_json;

// The printed form: evidence with code-point offsets into `body`; of the title they are negative
// (position minus the title's length). `plover`, `cameo`, `quad` and `score` are derived.
Json event_to_json(const Event& event, std::string_view title, std::string_view body);
Json participant_to_json(const Participant& participant);

// The stored form: every field, byte offsets; event_from_stored(event_to_stored(e)) == e.
Json event_to_stored(const Event& event);
Result<Event> event_from_stored(const Json& json);

// {file, member, title, text, byline, dateline, source, url, published_at, language, provider{}}
Json article_to_json(const Article& article, const std::string& file);

// Strict dump: never throws on bad UTF-8 (replaced), no line break.
std::string dump_line(const Json& json);

}  // namespace tocsin

// Text to sentences and tokens, with exact offsets. First version: no tagger, no parser.
// Pure; any thread; linear in the text.
#pragma once

#include "news/article.h"
#include "news/document.h"

namespace tocsin {

Document analyse_language(const Article& article);

}  // namespace tocsin

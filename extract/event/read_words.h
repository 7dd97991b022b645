// Tokens to the words that the lexicon's tables are written in. Pure; any thread; linear.
#pragma once

#include "extract/event/lexicon.h"
#include "news/document.h"

namespace tocsin {

// The words of a sentence, without quotation marks. What is written with hyphens and without blanks
// is one word ("48-hour", "cease-fires", whose lemma is "cease-fire"); a clitic is a word of its
// own. Lemmas are lower case, a verb's wherever the word may be one ("the expelled envoys"), and
// the word itself for small words, so that "those" is not taken for "that".
Words read_words(const Document& document, const Sentence& sentence, const Lexicon& lexicon);

}  // namespace tocsin

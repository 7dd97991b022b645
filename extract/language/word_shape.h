// What is left of a word when its case, its typography, or its letters are put aside: the keys by
// which the learned tables know a word that is written in many ways. Any bytes are taken: what is
// not UTF-8 stays as it is. Pure; linear; any thread.
#pragma once

#include <string>
#include <string_view>

namespace tocsin {

// Lower case (ASCII, Latin, Greek, Cyrillic; one code point stays one code point, "ß" stays), with
// curly quotes and guillemets as '"', apostrophes of all forms as "'", every dash and hyphen as
// "-". Digits stay. Folding twice is folding once.
std::string fold_form(std::string_view form);

// "Xxx" for "Niger", "XX" for "NATO", "xx-xx" for "ex-wife", "dd.dd" for "12.50", "X.X." for
// "U.S.": X a capital, x any other letter, d a digit, ASCII marks themselves, other marks by their
// folded form or '*'. A run of one sign is cut to 2, the whole to 8.
std::string word_shape(std::string_view form);

// The entry of a word in the table of word vectors: its folded form, or, where its first letter or
// digit is a digit, the class of such numbers: "<0000>" for "1987", "<00,000>" for "12,500",
// "<00th>" for "19th", "<$0.0>" for "$2.5"; a run of digits is cut to 4, the class to 12
// bytes, all of ASCII.
std::string word_key(std::string_view form);

}  // namespace tocsin

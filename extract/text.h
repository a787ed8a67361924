// SPDX-License-Identifier: Apache-2.0
// From bytes to sentences and tokens: the only user of ICU in extract/. Tokens follow the conventions of Universal
// Dependencies' English treebanks ("Korea" "'s", "do" "n't", hyphenated words apart, addresses, dates and runs of marks whole), so that
// the taggers see what they were trained on. News needs more than ICU gives: abbreviations and initials do not end a sentence,
// hard-wrapped lines are joined, datelines, bullets, headings, captions and page furniture are told apart. Time is linear in the text.
//
// References: UAX #29 (text segmentation) through ICU; Universal Dependencies v2 tokenisation guidelines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace entente::extract {

// Byte position of the first thing that is no valid UTF-8 (surrogates and overlong forms included), or nothing.
[[nodiscard]] std::optional<std::size_t> find_bad_utf8(std::string_view bytes);
// UTF-16 and UTF-32 that begin with a byte order mark, as UTF-8; nothing when there is no such mark.
[[nodiscard]] std::optional<std::string> convert_by_mark(std::string_view bytes);
// Case-folded, with plain apostrophes, quotation marks and dashes: what tables and models look words up by.
[[nodiscard]] std::string fold_word(std::string_view word);

// Paragraphs, sentences, tokens, dateline and reference date. The article must outlive the document.
[[nodiscard]] Document cut(const Article& article);

}  // namespace entente::extract

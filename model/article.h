// SPDX-License-Identifier: Apache-2.0
// One version of one text.
#pragma once

#include <cstdint>
#include <string>

#include "model/id.h"

namespace entente {

// Limits that every reader keeps and every message states.
inline constexpr std::size_t kMaxArticleBytes = 4u << 20u;  // 4 MiB of text: a long book chapter

enum class ArticleStatus : std::uint8_t {
  kRead = 0,             // extracted
  kLanguageNotRead = 1,  // kept and counted; no claims were sought in it
};

struct Article {
  Id id;                  // hash of source and text
  std::string source;     // path or URL it came from, as the user gave it
  std::string url;        // where it was published; empty when unknown
  std::string title;
  std::string published;  // ISO 8601 date or date-time; empty when unknown
  std::string language;   // ISO 639-1; empty when too short to tell
  std::string text;       // valid UTF-8, never edited: every Span counts into it
  std::uint32_t body_start = 0;  // code points of header lines ("Title: …") before the body
  bool derived_text = false;     // text differs from the file as given (HTML, another encoding)
  ArticleStatus status = ArticleStatus::kRead;
};

// Sets `id` from source and text.
void set_article_id(Article& article);

// One input that could not become an article. The run goes on; rejects are counted and reported.
struct Reject {
  std::string source;
  std::uint64_t position = 0;  // byte, or line for formats of lines; 0 = the whole
  std::string reason;          // what is wrong and what to do
};

}  // namespace entente

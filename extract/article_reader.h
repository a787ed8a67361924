// SPDX-License-Identifier: Apache-2.0
// Articles from files, directories and standard input. One input that cannot be used becomes a Reject; the rest goes
// on. Nothing is guessed: a text is what the bytes say, or it is set aside.
//
//   plain text    UTF-8; UTF-16 and UTF-32 with a byte order mark are converted (the article then carries its text).
//                 Lines "Title:", "URL:", "Published:", "Language:" before the first blank line are metadata;
//                 they stay part of the text, so that positions count from the file's start.
//   .jsonl        one article a line: text (or maintext, body, content), url, title, published (or date,
//                 date_publish), source, language. The article carries its text.
//
// Limits: 4 MiB a text (kMaxArticleBytes), 8 MiB a JSON line. Directories are read in name order, recursively; hidden
// files, README and LICENSE files are passed over.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/article.h"

namespace entente::extract {

// What the caller knows and the text does not say.
struct ArticleDefaults {
  std::string source;
  std::string title;
  std::string published;
  std::string language;
};

using ReadResult = std::variant<Article, Reject>;

// Text and metadata in memory -> article. Checks UTF-8, size, emptiness, binary content.
[[nodiscard]] ReadResult make_article(std::string bytes, const std::string& source, const ArticleDefaults& defaults);

// Every article of the paths, in order. `visit` returns false to stop.
void read_articles(const std::vector<std::string>& paths, const ArticleDefaults& defaults, std::istream& standard_input,
                   const std::function<bool(ReadResult)>& visit);

// The files that the paths stand for, in reading order; for progress.
[[nodiscard]] std::vector<std::string> list_files(const std::vector<std::string>& paths,
                                                  const std::function<void(Reject)>& rejected);

// ISO 639-1 of the text ("en", "ko"), or empty when it is too short or too mixed to tell.
[[nodiscard]] std::string detect_language(std::string_view utf8);

}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
#include "extract/article_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "extract/text.h"
#include "model/date.h"

namespace entente::extract {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxJsonLine = 8u << 20u;

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") - begin + 1));
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::string size_text(std::size_t bytes) {
  return bytes < 10240 ? std::to_string(bytes) + " bytes" : std::to_string(bytes / 1024) + " KiB";
}

std::string too_large(std::size_t bytes) {
  return size_text(bytes) + " of text; the limit is " + size_text(kMaxArticleBytes) + " an article: split it";
}

// The header lines, when the first line is one of the known kind. Returns bytes up to the body.
std::size_t read_header(std::string_view text, Article& article) {
  static constexpr std::array<std::string_view, 7> kKnown{"title", "source", "url", "published", "language", "author", "date"};
  std::size_t at = text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  bool any = false;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    if (trimmed(line).empty()) return any ? std::min(end + 1, text.size()) : 0;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon > 20) return 0;
    const auto key = lower_ascii(trimmed(line.substr(0, colon)));
    if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end()) return 0;
    const auto value = trimmed(line.substr(colon + 1));
    if (key == "title") article.title = value;
    if (key == "url") article.url = value;
    if ((key == "published" || key == "date") && parse_date(value)) article.published = value;
    if (key == "language") article.language = value;
    any = true;
    at = end + 1;
  }
  return 0;  // a header with nothing after it is no header
}

// The first paragraph as a title: one line, short, not a sentence, with more text after it.
std::string title_of(std::string_view body) {
  const auto begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  const auto end = std::min(body.find('\n', begin), body.size());
  const auto line = trimmed(body.substr(begin, end - begin));
  if (line.size() > 160 || trimmed(body.substr(end)).empty()) return {};
  if (std::string_view(".!?:;,\"").find(line.back()) != std::string_view::npos) return {};
  const auto next = body.substr(end + (end < body.size() ? 1 : 0));
  const auto next_line = trimmed(next.substr(0, next.find('\n')));
  const bool blank_after = next_line.empty();
  // A hard-wrapped paragraph goes on at once, in lower case as often as not.
  if (!blank_after && (next_line.size() < line.size() || (next_line[0] >= 'a' && next_line[0] <= 'z'))) return {};
  return line;
}

std::optional<std::string> read_file(const std::string& path, std::string& bytes) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  // A text in UTF-32 takes four bytes a letter; anything larger is refused before it is read.
  if (!error && size > 4 * kMaxArticleBytes) return too_large(static_cast<std::size_t>(size));
  std::ifstream in(path, std::ios::binary);
  if (!in) return "cannot be opened: check that it exists and may be read";
  bytes.assign(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return "cannot be read to its end";
  return std::nullopt;
}

std::string field(const nlohmann::json& json, std::initializer_list<const char*> names) {
  for (const auto* name : names) {
    const auto found = json.find(name);
    if (found != json.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

ReadResult article_of_json(const std::string& line, const std::string& source, std::uint64_t number,
                           const ArticleDefaults& defaults) {
  const auto reject = [&](std::string reason) { return Reject{source, number, std::move(reason)}; };
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return reject("line is no JSON object");
  auto text = field(json, {"text", "maintext", "body", "content"});
  if (text.empty()) return reject("no text: it is looked for in text, maintext, body, content");
  const auto url = field(json, {"url"});
  auto own = defaults;
  if (auto title = field(json, {"title"}); !title.empty()) own.title = std::move(title);
  if (auto date = field(json, {"published", "date_publish", "date"}); parse_date(date)) own.published = std::move(date);
  if (auto language = field(json, {"language"}); !language.empty()) own.language = std::move(language);
  auto named = field(json, {"source"});
  if (named.empty()) named = url;
  if (named.empty()) named = source + "#" + std::to_string(number);
  own.source.clear();
  auto result = make_article(std::move(text), named, own);
  if (auto* made = std::get_if<Article>(&result)) {
    made->url = url;
    made->derived_text = true;
    return result;
  }
  return reject(std::get<Reject>(result).reason);
}

bool read_json_lines(std::istream& in, const std::string& source, const ArticleDefaults& defaults,
                     const std::function<bool(ReadResult)>& visit) {
  std::string line;
  std::uint64_t number = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.size() > kMaxJsonLine) {
      if (!visit(Reject{source, number, "a line of " + size_text(line.size()) + "; the limit is " + size_text(kMaxJsonLine)})) return false;
      continue;
    }
    if (trimmed(line).empty()) continue;
    if (!visit(article_of_json(line, source, number, defaults))) return false;
  }
  return true;
}

bool is_json_lines(const std::string& path) {
  const auto extension = lower_ascii(fs::path(path).extension().string());
  return extension == ".jsonl" || extension == ".ndjson";
}

bool passed_over(const fs::path& path) {
  const auto name = path.filename().string();
  return name.empty() || name[0] == '.' || name.rfind("README", 0) == 0 || name.rfind("LICENSE", 0) == 0;
}

}  // namespace

ReadResult make_article(std::string bytes, const std::string& source, const ArticleDefaults& defaults) {
  const auto reject = [&](std::string reason, std::uint64_t position = 0) {
    return Reject{source, position, std::move(reason)};
  };
  if (bytes.empty()) return reject("is empty");
  Article article;
  article.source = defaults.source.empty() ? source : defaults.source;
  if (auto converted = convert_by_mark(bytes)) {
    bytes = std::move(*converted);
    article.derived_text = true;
  }
  if (const auto nul = bytes.find('\0'); nul != std::string::npos) {
    return reject("is binary, not text (a zero byte at " + std::to_string(nul) + ")", nul);
  }
  if (bytes.size() > kMaxArticleBytes) return reject(too_large(bytes.size()));
  if (const auto bad = find_bad_utf8(bytes)) {
    return reject("is no valid UTF-8 from byte " + std::to_string(*bad) + " on: convert it, as with iconv -t UTF-8", *bad);
  }
  if (trimmed(bytes).empty()) return reject("holds nothing but white space");
  article.text = std::move(bytes);
  const auto body = read_header(article.text, article);
  article.body_start = code_points(std::string_view(article.text).substr(0, body));
  const auto body_text = std::string_view(article.text).substr(body);
  if (trimmed(body_text).empty()) return reject("has header lines and no text");
  if (article.title.empty()) article.title = defaults.title.empty() ? title_of(body_text) : defaults.title;
  if (article.published.empty()) article.published = defaults.published;
  if (article.language.empty()) article.language = defaults.language;
  if (article.language.empty()) article.language = detect_language(body_text);
  if (!article.language.empty() && article.language.rfind("en", 0) != 0) article.status = ArticleStatus::kLanguageNotRead;
  set_article_id(article);
  return article;
}

std::vector<std::string> list_files(const std::vector<std::string>& paths,
                                    const std::function<void(Reject)>& rejected) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    fs::recursive_directory_iterator it(path, error);
    if (error) {
      rejected({path, 0, "cannot be listed: " + error.message()});
      continue;
    }
    for (const fs::recursive_directory_iterator end; it != end; it.increment(error)) {
      if (error) {
        rejected({path, 0, "cannot be listed to its end: " + error.message()});
        break;
      }
      if (it->is_directory(error) && passed_over(it->path())) it.disable_recursion_pending();
      else if (!it->is_directory(error) && !passed_over(it->path())) found.push_back(it->path().string());
    }
    std::sort(found.begin(), found.end());
    if (found.empty()) rejected({path, 0, "is a directory without any article"});
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

void read_articles(const std::vector<std::string>& paths, const ArticleDefaults& defaults, std::istream& standard_input,
                   const std::function<bool(ReadResult)>& visit) {
  bool go_on = true;
  const auto files = list_files(paths, [&](Reject reject) { go_on = go_on && visit(std::move(reject)); });
  for (const auto& path : files) {
    if (!go_on) return;
    if (path == "-") {
      if (standard_input.peek() == '{') {
        go_on = read_json_lines(standard_input, "-", defaults, visit);
        continue;
      }
      std::string bytes;
      std::array<char, 65536> block;
      while (standard_input.read(block.data(), block.size()) || standard_input.gcount() > 0) {
        if (bytes.size() <= 4 * kMaxArticleBytes) bytes.append(block.data(), static_cast<std::size_t>(standard_input.gcount()));
      }
      go_on = visit(make_article(std::move(bytes), "-", defaults));
      continue;
    }
    std::error_code error;
    if (!fs::exists(path, error)) {
      go_on = visit(Reject{path, 0, "does not exist"});
      continue;
    }
    if (!fs::is_regular_file(path, error)) {
      go_on = visit(Reject{path, 0, "is no regular file"});
      continue;
    }
    if (is_json_lines(path)) {
      std::ifstream in(path, std::ios::binary);
      go_on = in ? read_json_lines(in, path, defaults, visit)
                 : visit(Reject{path, 0, "cannot be opened: check that it exists and may be read"});
      continue;
    }
    std::string bytes;
    if (auto wrong = read_file(path, bytes)) go_on = visit(Reject{path, 0, std::move(*wrong)});
    else go_on = visit(make_article(std::move(bytes), path, defaults));
  }
}

}  // namespace entente::extract

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

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // the byte order mark of UTF-8

std::string_view without_mark(std::string_view text) {
  return text.rfind(kMark, 0) == 0 ? text.substr(kMark.size()) : text;
}

struct Header {
  std::size_t size = 0;  // bytes up to the body; 0 = there is no header
  std::string title;
  std::string url;
  std::string published;
  std::string language;
};

// The header lines, when all lines before the first blank one are of the known kind.
Header read_header(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kKnown{"title", "source", "url", "published", "language", "author", "date"};
  Header header;
  std::size_t at = text.size() - without_mark(text).size();
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (trimmed(line).empty()) {
      if (header.size > 0) header.size = at;
      return header;
    }
    const auto colon = line.find(':');
    if (colon > 20) return {};  // none, or too far on to be a key
    const auto key = lower_ascii(trimmed(line.substr(0, colon)));
    if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end()) return {};
    const auto value = trimmed(line.substr(colon + 1));
    if (key == "title") header.title = value;
    if (key == "url") header.url = value;
    if ((key == "published" || key == "date") && parse_date(value)) header.published = value;
    if (key == "language") header.language = value;
    header.size = at;
  }
  return header;  // nothing but header lines
}

// The first paragraph as a title: one line, short, not a sentence, with more text after it.
std::string title_of(std::string_view body) {
  body = without_mark(body);
  const auto begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  const auto end = std::min(body.find('\n', begin), body.size());
  auto line = trimmed(body.substr(begin, end - begin));
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
    if (!url.empty()) made->url = url;
    made->derived_text = true;
    return result;
  }
  return reject(std::get<Reject>(result).reason);
}

// The next line, of which no more than `limit` bytes are kept. Returns its whole length; nothing at the end.
std::optional<std::size_t> read_line(std::istream& in, std::string& line, std::size_t limit) {
  std::array<char, 65536> block;
  line.clear();
  std::size_t length = 0;
  while (true) {
    in.getline(block.data(), block.size());
    const auto got = static_cast<std::size_t>(in.gcount());
    const bool ended = in.eof() || !in.fail();
    const auto kept = ended && !in.eof() ? got - 1 : got;  // the newline counts as got
    if (in.bad() || (in.eof() && got == 0 && length == 0)) return std::nullopt;
    length += kept;
    if (line.size() < limit) line.append(block.data(), std::min(kept, limit - line.size()));
    if (ended) return length;
    in.clear(in.rdstate() & ~std::ios::failbit);  // the block is full, the line goes on
  }
}

bool read_json_lines(std::istream& in, const std::string& source, const ArticleDefaults& defaults,
                     const std::function<bool(ReadResult)>& visit) {
  std::string line;
  std::uint64_t number = 0;
  while (const auto length = read_line(in, line, kMaxJsonLine)) {
    ++number;
    if (*length > kMaxJsonLine) {
      if (!visit(Reject{source, number, "a line of " + size_text(*length) + "; the limit is " + size_text(kMaxJsonLine)})) return false;
      continue;
    }
    if (trimmed(line).empty()) continue;
    if (!visit(article_of_json(line, source, number, defaults))) return false;
  }
  return !in.bad() || visit(Reject{source, number + 1, "cannot be read to its end"});
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
  if (trimmed(without_mark(bytes)).empty()) return reject("holds nothing but white space");
  article.text = std::move(bytes);
  auto header = read_header(article.text);
  article.title = std::move(header.title);
  article.url = std::move(header.url);
  article.published = std::move(header.published);
  article.language = std::move(header.language);
  article.body_start = code_points(std::string_view(article.text).substr(0, header.size));
  const auto body_text = std::string_view(article.text).substr(header.size);
  if (trimmed(body_text).empty()) return reject("has header lines and no text");
  if (article.title.empty()) article.title = defaults.title.empty() ? title_of(body_text) : defaults.title;
  if (article.published.empty()) article.published = defaults.published;
  if (article.language.empty()) article.language = defaults.language;
  if (article.language.empty()) article.language = detect_language(body_text);
  article.language = lower_ascii(article.language);
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
    bool whole = true;
    // Walked by hand: the library's recursive iterator ends at the first directory that may not be listed.
    std::vector<fs::path> directories{path};
    while (!directories.empty()) {
      const auto directory = std::move(directories.back());
      directories.pop_back();
      fs::directory_iterator it(directory, error);
      for (; !error && it != fs::directory_iterator(); it.increment(error)) {
        std::error_code gone;
        if (passed_over(it->path())) continue;
        if (!it->is_directory(gone)) found.push_back(it->path().string());
        else if (!it->is_symlink(gone)) directories.push_back(it->path());  // a link may lead in a circle
      }
      if (error) {
        rejected({directory.string(), 0, "cannot be listed: " + error.message()});
        whole = false;
      }
    }
    std::sort(found.begin(), found.end());
    if (found.empty() && whole) rejected({path, 0, "is a directory without any article"});
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

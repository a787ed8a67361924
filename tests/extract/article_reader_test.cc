// SPDX-License-Identifier: Apache-2.0
#include "extract/article_reader.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "doctest/doctest.h"
#include "model/article.h"
#include "model/span.h"
#include "tests/support/temporary_directory.h"

namespace entente::extract {
namespace {

using entente::testing::TemporaryDirectory;

Article article_of(const std::string& bytes, const ArticleDefaults& defaults = {}) {
  auto result = make_article(bytes, "here", defaults);
  if (const auto* reject = std::get_if<Reject>(&result)) FAIL(reject->reason);
  return std::get<Article>(std::move(result));
}

Reject reject_of(const std::string& bytes, const ArticleDefaults& defaults = {}) {
  auto result = make_article(bytes, "here", defaults);
  REQUIRE(std::holds_alternative<Reject>(result));
  const auto reject = std::get<Reject>(std::move(result));
  CHECK(reject.source == "here");
  return reject;
}

// Everything of the paths as text: "source" of an article, "source:position!reason" of a reject.
std::vector<std::string> read_all(const std::vector<std::string>& paths,
                                  const std::string& standard_input = {},
                                  const ArticleDefaults& defaults = {}) {
  std::istringstream in(standard_input);
  std::vector<std::string> out;
  read_articles(paths, defaults, in, [&](ReadResult result) {
    if (const auto* reject = std::get_if<Reject>(&result)) {
      out.push_back(reject->source + ":" + std::to_string(reject->position) + "!" + reject->reason);
    } else {
      out.push_back(std::get<Article>(result).source);
    }
    return true;
  });
  return out;
}

Article read_one(const std::string& path) {
  std::istringstream nothing;
  std::vector<ReadResult> results;
  read_articles({path}, {}, nothing, [&](ReadResult result) {
    results.push_back(std::move(result));
    return true;
  });
  REQUIRE(results.size() == 1);
  REQUIRE(std::holds_alternative<Article>(results[0]));
  return std::get<Article>(results[0]);
}

void write(const std::string& path, std::string_view bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  REQUIRE(file.good());
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// As an ordinary user for a while: root may read everything.
class OrdinaryUser {
 public:
  OrdinaryUser() : was_root_(::geteuid() == 0), changed_(was_root_ && ::seteuid(65534) == 0) {}
  ~OrdinaryUser() {
    if (changed_ && ::seteuid(0) != 0) std::abort();
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  [[nodiscard]] bool really() const { return !was_root_ || changed_; }

 private:
  bool was_root_;
  bool changed_;
};

constexpr std::string_view kEnglish =
    "The foreign minister of the country met his colleague in the capital on Tuesday and spoke with him "
    "about trade.\n";
constexpr std::string_view kKorean =
    "러시아 타스통신과 북한 조선중앙통신이 평양에서 새로운 협력 협정에 서명했다고 두 통신사가 화요일 "
    "보도했다.\n";
constexpr std::string_view kRussian =
    "Министр иностранных дел страны встретился во вторник в столице со своим коллегой и обсудил с ним "
    "торговлю.\n";
constexpr std::string_view kFrench =
    "Le ministre des Affaires étrangères a rencontré mardi son homologue dans la capitale et ils ont parlé "
    "du commerce.\n";

// --- what is refused

TEST_CASE("a text with a zero byte is refused as binary with the place of that byte") {
  const auto reject = reject_of(std::string("PK\x03\x04 some\0more", 15));
  CHECK(contains(reject.reason, "binary"));
  CHECK(contains(reject.reason, "zero byte at 9"));
  CHECK(reject.position == 9);
}

TEST_CASE("empty texts and texts of white space alone are refused") {
  CHECK(reject_of("").reason == "is empty");
  CHECK(reject_of(" \n\t\r\n \f\v").reason == "holds nothing but white space");
  CHECK(reject_of("\xEF\xBB\xBF \n").reason == "holds nothing but white space");
}

TEST_CASE("broken UTF-8 is refused with the position of the first bad byte") {
  const struct {
    std::string what;
    std::string bytes;
    std::uint64_t position;
  } cases[] = {
      {"Latin-1", "Caf\xE9 au lait", 3},           {"a lone continuation byte", "ab\x80", 2},
      {"an overlong slash", "x\xC0\xAFy", 1},      {"half a surrogate pair", "Kim \xED\xA0\x80.", 4},
      {"beyond U+10FFFF", "a\xF4\x90\x80\x80", 1}, {"cut off at the end", "na\xC3\xAFve \xE2\x82", 7},
      {"a byte that UTF-8 never has", "\xFE", 0},
  };
  for (const auto& row : cases) {
    CAPTURE(row.what);
    const auto reject = reject_of(row.bytes);
    CHECK(contains(reject.reason, "no valid UTF-8 from byte " + std::to_string(row.position) + " on"));
    CHECK(contains(reject.reason, "iconv"));
    CHECK(reject.position == row.position);
  }
}

TEST_CASE("the limit of 4 MiB is kept to the byte and the reason states both sizes") {
  std::string text(kMaxArticleBytes, 'a');
  CHECK(article_of(text).text.size() == kMaxArticleBytes);
  text += 'a';
  const auto reject = reject_of(text);
  CHECK(reject.reason == "4096 KiB of text; the limit is 4096 KiB an article: split it");
}

TEST_CASE("header lines without a body are refused") {
  CHECK(reject_of("Title: Alone\nURL: https://example.org/1\n").reason == "has header lines and no text");
  CHECK(reject_of("Title: Alone\n\n").reason == "has header lines and no text");
  CHECK(reject_of("Title: Alone\n\n  \n\t\n").reason == "has header lines and no text");
  CHECK(reject_of("Title: Alone").reason == "has header lines and no text");
}

TEST_CASE("paths that cannot be used are refused one by one and the rest is read") {
  const TemporaryDirectory directory;
  write(directory.path("good.txt"), kEnglish);
  REQUIRE(::mkfifo(directory.path("pipe.txt").c_str(), 0600) == 0);
  std::filesystem::create_directory(directory.path("hollow"));
  const auto results = read_all({directory.path("absent.txt"), directory.path("pipe.txt"),
                                 directory.path("hollow"), directory.path("good.txt")});
  // What can be seen without reading comes first.
  REQUIRE(results.size() == 4);
  CHECK(results[0] == directory.path("hollow") + ":0!is a directory without any article");
  CHECK(results[1] == directory.path("absent.txt") + ":0!does not exist");
  CHECK(results[2] == directory.path("pipe.txt") + ":0!is no regular file");
  CHECK(results[3] == directory.path("good.txt"));
}

TEST_CASE("files and directories that may not be read are refused and hide nothing else") {
  const TemporaryDirectory directory;
  write(directory.path("a.txt"), kEnglish);
  write(directory.path("b.txt"), kEnglish);
  write(directory.path("lines.jsonl"), "{\"text\":\"x\"}\n");
  write(directory.path("closed/inside.txt"), kEnglish);
  write(directory.path("open/inside.txt"), kEnglish);
  std::filesystem::permissions(directory.path("b.txt"), std::filesystem::perms::none);
  std::filesystem::permissions(directory.path("lines.jsonl"), std::filesystem::perms::none);
  std::filesystem::permissions(directory.path("closed"), std::filesystem::perms::none);
  std::vector<std::string> results;
  {
    const OrdinaryUser user;
    if (!user.really()) return;  // a container that lets root be nothing else
    results = read_all({directory.path()});
  }
  std::filesystem::permissions(directory.path("closed"), std::filesystem::perms::owner_all);
  REQUIRE(results.size() == 5);
  CHECK(results[0].rfind(directory.path("closed") + ":0!cannot be listed", 0) == 0);
  CHECK(results[1] == directory.path("a.txt"));
  CHECK(results[2] == directory.path("b.txt") + ":0!cannot be opened: check that it exists and may be read");
  CHECK(results[3] ==
        directory.path("lines.jsonl") + ":0!cannot be opened: check that it exists and may be read");
  CHECK(results[4] == directory.path("open/inside.txt"));
}

TEST_CASE("a file far over the limit is refused by its size alone") {
  const TemporaryDirectory directory;
  const auto path = directory.path("huge.txt");
  write(path, "x");
  std::filesystem::resize_file(path, std::uintmax_t{1} << 32u);  // sparse
  CHECK(read_all({path}) == std::vector<std::string>{
                                path + ":0!4194304 KiB of text; the limit is 4096 KiB an article: split it"});
}

// --- metadata

TEST_CASE("header lines become metadata, stay part of the text and are not part of the body") {
  const std::string header =
      "Title:  Ministers meet \nSOURCE: Example\nURL: https://example.org/1\nPublished: "
      "2026-03-31\nLanguage: en\nAuthor: J. Doe\n";
  const auto article = article_of(header + "\n" + std::string(kEnglish));
  CHECK(article.title == "Ministers meet");
  CHECK(article.url == "https://example.org/1");
  CHECK(article.published == "2026-03-31");
  CHECK(article.language == "en");
  CHECK(article.source == "here");
  CHECK(article.text == header + "\n" + std::string(kEnglish));
  CHECK(slice(article.text, {article.body_start, code_points(article.text)}) == kEnglish);
  CHECK(article.derived_text == false);
  CHECK(article.status == ArticleStatus::kRead);
}

TEST_CASE("the body's start counts code points, whatever the line ends") {
  const auto article = article_of("Title: 평양 é\r\nDate: 2026-03\r\n\r\nBody text stands here.");
  CHECK(article.title == "평양 é");
  CHECK(article.published == "2026-03");
  CHECK(slice(article.text, {article.body_start, code_points(article.text)}) == "Body text stands here.");
}

TEST_CASE("a byte order mark before the header or the text is no part of title and metadata") {
  const auto article = article_of("\xEF\xBB\xBFTitle: Marked\n\nBody text stands here.");
  CHECK(article.title == "Marked");
  CHECK(slice(article.text, {article.body_start, code_points(article.text)}) == "Body text stands here.");
  CHECK(article.derived_text == false);
  CHECK(article_of("\xEF\xBB\xBFMinisters meet\n\nThe ministers met on Tuesday.").title == "Ministers meet");
}

TEST_CASE("lines that only look like a header leave the article without metadata") {
  const auto quoted =
      article_of("Title: the word comes first.\nAnd the text goes on here without any blank line.\n\nMore.");
  CHECK(quoted.title.empty());
  CHECK(quoted.body_start == 0);
  const auto speech =
      article_of("Kim: We will not yield.\nURL: https://example.org/2\n\nThe speech was short.");
  CHECK(speech.url.empty());
  CHECK(speech.body_start == 0);
  const auto no_date = article_of("Published: yesterday\n\nThe talks took place in the capital.");
  CHECK(no_date.published.empty());
  CHECK(no_date.body_start == code_points("Published: yesterday\n\n"));
}

TEST_CASE("what the caller knows fills what the text does not say") {
  const ArticleDefaults defaults{"https://example.org/x", "Given", "2025-01-02", "en"};
  const auto bare = article_of(std::string(kEnglish), defaults);
  CHECK(bare.source == "https://example.org/x");
  CHECK(bare.title == "Given");
  CHECK(bare.published == "2025-01-02");
  const auto own = article_of("Title: Own\nPublished: 2026\n\n" + std::string(kEnglish), defaults);
  CHECK(own.title == "Own");
  CHECK(own.published == "2026");
  CHECK(article_of(std::string(kKorean), defaults).status ==
        ArticleStatus::kRead);  // the caller knows better
}

TEST_CASE("the first line is the title where it reads like one") {
  const std::string body =
      "The ministers met on Tuesday in the capital and spoke about trade for two hours.\n";
  CHECK(article_of("Ministers meet\n\n" + body).title == "Ministers meet");
  CHECK(article_of("\n\n  Ministers meet  \n" + body).title == "Ministers meet");
  CHECK(article_of("Ministers meet\r\n\r\n" + body).title == "Ministers meet");
  CHECK(article_of("The ministers met.\n\n" + body).title.empty());               // a sentence
  CHECK(article_of("Ministers meet, experts wonder:\n\n" + body).title.empty());  // goes on
  CHECK(article_of("Ministers meet").title.empty());                              // nothing after it
  CHECK(article_of(std::string(161, 'T') + "\n\n" + body).title.empty());         // too long
  CHECK(article_of("The ministers met on Tuesday in the\ncapital and spoke.\n")
            .title.empty());  // a wrapped line
}

TEST_CASE("an article's id follows its source and text and nothing else") {
  const auto one = article_of("Title: A\n\nText of it.");
  CHECK(one.id == article_of("Title: A\n\nText of it.", {"", "", "2026-01-01", "en"}).id);
  CHECK(one.id != article_of("Title: A\n\nText of it!").id);
  CHECK(one.id != article_of("Title: A\n\nText of it.", {"elsewhere", "", "", ""}).id);
}

// --- encodings

TEST_CASE("UTF-16 and UTF-32 with a byte order mark are converted, and the article carries its text") {
  const std::u16string wide = u"Title: 평양 😀\n\nThe body of it.";
  const std::string expected = "Title: 평양 😀\n\nThe body of it.";
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const auto unit : wide) {
    const auto low = static_cast<char>(unit & 0xFFu);
    const auto high = static_cast<char>(unit >> 8u);
    little += low;
    little += high;
    big += high;
    big += low;
  }
  std::string four("\xFF\xFE\0\0", 4);
  for (const auto point : std::u32string(U"Title: 평양 😀\n\nThe body of it.")) {
    for (unsigned i = 0; i < 4; ++i) four += static_cast<char>(point >> (8 * i) & 0xFFu);
  }
  for (const auto& bytes : {little, big, four}) {
    const auto article = article_of(bytes);
    CHECK(article.text == expected);
    CHECK(article.title == "평양 😀");
    CHECK(article.derived_text == true);
  }
  // Without its mark it is what it looks like: bytes full of zeros.
  CHECK(contains(reject_of(little.substr(2)).reason, "binary"));
}

// --- JSON Lines

TEST_CASE("JSON Lines give one article a line, with the fields in any of their names") {
  const TemporaryDirectory directory;
  const auto path = directory.path("feed.jsonl");
  write(path,
        "{\"text\":\"The first text is "
        "here.\",\"title\":\"One\",\"url\":\"https://example.org/1\",\"published\":\"2026-03-31\"}\n"
        "\n"
        "{\"maintext\":\"The second text is here.\",\"date_publish\":\"2025-01-02 "
        "10:00:00\",\"source\":\"wire/2\"}\r\n"
        "{\"body\":\"The third text is here.\",\"date\":\"2024\",\"language\":\"ko\"}\n"
        "{\"content\":\"Title: Inside\\nURL: https://example.org/4\\n\\nThe fourth text is "
        "here.\",\"date\":\"last week\"}");
  std::istringstream nothing;
  std::vector<Article> articles;
  read_articles({path}, {}, nothing, [&](ReadResult result) {
    REQUIRE(std::holds_alternative<Article>(result));
    articles.push_back(std::get<Article>(std::move(result)));
    return true;
  });
  REQUIRE(articles.size() == 4);
  for (const auto& article : articles) CHECK(article.derived_text == true);
  CHECK(articles[0].source == "https://example.org/1");
  CHECK(articles[0].url == "https://example.org/1");
  CHECK(articles[0].title == "One");
  CHECK(articles[0].published == "2026-03-31");
  CHECK(articles[0].text == "The first text is here.");
  CHECK(articles[1].source == "wire/2");
  CHECK(articles[1].published == "2025-01-02 10:00:00");
  CHECK(articles[1].text == "The second text is here.");
  CHECK(articles[2].source == path + "#4");
  CHECK(articles[2].published == "2024");
  CHECK(articles[2].status == ArticleStatus::kLanguageNotRead);
  CHECK(articles[3].source == path + "#5");
  CHECK(articles[3].title == "Inside");
  CHECK(articles[3].url == "https://example.org/4");
  CHECK(articles[3].published.empty());
}

TEST_CASE("bad JSON lines are refused with their line number and the others are read") {
  const TemporaryDirectory directory;
  const auto path = directory.path("feed.NDJSON");
  std::string lines = "{\"text\":\"Good one.\",\"source\":\"1\"}\n";
  lines += "{\"text\":\"cut off\n";                                 // 2
  lines += "[\"text\"]\n";                                          // 3
  lines += "{\"title\":\"no text\"}\n";                             // 4
  lines += "{\"text\":42}\n";                                       // 5
  lines += "{\"text\":\"  \"}\n";                                   // 6
  lines += "{\"text\":\"a\\u0000b\"}\n";                            // 7
  lines += "{\"text\":\"\xE9\"}\n";                                 // 8
  lines += "{\"text\":\"" + std::string(9u << 20u, 'x') + "\"}\n";  // 9
  lines += "{\"text\":\"" + std::string(5u << 20u, 'x') + "\"}\n";  // 10
  lines += std::string(100000, '[') + "\n";                         // 11
  lines += "{\"text\":\"Good two.\",\"source\":\"12\"}";
  write(path, lines);
  const auto results = read_all({path});
  REQUIRE(results.size() == 12);
  CHECK(results[0] == "1");
  CHECK(results[1] == path + ":2!line is no JSON object");
  CHECK(results[2] == path + ":3!line is no JSON object");
  CHECK(results[3] == path + ":4!no text: it is looked for in text, maintext, body, content");
  CHECK(results[4] == path + ":5!no text: it is looked for in text, maintext, body, content");
  CHECK(results[5] == path + ":6!holds nothing but white space");
  CHECK(results[6] == path + ":7!is binary, not text (a zero byte at 1)");
  CHECK(results[7] == path + ":8!line is no JSON object");
  CHECK(results[8] == path + ":9!a line of 9216 KiB; the limit is 8192 KiB");
  CHECK(results[9] == path + ":10!5120 KiB of text; the limit is 4096 KiB an article: split it");
  CHECK(results[10] == path + ":11!line is no JSON object");
  CHECK(results[11] == "12");
}

TEST_CASE("lines of every length around the reading block are read whole") {
  const TemporaryDirectory directory;
  const auto path = directory.path("feed.jsonl");
  const std::string frame = "{\"source\":\"s\",\"text\":\"\"}";
  for (const std::size_t length : {65533u, 65534u, 65535u, 65536u, 65537u, 131070u, 131071u, 131072u}) {
    CAPTURE(length);
    const std::string text(length - frame.size(), 'y');
    const auto line = "{\"source\":\"s\",\"text\":\"" + text + "\"}";
    REQUIRE(line.size() == length);
    write(path, line + "\n" + line);
    CHECK(read_all({path}) == std::vector<std::string>{"s", "s"});
    write(path, line);
    CHECK(read_one(path).text == text);
  }
}

// --- directories, order, standard input

TEST_CASE(
    "directories are read in name order, with what lies below, without hidden files, README and LICENSE") {
  const TemporaryDirectory directory;
  for (const auto* name : {"b.txt", "a.txt", "sub/deep/d.txt", "sub/c.txt", "c.md", "README", "README.md",
                           "LICENSE.txt", ".hidden.txt", ".git/config.txt", "README.d/inside.txt"}) {
    write(directory.path(name), kEnglish);
  }
  write(directory.path("lines.jsonl"), "{\"text\":\"From a line.\",\"source\":\"line\"}\n");
  CHECK(read_all({directory.path()}) ==
        std::vector<std::string>{directory.path("a.txt"), directory.path("b.txt"), directory.path("c.md"),
                                 "line", directory.path("sub/c.txt"), directory.path("sub/deep/d.txt")});
  // Named outright, they are meant.
  CHECK(read_all({directory.path(".hidden.txt"), directory.path("README")}) ==
        std::vector<std::string>{directory.path(".hidden.txt"), directory.path("README")});
}

TEST_CASE("a link that leads in a circle ends nothing and nothing is read twice") {
  const TemporaryDirectory directory;
  write(directory.path("sub/a.txt"), kEnglish);
  std::filesystem::create_directory_symlink(directory.path(), directory.path("sub/back"));
  std::filesystem::create_symlink(directory.path("gone"), directory.path("sub/dangling.txt"));
  CHECK(read_all({directory.path()}) ==
        std::vector<std::string>{directory.path("sub/a.txt"),
                                 directory.path("sub/dangling.txt") + ":0!does not exist"});
}

TEST_CASE("paths keep the order in which they are given") {
  const TemporaryDirectory directory;
  write(directory.path("a.txt"), kEnglish);
  write(directory.path("b.txt"), kEnglish);
  CHECK(read_all({directory.path("b.txt"), directory.path("a.txt")}) ==
        std::vector<std::string>{directory.path("b.txt"), directory.path("a.txt")});
}

TEST_CASE("reading stops when the visitor has enough") {
  const TemporaryDirectory directory;
  write(directory.path("a.txt"), kEnglish);
  write(directory.path("b.txt"), kEnglish);
  std::istringstream nothing;
  int seen = 0;
  read_articles({directory.path()}, {}, nothing, [&](const ReadResult&) {
    ++seen;
    return false;
  });
  CHECK(seen == 1);
}

TEST_CASE("standard input is one text, or JSON Lines when it begins with a brace") {
  CHECK(read_all({"-"}, std::string(kEnglish)) == std::vector<std::string>{"-"});
  CHECK(read_all({"-"}, std::string(kEnglish), {"https://example.org/9", "", "", ""}) ==
        std::vector<std::string>{"https://example.org/9"});
  CHECK(read_all({"-"}, "{\"text\":\"One.\"}\n{}\n{\"text\":\"Two.\"}\n") ==
        std::vector<std::string>{"-#1", "-:2!no text: it is looked for in text, maintext, body, content",
                                 "-#3"});
  CHECK(read_all({"-"}, "") == std::vector<std::string>{"-:0!is empty"});
  const auto huge = read_all({"-"}, std::string(20u << 20u, 'x'));
  REQUIRE(huge.size() == 1);
  CHECK(contains(huge[0], "the limit is 4096 KiB an article"));
}

// --- languages

TEST_CASE("texts in other languages are kept and marked as not read") {
  CHECK(article_of(std::string(kEnglish)).language == "en");
  CHECK(article_of(std::string(kEnglish)).status == ArticleStatus::kRead);
  const struct {
    std::string_view text;
    const char* language;
  } cases[] = {{kKorean, "ko"}, {kRussian, "ru"}, {kFrench, "fr"}};
  for (const auto& row : cases) {
    const auto article = article_of(std::string(row.text));
    CHECK(article.language == row.language);
    CHECK(article.status == ArticleStatus::kLanguageNotRead);
    CHECK(article.text == row.text);
  }
}

TEST_CASE("a text too short to tell counts as English, and a foreign name makes no foreign text") {
  for (const auto* text :
       {"Kim met Putin.", "Olga Petrova never met Lars Hansen.", "Hamas released Noa Argamani.",
        "Norwegian Prime Minister Lars Hansen spoke in Oslo."}) {
    const std::string shown = text;
    CAPTURE(shown);
    CHECK(article_of(text).status == ArticleStatus::kRead);
  }
  CHECK(article_of("조선중앙통신이 보도했다.").status == ArticleStatus::kLanguageNotRead);
  CHECK(article_of("The agency, known as 조선중앙통신, said on Tuesday that its director (김병호) will "
                   "travel to Moscow.")
            .status == ArticleStatus::kRead);
}

TEST_CASE("a stated language counts in any case") {
  CHECK(article_of("Language: EN\n\nThe talks took place.").status == ArticleStatus::kRead);
  CHECK(article_of("Language: en-GB\n\nThe talks took place.").status == ArticleStatus::kRead);
  CHECK(article_of("Language: KO\n\n" + std::string(kEnglish)).status == ArticleStatus::kLanguageNotRead);
  CHECK(article_of("The talks took place.", {"", "", "", "English"}).status == ArticleStatus::kRead);
}

}  // namespace
}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
// The program as a user runs it: processes, files, pipes, sockets, exit codes.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/support/temporary_directory.h"

namespace {

using entente::testing::TemporaryDirectory;
using Json = nlohmann::json;
using Strings = std::vector<std::string>;
namespace fs = std::filesystem;

const std::string kSeedArticles = ENTENTE_SEEDS_DIR "/articles";
constexpr std::size_t kSeedCount = 12;

// --- running it

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_file(const std::string& path, std::string_view bytes) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  REQUIRE(out.good());
}

struct Result {
  int code = -1;  // 128 + signal when a signal ended it
  std::string out;
  std::string err;
  long memory = 0;  // KiB, at most
  double seconds = 0;
};

struct How {
  std::string input = "/dev/null";  // file for standard input
  bool ordinary_user = false;       // not as root
};

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

[[noreturn]] void become(const Strings& words, bool ordinary_user) {
  if (ordinary_user && ::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(126);
  std::vector<char*> argv;
  for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

Result run_program(const Strings& words, const How& how = {}) {
  const TemporaryDirectory directory;
  const auto out = directory.path("out");
  const auto err = directory.path("err");
  const int in_fd = ::open(how.input.c_str(), O_RDONLY | O_CLOEXEC);
  const int out_fd = ::open(out.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const int err_fd = ::open(err.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(in_fd >= 0);
  REQUIRE(out_fd >= 0);
  REQUIRE(err_fd >= 0);
  const auto start = std::chrono::steady_clock::now();
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(in_fd, 0);
    ::dup2(out_fd, 1);
    ::dup2(err_fd, 2);
    become(words, how.ordinary_user);
  }
  ::close(in_fd);
  ::close(out_fd);
  ::close(err_fd);
  Result result;
  int status = 0;
  rusage usage{};
  REQUIRE(::wait4(child, &status, 0, &usage) == child);
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.code = code_of(status);
  result.memory = usage.ru_maxrss;
  result.out = read_file(out);
  result.err = read_file(err);
  return result;
}

Result entente(Strings arguments, const How& how = {}) {
  arguments.insert(arguments.begin(), ENTENTE_BINARY);
  return run_program(arguments, how);
}

// Must end with 0 and say nothing on standard error.
std::string quiet(const Strings& arguments) {
  const auto result = entente(arguments);
  CAPTURE(arguments.front());
  CHECK_MESSAGE(result.code == 0, result.err);
  CHECK(result.err == "");
  return result.out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Strings lines_of(const std::string& text) {
  Strings out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

Strings seed_files() {
  Strings out;
  for (const auto& entry : fs::directory_iterator(kSeedArticles)) {
    if (entry.path().extension() == ".txt") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  REQUIRE(out.size() == kSeedCount);
  return out;
}

// A store of the seed articles, made once and only read.
const std::string& seed_store() {
  static const TemporaryDirectory directory;
  static const std::string db = [] {
    auto path = directory.path("db");
    const auto result = entente({"ingest", "--db", path, kSeedArticles});
    REQUIRE_MESSAGE(result.code == 0, result.err);
    return path;
  }();
  return db;
}

std::string digest_of(const std::string& db) {
  const auto out = quiet({"digest", "--db", db});
  REQUIRE(out.size() == 65);
  CHECK(out.find_first_not_of("0123456789abcdef") == 64);
  return out.substr(0, 64);
}

Json json_of(const Strings& arguments) {
  auto with = arguments;
  with.insert(with.end(), {"--format", "json"});
  auto json = Json::parse(quiet(with), nullptr, false);
  REQUIRE_FALSE(json.is_discarded());
  return json;
}

const char* const kGood =
    "Title: Envoys meet\nPublished: 2026-03-31\n\n"
    "Olga Petrova, the foreign minister of Finland, visited Norway on Monday. She met Lars Hansen, the prime "
    "minister of "
    "Norway, in Oslo.\n";
const char* const kKorean =
    "러시아 타스통신과 북한 조선중앙통신이 평양에서 새로운 협력 협정에 서명했다고 두 통신사가 화요일 "
    "보도했다.\n";

// --- help and usage

TEST_CASE("every command explains itself with an example, and the program lists them all") {
  const Strings commands{"extract", "ingest", "path",   "neighborhood", "show",  "search",
                         "stats",   "digest", "export", "retract",      "check", "match", "eval", "serve",
                         "why-not", "common", "connect", "rings", "measures", "merge", "never-merge", "split", "undo",
                         "decisions", "diff", "re-extract", "backup", "restore"};
  const auto overview = quiet({"--help"});
  CHECK(contains(overview, "Exit codes: 0 ok, 1 failed, 2 usage, 3 some articles set aside, 4 not found."));
  for (const auto& command : commands) {
    CAPTURE(command);
    CHECK(contains(overview, "\n  " + command + " "));
    const auto help = quiet({command, "--help"});
    CHECK(contains(help, "Example"));
    CHECK(contains(help, "\n  entente " + command + " "));
  }
  const auto version = quiet({"--version"});
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
}

TEST_CASE("what makes no sense ends with 2 and says so on standard error") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  write_file(directory.path("a.txt"), kGood);
  write_file(directory.path("b.txt"), kGood);
  const Strings calls[] = {
      {},
      {"fly"},
      {"ingest", directory.path("a.txt")},  // no --db
      {"extract"},                          // no path
      {"extract", "--published", "yesterday", directory.path("a.txt")},
      {"extract", "--jobs", "0", directory.path("a.txt")},
      {"extract", "--source", "x", directory.path("a.txt"),
       directory.path("b.txt")},  // one source, two articles
      {"extract", "--source", "x", directory.path()},
      {"path", "--db", seed_store(), "Kim Jong Un"},  // one name
      {"path", "--db", seed_store(), "Kim Jong Un", "TASS", "--relation", "LIKES"},
      {"path", "--db", seed_store(), "Kim Jong Un", "TASS", "--since", "long ago"},
      {"path", "--db", seed_store(), "Kim Jong Un", "TASS", "--include", "rumours"},
      {"path", "--db", seed_store(), "Kim Jong Un", "TASS", "--format", "xml"},
      {"path", "--db", seed_store(), "Kim Jong Un", "TASS", "--min-confidence", "2"},
      {"export", "--db", seed_store(), "--format", "gif"},
      {"serve", "--db", db, "--port", "70000"},
      {"eval"},
      {"eval", directory.path("a.txt")},  // gold or texts?
      {"eval", "--events", directory.path("a.txt"), directory.path("a.txt"), directory.path("b.txt")},
  };
  for (const auto& call : calls) {
    std::string shown;
    for (const auto& word : call) shown += word + " ";
    CAPTURE(shown);
    const auto result = entente(call);
    CHECK(result.code == 2);
    CHECK(result.out == "");
    CHECK(result.err.size() > 10);
  }
}

TEST_CASE("eval scores claims against gold of one's own") {
  const TemporaryDirectory directory;
  write_file(directory.path("texts/harbour.txt"), "Norwegian Foreign Minister Maria Lopez visited Peru on Monday. Ghana condemned Togo.\n");
  write_file(directory.path("gold/harbour.json"), R"({"doc":"harbour","entities":[
    {"id":"e1","type":"Person","name":"Maria Lopez","names":["Maria Lopez"]},{"id":"e2","type":"Country","name":"Peru","names":["Peru"]},
    {"id":"e3","type":"Country","name":"Ghana","names":["Ghana"]},{"id":"e4","type":"Country","name":"Togo","names":["Togo"]}],
    "claims":[{"subject":"e1","relation":"VISITS","object":"e2","quote":"Maria Lopez visited Peru"},
              {"subject":"e3","relation":"SUPPORTS","object":"e4","quote":"Ghana condemned Togo"}]})");
  const auto gold = directory.path("gold");
  const auto texts = directory.path("texts");
  const auto result = entente({"eval", "--errors", "--format", "json", gold, texts});
  REQUIRE_MESSAGE(result.code == 0, result.err);
  const auto json = Json::parse(result.out);
  CHECK(json.at("claims").at("required") == 2);
  CHECK(json.at("claims").at("recall") == 0.5);
  CHECK(json.at("by_relation").at("VISITS").at("found") == 1);
  CHECK(json.at("by_relation").at("CRITICISES_OR_ACCUSES").at("false") == 1);
  CHECK(json.at("exact_spans").at("correct") == json.at("exact_spans").at("of"));
  std::set<std::string> kinds;
  for (const auto& error : json.at("errors")) kinds.insert(error.at("error").get<std::string>() + " " + error.at("relation").get<std::string>());
  CHECK(kinds.contains("missed SUPPORTS"));
  CHECK(kinds.contains("false CRITICISES_OR_ACCUSES"));
  CHECK(contains(entente({"eval", gold, texts}).out, "VISITS"));
  // Threads change nothing; gold without its text counts as missed and ends with 3.
  CHECK(entente({"eval", "--jobs", "3", "--errors", "--format", "json", gold, texts}).out == result.out);
  write_file(directory.path("other/else.txt"), kGood);
  const auto missing = entente({"eval", gold, directory.path("other")});
  CHECK(missing.code == 3);
  CHECK(contains(missing.out, "no text for harbour"));
  // Faulty gold is named.
  for (const auto* text : {"{", "{}", R"({"doc":"a","entities":[],"claims":[{"subject":"e1","relation":"LIKES","object":"e2"}]})", R"({"doc":"a","entities":[],"claims":[{"subject":"e1","relation":"VISITS","object":"e2"}]})"}) {
    write_file(directory.path("bad/a.json"), text);
    const auto bad = entente({"eval", directory.path("bad"), texts});
    CHECK(bad.code == 1);
    CHECK(contains(bad.err, "a.json"));
  }
}

TEST_CASE("eval scores the events of marked sentences") {
  const TemporaryDirectory directory;
  write_file(directory.path("events.tsv"), "class\tsentence\nAID\t<s>Japan</s> aided <t>Laos</t>.\nACCUSE\t<s>Japan</s> praised <t>Laos</t>.\n");
  const auto result = entente({"eval", "--errors", "--format", "json", "--events", directory.path("events.tsv")});
  REQUIRE_MESSAGE(result.code == 0, result.err);
  const auto json = Json::parse(result.out);
  CHECK(json.at("correct") == 1);
  CHECK(json.at("macro_f1") == 0.5);
  CHECK(json.at("errors").at(0).at("said") == "SUPPORT");
  CHECK(contains(entente({"eval", "--events", directory.path("events.tsv")}).out, "right 1 of 2, macro F1 0.500"));
  CHECK(entente({"eval", "--events", directory.path("absent")}).code == 1);
}

TEST_CASE("what cannot be done ends with 1 and names the thing") {
  const TemporaryDirectory directory;
  const auto absent = directory.path("absent");
  const auto no_store = entente({"stats", "--db", absent});
  CHECK(no_store.code == 1);
  CHECK(contains(no_store.err, absent));
  CHECK_FALSE(fs::exists(absent));
  const auto no_directory = entente({"export", "--db", seed_store(), "-o", absent + "/x.graphml"});
  CHECK(no_directory.code == 1);
  CHECK(contains(no_directory.err, absent + "/x.graphml"));
  write_file(directory.path("file"), "x");
  write_file(directory.path("a.txt"), kGood);
  CHECK(entente({"ingest", "--db", directory.path("file"), directory.path("a.txt")}).code == 1);
  // Seeds that are not there.
  REQUIRE(::setenv("ENTENTE_SEEDS_KEPT",
                   std::getenv("ENTENTE_SEEDS") == nullptr ? "" : std::getenv("ENTENTE_SEEDS"), 1) == 0);
  REQUIRE(::setenv("ENTENTE_SEEDS", absent.c_str(), 1) == 0);
  const auto no_seeds = entente({"extract", directory.path("a.txt")});
  REQUIRE(::setenv("ENTENTE_SEEDS", std::getenv("ENTENTE_SEEDS_KEPT"), 1) == 0);
  CHECK(no_seeds.code == 1);
  CHECK(contains(no_seeds.err, absent));
}

// --- extract

TEST_CASE("extract writes one JSON object a line, the same on every run and with any number of threads") {
  const auto first = quiet({"extract", kSeedArticles});
  std::map<std::string, int> kinds;
  std::set<std::string> claims;
  for (const auto& line : lines_of(first)) {
    const auto json = Json::parse(line, nullptr, false);
    REQUIRE(json.is_object());
    ++kinds[json.at("kind").get<std::string>()];
    if (json.at("kind") == "claim") {
      CHECK(claims.insert(json.at("id").get<std::string>()).second);
      CHECK(json.at("evidence").at("end").get<int>() > json.at("evidence").at("start").get<int>());
    }
  }
  CHECK(kinds["article"] == kSeedCount);
  CHECK(kinds["entity"] > 60);
  CHECK(kinds["claim"] > 60);
  CHECK(kinds.size() == 3);
  CHECK(quiet({"extract", "--jobs", "2", kSeedArticles}) == first);
  CHECK(quiet({"extract", "--jobs", "7", kSeedArticles}) == first);
  const auto with_candidates =
      quiet({"extract", "--candidates", kSeedArticles + "/01-tass-kcna-agreement.txt"});
  CHECK(contains(with_candidates, "{\"kind\":\"candidate\""));
}

TEST_CASE("extract reads standard input under the name that the caller gives") {
  const TemporaryDirectory directory;
  write_file(directory.path("in"), kGood);
  const auto result = entente({"extract", "-", "--source", "https://example.org/7", "--text"},
                              {.input = directory.path("in")});
  CHECK(result.code == 0);
  CHECK(result.err == "");
  const auto article = Json::parse(lines_of(result.out).at(0));
  CHECK(article.at("source") == "https://example.org/7");
  CHECK(article.at("title") == "Envoys meet");
  CHECK(article.at("text") == kGood);
}

TEST_CASE("a reader that closes the pipe early is no failure") {
  const auto result =
      run_program({"sh", "-c", "\"$0\" extract \"$1\" | head -n 1", ENTENTE_BINARY, kSeedArticles});
  CHECK(result.code == 0);
  CHECK(result.err == "");
  CHECK(lines_of(result.out).size() == 1);
}

TEST_CASE("an article in a language that is not read is kept and counted and has no claims") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  write_file(directory.path("ko.txt"), kKorean);
  const auto records = lines_of(quiet({"extract", directory.path("ko.txt")}));
  REQUIRE(records.size() == 1);
  CHECK(Json::parse(records[0]).at("language") == "ko");
  CHECK(quiet({"ingest", "--db", db, directory.path("ko.txt")}) ==
        "1 article added, 0 replaced, 0 unchanged, 0 set aside, 1 in a language that is not read\n"
        "the store has 1 article and 0 claims\n");
  CHECK(contains(quiet({"stats", "--db", db}), "1 article (1 in a language that is not read)\n"));
  CHECK(contains(quiet({"check", "--db", db}), "sound: 1 article, 0 claims"));
  CHECK(contains(quiet({"export", "--db", db, "--format", "jsonl"}), "조선중앙통신"));
}

// --- ingest and questions

TEST_CASE("from articles to answers") {
  const auto& db = seed_store();
  std::string texts;
  for (const auto& file : seed_files()) texts += read_file(file);

  SUBCASE("path quotes sentences that stand in the articles") {
    const auto text = quiet({"path", "--db", db, "Kim Jong Un", "TASS"});
    CHECK(contains(text, "1. Kim Jong Un → "));
    CHECK(contains(text, "→ TASS\n"));
    CHECK(contains(text, "confidence 0."));
    const auto json = json_of({"path", "--db", db, "Kim Jong Un", "TASS", "--k", "2"});
    REQUIRE(json.at("paths").size() >= 1);
    std::size_t quotes = 0;
    for (const auto& path : json.at("paths")) {
      for (const auto& hop : path.at("hops")) {
        for (const auto& link : hop.at("links")) {
          for (const auto& evidence : link.at("evidence")) {
            CHECK(contains(texts, evidence.at("quote").at("text").get<std::string>()));
            ++quotes;
          }
        }
      }
    }
    CHECK(quotes >= 2);
  }
  SUBCASE("path between names that nothing links ends with 4 and says what to widen") {
    const auto result =
        entente({"path", "--db", db, "Kim Jong Un", "Reporters Without Borders", "--max-hops", "1"});
    CHECK(result.code == 4);
    CHECK(contains(result.out, "No link between Kim Jong Un and Reporters Without Borders"));
    CHECK(contains(result.out, "--max-hops"));
  }
  SUBCASE("neighborhood begins with the name and grows with depth") {
    const auto near = json_of({"neighborhood", "--db", db, "TASS"});
    const auto far = json_of({"neighborhood", "--db", db, "TASS", "--depth", "2", "--max-nodes", "500"});
    CHECK(near.at("nodes").at(0).at("name") == "TASS");
    CHECK(near.at("nodes").size() > 2);
    CHECK(far.at("nodes").size() > near.at("nodes").size());
    CHECK(contains(quiet({"neighborhood", "--db", db, "TASS"}), "TASS: "));
  }
  SUBCASE("show tells names, reasons and sentences") {
    const auto text = quiet({"show", "--db", db, "Andrei Kondrashov"});
    CHECK(contains(text, "Andrei Kondrashov (Person)"));
    CHECK(contains(text, "TASS"));
    CHECK(contains(text, "“"));
    CHECK(contains(entente({"show", "--db", db, "Kondrashov"}).err,
                   "“Kondrashov” is taken for Andrei Kondrashov"));
    CHECK(json_of({"show", "--db", db, "Andrei Kondrashov"}).at("name") == "Andrei Kondrashov");
  }
  SUBCASE("a name is found in other spellings and by its id") {
    const auto id = json_of({"show", "--db", db, "Kim Jong Un"}).at("id").get<std::string>();
    for (const auto* name : {"kim jong-un", "KIM JONG UN", "Ким Чен Ын"}) {
      CAPTURE(name);
      const auto hits = json_of({"search", "--db", db, name});
      REQUIRE(hits.size() >= 1);
      CHECK(contains(hits.dump(), id));
    }
    CHECK(json_of({"show", "--db", db, id}).at("name") == "Kim Jong Un");
  }
  SUBCASE("search finds beginnings and ends with 4 when there is nothing") {
    CHECK(contains(quiet({"search", "--db", db, "kond"}), "Andrei Kondrashov (Person"));
    const auto nothing = entente({"search", "--db", db, "Zzyzx"});
    CHECK(nothing.code == 4);
    CHECK(nothing.out == "");
    CHECK(contains(nothing.err, "Zzyzx"));
  }
  SUBCASE("stats count what check recounts") {
    const auto stats = json_of({"stats", "--db", db, "--top", "3"});
    const auto check = json_of({"check", "--db", db});
    CHECK(stats.at("articles") == kSeedCount);
    CHECK(stats.at("claims").get<int>() > 60);
    CHECK(check.at("ok") == true);
    CHECK(check.at("articles") == kSeedCount);
    CHECK(check.at("claims") == stats.at("claims"));
    CHECK(check.at("digest") == digest_of(db));
    CHECK(stats.at("top").size() == 3);
    CHECK(contains(quiet({"stats", "--db", db}), "12 articles\n"));
    CHECK(contains(quiet({"check", "--db", db}), "sound: 12 articles"));
  }
}

TEST_CASE("exports are well-formed XML, and other tools' JSON Lines") {
  const auto& db = seed_store();
  const TemporaryDirectory directory;
  const auto gephi = directory.path("gephi.graphml");
  const auto written = entente({"export", "--db", db, "-o", gephi});
  CHECK(written.code == 0);
  CHECK(written.err.rfind(gephi + ": ", 0) == 0);
  CHECK(contains(written.err, " nodes, "));
  CHECK(contains(written.err, " edges\n"));
  CHECK(read_file(gephi) == quiet({"export", "--db", db}));
  const auto strict = directory.path("strict.graphml");
  write_file(strict, quiet({"export", "--db", db, "--profile", "strict"}));
  for (const auto& file : {gephi, strict}) {
    const auto lint = run_program({"xmllint", "--noout", "--nonet", file});
    REQUIRE_MESSAGE(lint.code != 127, "xmllint is missing: scripts/setup installs it");
    CHECK_MESSAGE(lint.code == 0, lint.err);
  }
  // Two readers that people use count the same in both profiles.
  std::string counts;
  for (const auto& file : {gephi, strict}) {
    const auto read = run_program({"/usr/bin/python3", std::string(ENTENTE_SOURCE_DIR) + "/tests/cli/read_graphml.py", file});
    CHECK_MESSAGE(read.code == 0, read.err);
    CHECK((counts.empty() || counts == read.out));
    counts = read.out;
  }
  CHECK(contains(counts, "nodes"));
  // Gephi's mark is no attribute of the schema.
  const auto edges_marked = [](const std::string& text) {
    std::size_t count = 0;
    for (const auto& line : lines_of(text)) {
      if (const auto at = line.find("<edge ");
          at != std::string::npos && contains(line.substr(at, line.find('>', at) - at), " label="))
        ++count;
    }
    return count;
  };
  CHECK(edges_marked(read_file(gephi)) > 20);
  CHECK(edges_marked(read_file(strict)) == 0);
  CHECK(quiet({"export", "--db", db, "--format", "dot"}).rfind("digraph", 0) == 0);
  std::size_t claims = 0;
  for (const auto& line : lines_of(quiet({"export", "--db", db, "--format", "jsonl"}))) {
    const auto json = Json::parse(line, nullptr, false);
    REQUIRE(json.is_object());
    claims += json.at("kind") == "claim" ? 1 : 0;
  }
  CHECK(claims == json_of({"stats", "--db", db}).at("claims").get<std::size_t>());
  // Around one name there is less.
  CHECK(quiet({"export", "--db", db, "--around", "TASS"}).size() < fs::file_size(gephi));
}

TEST_CASE("the same articles again change nothing; a changed text takes the place of the old one") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  const auto articles = directory.path("articles");
  fs::copy(kSeedArticles, articles);
  CHECK(contains(quiet({"ingest", "--db", db, articles}),
                 "12 articles added, 0 replaced, 0 unchanged, 0 set aside\n"));
  const auto digest = digest_of(db);
  CHECK(contains(quiet({"ingest", "--db", db, articles}),
                 "0 articles added, 0 replaced, 12 unchanged, 0 set aside\n"));
  CHECK(digest_of(db) == digest);

  const auto file = articles + "/01-tass-kcna-agreement.txt";
  const auto old_text = read_file(file);
  write_file(file,
             "Title: Shipyard opens\nPublished: 2026-04-01\n\nOlga Petrova, the foreign minister of Finland, "
             "visited Norway.\n");
  const auto again = json_of({"ingest", "--db", db, articles});
  CHECK(again.at("added") == 0);
  CHECK(again.at("replaced") == 1);
  CHECK(again.at("unchanged") == 11);
  CHECK(again.at("articles") == kSeedCount);
  CHECK(again.at("digest") != digest);
  CHECK(contains(quiet({"show", "--db", db, "Olga Petrova"}), "Shipyard opens"));
  // What only the old text said of him is gone; another article names him, too.
  CHECK_FALSE(contains(entente({"show", "--db", db, "Kim Pyong Ho"}).out, "01-tass-kcna-agreement.txt"));
  CHECK(contains(quiet({"check", "--db", db}), "sound: "));

  write_file(file, old_text);
  quiet({"ingest", "--db", db, file});
  CHECK(digest_of(db) == digest);
  CHECK(entente({"show", "--db", db, "Olga Petrova"}).code == 4);
}

TEST_CASE("whatever the order, the threads, the calls and what was taken out again, the digest is the same") {
  std::mt19937 random(20260331);
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
  const auto shuffle = [&](Strings& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[pick(i)]);
  };
  const auto ingest = [&](const std::string& db, const Strings& files, std::size_t calls) {
    for (std::size_t call = 0, at = 0; call < calls; ++call) {
      const auto end = call + 1 == calls ? files.size() : std::min(files.size(), at + files.size() / calls);
      if (at == end) continue;
      Strings arguments{"ingest", "--db", db, "--jobs", pick(2) == 0 ? "1" : "2"};
      arguments.insert(arguments.end(), files.begin() + static_cast<std::ptrdiff_t>(at),
                       files.begin() + static_cast<std::ptrdiff_t>(end));
      quiet(arguments);
      at = end;
    }
  };
  const auto all = digest_of(seed_store());
  std::set<std::string> digests{all};
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    const TemporaryDirectory directory;
    auto files = seed_files();
    shuffle(files);
    const auto everything = directory.path("everything");
    ingest(everything, files, 1 + pick(5));
    CHECK(digest_of(everything) == all);
    const auto kept = 3 + pick(8);
    Strings others(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(kept));
    Strings gone(files.begin() + static_cast<std::ptrdiff_t>(kept), files.end());
    shuffle(gone);
    for (const auto& file : gone) {
      CHECK(contains(quiet({"retract", "--db", everything, file}), "retracted " + file + " (a:"));
    }
    const auto alone = directory.path("alone");
    shuffle(others);
    ingest(alone, others, 1 + pick(2));
    const auto digest = digest_of(alone);
    CHECK(digest_of(everything) == digest);
    CHECK(digests.insert(digest).second);  // another set of articles has another digest
    CHECK(contains(quiet({"check", "--db", everything}), "sound: " + std::to_string(kept) + " articles"));
    CHECK(quiet({"stats", "--db", everything}) == quiet({"stats", "--db", alone}));
    CHECK(quiet({"export", "--db", everything}) == quiet({"export", "--db", alone}));
  }
}

TEST_CASE("an article is retracted by its path, its URL or its id, and only once") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  const auto files = seed_files();
  quiet({"ingest", "--db", db, files[0], files[1]});
  const auto both = digest_of(db);
  quiet({"retract", "--db", db, files[0]});
  CHECK(digest_of(db) != both);
  const auto again = entente({"retract", "--db", db, files[0]});
  CHECK(again.code == 4);
  CHECK(again.out == "");
  CHECK(contains(again.err, files[0]));
  quiet({"ingest", "--db", db, files[0]});
  CHECK(digest_of(db) == both);
  const auto by_url = json_of({"retract", "--db", db, "https://example.org/entente/tass-kcna-agreement"});
  CHECK(by_url.at("source") == files[0]);
  quiet({"ingest", "--db", db, files[0]});
  quiet({"retract", "--db", db, by_url.at("retracted").get<std::string>()});
  quiet({"retract", "--db", db, files[1]});
  CHECK(contains(quiet({"stats", "--db", db}), "0 articles\n0 entities\n"));
}

// --- names

TEST_CASE("an unknown name ends with 4 and the nearest names on standard error") {
  for (const Strings& call : {Strings{"show", "--db", seed_store(), "Andrei Kondrashow"},
                              Strings{"neighborhood", "--db", seed_store(), "Andrei Kondrashow"},
                              Strings{"path", "--db", seed_store(), "Andrei Kondrashow", "TASS"},
                              Strings{"path", "--db", seed_store(), "TASS", "Andrei Kondrashow"},
                              Strings{"export", "--db", seed_store(), "--around", "Andrei Kondrashow"}}) {
    CAPTURE(call.front());
    const auto result = entente(call);
    CHECK(result.code == 4);
    CHECK(result.out == "");
    CHECK(contains(result.err, "Andrei Kondrashow"));
    CHECK(contains(result.err, "Andrei Kondrashov (Person"));
  }
}

TEST_CASE("a name of several people ends with 4 and the people to choose from") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  write_file(directory.path("1.txt"),
             "Harald Weber, the mayor of Vienna, met Ana Ruiz in Rome on Monday. Weber praised Italy.\n");
  write_file(
      directory.path("2.txt"),
      "Sabine Weber, the foreign minister of Austria, visited Norway on Monday. Weber praised Norway.\n");
  quiet({"ingest", "--db", db, directory.path() + "/1.txt", directory.path("2.txt")});
  const auto result = entente({"show", "--db", db, "Weber"});
  CHECK(result.code == 4);
  CHECK(result.out == "");
  CHECK(contains(result.err, "Harald Weber (Person"));
  CHECK(contains(result.err, "Sabine Weber (Person"));
  CHECK(entente({"show", "--db", db, "Sabine Weber"}).code == 0);
}

// --- bad input

TEST_CASE("bad articles among good ones are set aside with their reasons, and the good ones are in") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  const auto at = [&](const char* name) { return directory.path(std::string("in/") + name); };
  write_file(at("a-good.txt"), kGood);
  write_file(at("b-binary.txt"), std::string("GIF89a\0\x01\x02", 9));
  write_file(at("c-empty.txt"), "");
  write_file(at("d-latin1.txt"), "Caf\xE9 society met.");
  write_file(at("e-blank.txt"), "\n \n");
  write_file(at("f-header.txt"), "Title: nothing\n\n");
  write_file(at("g-lines.jsonl"),
             "{\"text\":\"Lars Hansen visited Finland.\",\"source\":\"line one\"}\nnot json\n");
  write_file(at("z-good.txt"), "Lars Hansen, the prime minister of Norway, visited Finland on Tuesday.\n");
  const auto result = entente({"ingest", "--db", db, directory.path("in"), "--jobs", "2"});
  CHECK(result.code == 3);
  CHECK(contains(result.out, "3 articles added, 0 replaced, 0 unchanged, 6 set aside\n"));
  const auto said = lines_of(result.err);
  REQUIRE(said.size() == 6);
  CHECK(said[0] == "entente: set aside: " + at("b-binary.txt") + " is binary, not text (a zero byte at 6)");
  CHECK(said[1] == "entente: set aside: " + at("c-empty.txt") + " is empty");
  CHECK(said[2].rfind("entente: set aside: " + at("d-latin1.txt") + " is no valid UTF-8 from byte 3 on", 0) ==
        0);
  CHECK(said[3] == "entente: set aside: " + at("e-blank.txt") + " holds nothing but white space");
  CHECK(said[4] == "entente: set aside: " + at("f-header.txt") + " has header lines and no text");
  CHECK(said[5] == "entente: set aside: " + at("g-lines.jsonl") + ":2 line is no JSON object");
  CHECK(json_of({"stats", "--db", db}).at("articles") == 3);
  CHECK(entente({"show", "--db", db, "Olga Petrova"}).code == 0);
  // The same through extract, in the same words.
  const auto extracted = entente({"extract", directory.path("in")});
  CHECK(extracted.code == 3);
  CHECK(extracted.err == result.err);
}

TEST_CASE("match: a line for each pair, in order; bad lines are reported and counted") {
  const TemporaryDirectory directory;
  const auto pairs = directory.path("pairs.csv");
  write_file(pairs,
             "name1,name2,type\r\n"
             "Kim Jong Un,\xEA\xB9\x80\xEC\xA0\x95\xEC\x9D\x80,Person\r\n"
             "\"Lavrov, Sergei\",\"Sergei \"\"S.\"\" Lavrov\"\r\n"
             "\r\n"
             "only one\r\n"
             "Resolution 1718,Resolution 1874\r\n"
             "\"a\"b,c\r\n"
             "\"two\nlines\",Two Lines,Vessel\r\n"
             "\xff,x\r\n"
             " ,x\r\n"
             "a,b,c,d\r\n"
             "Tigran,Iran,Unknown Type\r\n"
             "\"never closed,x\r\n");
  const auto result = entente({"match", pairs});
  CHECK(result.code == 3);
  const auto lines = lines_of(result.out);
  REQUIRE(lines.size() == 5);
  CHECK(contains(lines[0], "\tsame\tKim Jong Un\t"));
  CHECK(contains(lines[1], "\tsame\tLavrov, Sergei\tSergei \"S.\" Lavrov\t"));
  CHECK(contains(lines[2], "\tother\tResolution 1718\tResolution 1874\tnumbers differ"));
  CHECK(contains(lines[3], "\tsame\ttwo lines\tTwo Lines\t"));
  CHECK(contains(lines[4], "\tother\tTigran\tIran\t"));
  for (const auto* line : {":5 has 1 field", ":7 something follows", ":10 is not UTF-8", ":11 has an empty name", ":12 has 4 fields", ":14 an opened quote"}) {
    CAPTURE(line);
    CHECK(contains(result.err, "pairs.csv" + std::string(line)));
  }
  CHECK(contains(result.err, "6 lines set aside"));

  const auto json = entente({"match", "--format", "json", "-"}, {.input = pairs});
  CHECK(json.code == 3);
  const auto records = lines_of(json.out);
  REQUIRE(records.size() == 5);
  const auto first = Json::parse(records[0]);
  CHECK(first["line"] == 2);
  CHECK(first["name1"] == "Kim Jong Un");
  CHECK(first["type"] == "Person");
  CHECK(first["same"] == true);
  CHECK(first["score"] > 0.7);
  CHECK(first["score"] <= 1.0);
  CHECK(first["reason"].is_string());
  CHECK(Json::parse(records[2])["same"] == false);
  CHECK(Json::parse(records[2])["line"] == 6);

  const auto good = directory.path("good.csv");
  write_file(good, "Olga Petrova,Petrova Olga");
  CHECK(contains(quiet({"match", good}), "\tsame\t"));
  CHECK(entente({"match", directory.path("none.csv")}).code == 1);
  CHECK(entente({"match"}).code == 2);
  write_file(good, "");
  CHECK(quiet({"match", good}).empty());
}

TEST_CASE("nothing but bad input leaves an empty store and exit code 3") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  const auto result = entente({"ingest", "--db", db, directory.path("absent.txt")});
  CHECK(result.code == 3);
  CHECK(contains(result.err, directory.path("absent.txt") + " does not exist"));
  CHECK(contains(quiet({"stats", "--db", db}), "0 articles\n"));
}

TEST_CASE("what may not be read is set aside and named") {
  const TemporaryDirectory directory;
  fs::permissions(directory.path(), fs::perms::all);
  write_file(directory.path("in/a.txt"), kGood);
  write_file(directory.path("in/closed.txt"), kGood);
  write_file(directory.path("in/hidden/b.txt"), kGood);
  fs::permissions(directory.path("in/closed.txt"), fs::perms::none);
  fs::permissions(directory.path("in/hidden"), fs::perms::none);
  // The ordinary user may not reach the place where this tree was built, under /root for one: he runs a copy.
  const auto place = fs::temp_directory_path() / ("entente_copy_" + std::to_string(::getpid()));
  fs::create_directory(place);
  fs::permissions(place, fs::perms::all);
  fs::copy(ENTENTE_BINARY, place / "entente");
  fs::copy(ENTENTE_SEEDS_DIR, place / "seeds", fs::copy_options::recursive);
  const auto result = run_program({"/usr/bin/env", "ENTENTE_SEEDS=" + (place / "seeds").string(), (place / "entente").string(), "extract", directory.path("in")},
                                  {.ordinary_user = true});
  fs::remove_all(place);
  fs::permissions(directory.path("in/hidden"), fs::perms::owner_all);
  if (result.code == 126) return;  // a container that lets root be nothing else
  CHECK(result.code == 3);
  CHECK(contains(result.err, directory.path("in/closed.txt") + " cannot be opened"));
  CHECK(contains(result.err, directory.path("in/hidden") + " cannot be listed"));
  CHECK(contains(result.out, "\"source\":\"" + directory.path("in/a.txt") + "\""));
}

TEST_CASE("a line of 200 MB is refused at once and never held in memory") {
  const TemporaryDirectory directory;
  write_file(directory.path("empty.txt"), "");
  const auto nothing = entente({"extract", directory.path("empty.txt")});
  constexpr std::uintmax_t kHuge = 200u << 20u;
  write_file(directory.path("huge.txt"), "One line");
  fs::resize_file(directory.path("huge.txt"), kHuge);  // sparse
  write_file(directory.path("huge.jsonl"), "{\"text\":\"");
  fs::resize_file(directory.path("huge.jsonl"), kHuge);
  const struct {
    Strings arguments;
    How how;
    const char* reason;
  } cases[] = {
      {{"extract", directory.path("huge.txt")},
       {},
       "204800 KiB of text; the limit is 4096 KiB an article: split it"},
      {{"extract", directory.path("huge.jsonl")}, {}, ":1 a line of 204800 KiB; the limit is 8192 KiB"},
      {{"extract", "-"}, {.input = directory.path("huge.txt")}, "- is binary"},
      {{"extract", "-"},
       {.input = directory.path("huge.jsonl")},
       "-:1 a line of 204800 KiB; the limit is 8192 KiB"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.reason);
    const auto result = entente(row.arguments, row.how);
    CHECK(result.code == 3);
    CHECK(result.out == "");
    CHECK(contains(result.err, row.reason));
    CHECK(result.memory < nothing.memory + 64 * 1024);
    CHECK(result.seconds < nothing.seconds + 20);
  }
}

// --- serve

class Server {
 public:
  explicit Server(const Strings& arguments) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    Strings words{ENTENTE_BINARY, "serve", "--port", "0"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::dup2(ends[1], 2);
      become(words, false);
    }
    ::close(ends[1]);
    err_ = ends[0];
    // "entente: serving DB on http://127.0.0.1:PORT (Ctrl-C ends)"
    std::string said;
    std::array<char, 1024> block;
    while (said.find('\n') == std::string::npos) {
      pollfd wait{err_, POLLIN, 0};
      if (::poll(&wait, 1, 120000) <= 0) break;
      const auto got = ::read(err_, block.data(), block.size());
      if (got <= 0) break;
      said.append(block.data(), static_cast<std::size_t>(got));
    }
    const std::string mark = "http://127.0.0.1:";
    const auto at = said.find(mark);
    REQUIRE_MESSAGE(at != std::string::npos, said);
    port = std::atoi(said.c_str() + at + mark.size());
    REQUIRE(port > 0);
  }
  ~Server() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(err_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::string ask(const std::string& request) const {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(fd >= 0);
    timeval limit{60, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::write(fd, request.data(), request.size()) == static_cast<ssize_t>(request.size()));
    std::string answer;
    std::array<char, 4096> block;
    for (ssize_t got = 0; (got = ::read(fd, block.data(), block.size())) > 0;)
      answer.append(block.data(), static_cast<std::size_t>(got));
    ::close(fd);
    return answer;
  }
  [[nodiscard]] std::string get(const std::string& target) const {
    return ask("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
               "\r\nConnection: close\r\n\r\n");
  }
  int end(int signal) {
    ::kill(child_, signal);
    int status = 0;
    REQUIRE(::waitpid(child_, &status, 0) == child_);
    child_ = -1;
    return code_of(status);
  }

  int port = 0;

 private:
  pid_t child_ = -1;
  int err_ = -1;
};

std::string body_of(const std::string& answer) {
  const auto at = answer.find("\r\n\r\n");
  return at == std::string::npos ? std::string() : answer.substr(at + 4);
}

TEST_CASE("serve answers over HTTP and ends cleanly on SIGTERM and SIGINT") {
  Server server({"--db", seed_store(), "--read-only"});
  const auto stats = server.get("/v1/stats");
  CHECK(stats.rfind("HTTP/1.1 200", 0) == 0);
  const auto json = Json::parse(body_of(stats), nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json.at("articles") == kSeedCount);
  const auto paths =
      Json::parse(body_of(server.get("/v1/paths?from=Kim%20Jong%20Un&to=TASS")), nullptr, false);
  REQUIRE(paths.is_object());
  CHECK(paths.at("paths").size() >= 1);
  CHECK(server.get("/v1/paths?from=Nobody%20At%20All&to=TASS").rfind("HTTP/1.1 404", 0) == 0);
  CHECK(server.end(SIGTERM) == 0);

  Server other({"--db", seed_store(), "--read-only"});
  CHECK(other.port > 0);
  CHECK(other.end(SIGINT) == 0);
}

TEST_CASE("an article posted to serve is there for the command line, with the digest that ingest gives") {
  const TemporaryDirectory directory;
  const auto db = directory.path("db");
  const auto twin = directory.path("twin");
  write_file(directory.path("line.jsonl"),
             Json{{"text", kGood}, {"source", "https://example.org/5"}}.dump() + "\n");
  quiet({"ingest", "--db", twin, directory.path("line.jsonl")});
  {
    Server server({"--db", db});
    const auto body = Json{{"text", kGood}, {"source", "https://example.org/5"}}.dump();
    const auto answer =
        server.ask("POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port) +
                   "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
    CHECK_MESSAGE(answer.rfind("HTTP/1.1 201", 0) == 0, answer);
    CHECK(server.end(SIGTERM) == 0);
  }
  CHECK(contains(quiet({"show", "--db", db, "Olga Petrova"}), "Envoys meet"));
  CHECK(digest_of(db) == digest_of(twin));
}

TEST_CASE("a port that is taken is refused with the reason") {
  Server server({"--db", seed_store(), "--read-only"});
  const auto result =
      entente({"serve", "--db", seed_store(), "--read-only", "--port", std::to_string(server.port)});
  CHECK(result.code == 1);
  CHECK(contains(result.err, "port is taken"));
  CHECK(contains(result.err, std::to_string(server.port)));
  CHECK(server.end(SIGTERM) == 0);
}

}  // namespace

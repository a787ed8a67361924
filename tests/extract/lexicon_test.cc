// SPDX-License-Identifier: Apache-2.0
#include "extract/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "extract/text.h"
#include "extract/word_table.h"
#include "model/error.h"
#include "tests/support/temporary_directory.h"

namespace entente::extract {
namespace {

using entente::testing::TemporaryDirectory;
namespace fs = std::filesystem;

const std::string kTables = ENTENTE_SEEDS_DIR "/lexicon";

const Lexicon& lexicon() {
  static const auto loaded = Lexicon::load(kTables);
  return loaded;
}

std::vector<Token> tokens_of(const Article& article, Document& document) {
  document = cut(article);
  std::vector<Token> out;
  for (const auto& sentence : document.sentences)
    out.insert(out.end(), sentence.tokens.begin(), sentence.tokens.end());
  return out;
}

std::string words(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  std::string out;
  for (auto i = first; i < last; ++i)
    out += (out.empty() || !tokens[i].space_before ? "" : " ") + std::string(tokens[i].text);
  return out;
}

std::string_view kind_name(NameKind kind) {
  switch (kind) {
    case NameKind::kCountry:
      return "country";
    case NameKind::kDemonym:
      return "demonym";
    case NameKind::kCapital:
      return "capital";
    case NameKind::kSeat:
      return "seat";
    case NameKind::kMedia:
      return "media";
    case NameKind::kBody:
      return "body";
    case NameKind::kPlace:
      return "place";
    default:
      break;
  }
  return "another";
}

// "words|kind:canonical:iso2" of the name that begins at the text's first token; empty when none does.
std::string name_at_start(const std::string& text) {
  Article article;
  article.text = text;
  Document document(article);
  const auto tokens = tokens_of(article, document);
  const auto match = lexicon().find_name(tokens, 0);
  if (!match) return {};
  std::vector<std::string> entries;
  for (const auto* entry : match->entries) {
    entries.push_back(std::string(kind_name(entry->kind)) + ":" + entry->canonical + ":" + entry->iso2);
  }
  std::sort(entries.begin(), entries.end());
  auto out = words(tokens, 0, match->last);
  for (const auto& entry : entries) out += "|" + entry;
  return out;
}

// "words|title|relation|effect" of the title that begins at the text's first token.
std::string title_at_start(const std::string& text) {
  Article article;
  article.text = text;
  Document document(article);
  const auto tokens = tokens_of(article, document);
  const auto match = lexicon().find_title(tokens, 0);
  if (!match) return {};
  REQUIRE(match->title != nullptr);
  CHECK(match->first == 0);
  const char* effect = match->effect == TitleEffect::kDeputy   ? "deputy"
                       : match->effect == TitleEffect::kFormer ? "former"
                       : match->planned                        ? "planned"
                                                               : "same";
  return words(tokens, 0, match->last) + "|" + match->title->title + "|" +
         (match->title->relation ? std::string(name_of(*match->title->relation)) : "-") + "|" + effect;
}

std::string fault_of(const std::string& directory) {
  try {
    static_cast<void>(Lexicon::load(directory));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kInput);
    return error.what();
  }
  return {};
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  REQUIRE(in.good());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// --- loading

TEST_CASE("confidence is the family's share of right claims, more for a surer rule") {
  CHECK(lexicon().calibrated("verbs/sign@1", 0.8) > lexicon().calibrated("verbs/sign@1", 0.7));
  CHECK(lexicon().calibrated("agreements/party@1", 0.82) < lexicon().calibrated("roles/title@1", 0.87));
  CHECK(lexicon().calibrated("unheard of/rule@1", 0.3) == 0.3);
}

TEST_CASE("all shipped tables load, and every one of them is needed") {
  CHECK_FALSE(lexicon().country_name("KP").empty());
  for (const auto& entry : fs::directory_iterator(kTables)) {
    const auto name = entry.path().filename().string();
    if (entry.path().extension() != ".tsv" || name == "events.tsv") continue;  // that one is EventTable's
    CAPTURE(name);
    const TemporaryDirectory directory;
    for (const auto& other : fs::directory_iterator(kTables)) {
      if (other.path().filename() != name)
        fs::copy(other.path(), directory.path(other.path().filename().string()));
    }
    CHECK(fault_of(directory.path()) ==
          directory.path(name) + " is missing; the seeds directory is incomplete");
  }
}

TEST_CASE("a faulty line is named with its file and number") {
  const struct {
    std::string file;
    std::string line;
    std::string fault;
  } cases[] = {
      {"countries.tsv", "XX\tNowhere", "needs 5 columns"},
      {"countries.tsv", "XXX\tNowhere\t-\t-\t-", "needs an ISO 3166 code and a name"},
      {"countries.tsv", "XX\t-\t-\t-\t-", "needs an ISO 3166 code and a name"},
      {"media.tsv", "Harbour News", "needs 4 columns"},
      {"bodies.tsv", "Harbour Board\t-\tBoard\t-", "unknown type: Board"},
      {"places.tsv", "Harbour\t-", "needs 4 columns"},
      {"titles.tsv", "harbour master\tRUNS\tbody\t-", "unknown relation: RUNS"},
      {"titles.tsv", "harbour master\tHEADS\tharbour\t-", "unknown scope: harbour"},
      {"title_modifiers.tsv", "sometime", "needs 2 columns"},
      {"heads.tsv", "harbour\tHarbour", "unknown type: Harbour"},
      {"verbs.tsv", "moor\t-\tobj\tMOORS\t-\t-", "unknown relation: MOORS"},
      {"verbs.tsv", "moor\t-\tobj\tVISITS\tsideways\t-", "unknown effect: sideways"},
      {"verbs.tsv", "moor\t-\tobj\tVISITS\t-\tknots", "unknown mark: knots"},
      {"verbs.tsv", "moor\tVISITS", "needs 6 columns"},
      {"event_nouns.tsv", "mooring\tposs\tin\tMOORS\t-", "unknown relation: MOORS"},
      {"reporting.tsv", "hoot\tsay\tloud", "unknown effect: loud"},
      {"irregular_verbs.tsv", "moor\tmoored", "needs 3 columns"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.file);
    CAPTURE(row.line);
    const TemporaryDirectory directory;
    for (const auto& entry : fs::directory_iterator(kTables)) {
      fs::copy(entry.path(), directory.path(entry.path().filename().string()));
    }
    REQUIRE(fault_of(directory.path()).empty());
    auto lines = lines_of(directory.path(row.file));
    const auto middle = lines.size() - 2;  // neither the comments nor the last line
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(middle), row.line);
    std::ofstream out(directory.path(row.file), std::ios::trunc);
    for (const auto& line : lines) out << line << "\n";
    out.close();
    CHECK(fault_of(directory.path()) ==
          directory.path(row.file) + ":" + std::to_string(middle + 1) + ": " + row.fault);
  }
}

TEST_CASE("a table of comments and its heading alone is an empty table") {
  const TemporaryDirectory directory;
  for (const auto& entry : fs::directory_iterator(kTables)) {
    fs::copy(entry.path(), directory.path(entry.path().filename().string()));
  }
  std::ofstream(directory.path("media.tsv"), std::ios::trunc) << "# nothing\n\nname\taliases\tiso2\tkind\n";
  const auto loaded = Lexicon::load(directory.path());
  CHECK(loaded.find_name("Reuters").empty());
  CHECK(loaded.find_name("North Korea").size() == 1);
}

// --- names

TEST_CASE("countries go by all their forms, and the longest form wins") {
  CHECK(name_at_start("North Korea said so") == "North Korea|country:North Korea:KP");
  CHECK(name_at_start("DPRK officials") == "DPRK|country:North Korea:KP");
  CHECK(name_at_start("Democratic People's Republic of Korea envoys") ==
        "Democratic People's Republic of Korea|country:North Korea:KP");
  CHECK(name_at_start("Democratic People\xE2\x80\x99s Republic of Korea envoys") ==
        "Democratic People\xE2\x80\x99s Republic of Korea|country:North Korea:KP");
  CHECK(name_at_start("United Kingdom of Great Britain and Northern Ireland and others") ==
        "United Kingdom of Great Britain and Northern Ireland|country:United Kingdom:GB");
  CHECK(name_at_start("Russian Federation troops") == "Russian Federation|country:Russia:RU");
  CHECK(lexicon().country_name("RU") == "Russia");
  CHECK(lexicon().country_name("ZZ").empty());
}

TEST_CASE("demonyms, capitals and seats of power belong to their country") {
  CHECK(name_at_start("North Koreans marched") == "North Koreans|demonym:North Korea:KP");
  CHECK(name_at_start("British envoys") == "British|demonym:United Kingdom:GB");
  CHECK(name_at_start("Pyongyang denied it") == "Pyongyang|capital:Pyongyang:KP");
  CHECK(name_at_start("Kremlin aides") == "Kremlin|seat:Russia:RU");
  CHECK(name_at_start("Washington, D.C., was quiet") == "Washington, D.C.|capital:Washington, D.C.:US");
}

TEST_CASE("outlets, bodies and places") {
  CHECK(name_at_start("TASS reported") == "TASS|media:TASS:RU");
  CHECK(name_at_start("Korean Central News Agency reports").find("Korean Central News Agency|media:") == 0);
  CHECK(name_at_start("European Union envoys") == "European Union|body:European Union:");
  CHECK(name_at_start("U.N. envoys") == "U.N.|body:United Nations:");
  CHECK(name_at_start("Vladivostok harbour") == "Vladivostok|place:Vladivostok:RU");
}

TEST_CASE("names need a capital, and short acronyms all of theirs") {
  CHECK(name_at_start("north korea").empty());
  CHECK(name_at_start("the sun rose").empty());
  CHECK(name_at_start("us and them").empty());
  CHECK(name_at_start("Us and them").empty());
  CHECK(name_at_start("US and others").find("US|country:United States:US") == 0);
  CHECK(name_at_start("Ruritania said").empty());
  CHECK(name_at_start("").empty());
}

TEST_CASE("names given as text are looked up whole") {
  const auto agency = lexicon().find_name("TASS");
  REQUIRE(agency.size() == 1);
  CHECK(agency[0]->kind == NameKind::kMedia);
  CHECK(agency[0]->type == EntityType::kMediaOutlet);
  CHECK(lexicon().find_name("tass").size() == 1);
  CHECK(lexicon().find_name("TASS reported").empty());
  CHECK(lexicon().find_name("").empty());
}

// --- titles

TEST_CASE("titles and what changes them") {
  CHECK(title_at_start("foreign minister Choe Son Hui") == "foreign minister|foreign minister|HEADS|same");
  CHECK(title_at_start("Foreign Minister Choe Son Hui") == "Foreign Minister|foreign minister|HEADS|same");
  CHECK(title_at_start("minister of foreign affairs of Russia") ==
        "minister of foreign affairs|minister of foreign affairs|HEADS|same");
  CHECK(title_at_start("deputy foreign minister Ri") ==
        "deputy foreign minister|foreign minister|HEADS|deputy");
  CHECK(title_at_start("first deputy prime minister Ri") ==
        "first deputy prime minister|prime minister|HEADS|deputy");
  CHECK(title_at_start("former president Moon") == "former president|president|HEADS|former");
  CHECK(title_at_start("ex-president Moon") == "ex-president|president|HEADS|former");
  CHECK(title_at_start("acting president Han") == "acting president|president|HEADS|same");
  CHECK(title_at_start("ambassador to Russia") == "ambassador|ambassador|REPRESENTS|same");
  CHECK(title_at_start("spokesperson of the ministry") == "spokesperson|spokesperson|REPRESENTS|same");
  CHECK(title_at_start("reporter Ana Ruiz") == "reporter|reporter|EMPLOYED_BY|same");
  CHECK(title_at_start("president-elect Ruiz") == "president-elect|president|HEADS|planned");
  CHECK(title_at_start("prime minister designate Ruiz") == "prime minister designate|prime minister|HEADS|planned");
  CHECK(title_at_start("incoming president Ruiz") == "incoming president|president|HEADS|planned");
  CHECK(title_at_start("Mr. Kim") == "Mr.|mr.|-|same");
  CHECK(title_at_start("Lt. Gen. Ri") == "Lt. Gen.|lt. gen.|EMPLOYED_BY|same");
  CHECK(title_at_start("harbour lights").empty());
  CHECK(title_at_start("former glory").empty());
}

// --- heads, verbs, nouns

TEST_CASE("head nouns give types, in the plural as well") {
  const auto* treaty = lexicon().find_head("treaty");
  REQUIRE(treaty != nullptr);
  CHECK(treaty->type == EntityType::kAgreement);
  CHECK(lexicon().find_head("treaties") == treaty);
  const auto* troops = lexicon().find_head("troops");
  REQUIRE(troops != nullptr);
  CHECK(troops->kind == HeadKind::kProxy);
  CHECK(lexicon().find_head("umbrella") == nullptr);
}

TEST_CASE("verbs come back to their base form") {
  const struct {
    std::string form;
    std::string lemma;
  } cases[] = {
      {"signed", "sign"},
      {"signs", "sign"},
      {"signing", "sign"},
      {"met", "meet"},
      {"meets", "meet"},
      {"meeting", "meet"},
      {"said", "say"},
      {"says", "say"},
      {"denied", "deny"},
      {"denies", "deny"},
      {"denying", "deny"},
      {"accused", "accuse"},
      {"accusing", "accuse"},
      {"sent", "send"},
      {"visited", "visit"},
      {"flew", "fly"},
      {"flown", "fly"},
      {"expelled", "expel"},
      {"expelling", "expel"},
      {"ratified", "ratify"},
      {"led", "lead"},
      {"gave", "give"},
      {"given", "give"},
      {"taken", "take"},
      {"vetoes", "veto"},
      {"seized", "seize"},
      {"criticised", "criticise"},
      {"criticized", "criticize"},
      {"planned", "plan"},
      {"sold", "sell"},
      {"met with", "met with"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.form);
    CHECK(lexicon().verb_lemma(row.form) == row.lemma);
  }
}

TEST_CASE("every verb of the tables is found by its own base form") {
  std::size_t rows = 0;
  bool head = true;
  for (const auto& line : lines_of(kTables + "/verbs.tsv")) {
    if (line.empty() || line[0] == '#') continue;
    if (head) {
      head = false;
      continue;
    }
    const auto lemma = line.substr(0, line.find('\t'));
    CAPTURE(lemma);
    CHECK(lexicon().find_verb(lemma) != nullptr);
    // "found" is what one did who finds, before it is what one does who founds.
    CHECK(lexicon().verb_lemma(lemma) == (lemma == "found" ? "find" : lemma == "lay" ? "lie" : lemma));
    ++rows;
  }
  CHECK(rows > 200);
}

TEST_CASE("nouns over clauses, and words of praise and blame") {
  CHECK(lexicon().noun_stance("plans").planned);
  CHECK(lexicon().noun_stance("refusal").denied);
  CHECK(lexicon().noun_stance("prospects").doubtful);
  CHECK(lexicon().noun_stance("call").requested);
  CHECK(lexicon().noun_stance("event").conditional);
  CHECK_FALSE(lexicon().noun_stance("table").any());
  CHECK(lexicon().evaluation("disgrace") == Evaluation::kBad);
  CHECK(lexicon().evaluation("heroes") == Evaluation::kNone);  // the singular by rule is no word
  CHECK(lexicon().evaluation("friends") == Evaluation::kGood);
  CHECK(lexicon().evaluation("table") == Evaluation::kNone);
}

TEST_CASE("what verbs say depends on their object") {
  const auto* readings = lexicon().find_verb("impose");
  REQUIRE(readings != nullptr);
  REQUIRE(readings->size() == 1);
  CHECK(readings->front().relation == Relation::kSanctions);
  CHECK(std::find(readings->front().needs.begin(), readings->front().needs.end(), "sanctions") !=
        readings->front().needs.end());
  CHECK(readings->front().slots == std::vector<std::string>{"on", "against"});
  const auto* appoint = lexicon().find_verb("appoint");
  REQUIRE(appoint != nullptr);
  CHECK(appoint->front().inverse == true);
  const auto* base = lexicon().find_verb("base");
  REQUIRE(base != nullptr);
  CHECK(base->front().passive_only == true);
  CHECK(lexicon().find_verb("umbrella") == nullptr);
}

TEST_CASE("nouns of action and verbs of speech") {
  const auto* visit = lexicon().find_event_noun("visit");
  REQUIRE(visit != nullptr);
  CHECK(visit->front().relation == Relation::kVisits);
  CHECK(lexicon().find_event_noun("visits") == visit);
  CHECK(lexicon().find_event_noun("umbrella") == nullptr);
  const auto effect = [](std::string_view lemma) -> std::optional<ReportEffect> {
    const auto* entry = lexicon().find_report(lemma);
    if (entry == nullptr) return std::nullopt;
    return entry->effect;
  };
  CHECK(effect("say") == ReportEffect::kAsserted);
  CHECK(effect("claim") == ReportEffect::kDoubtful);
  CHECK(effect("deny") == ReportEffect::kDenied);
  CHECK(effect("pledge") == ReportEffect::kPlanned);
  CHECK(effect("urge") == ReportEffect::kRequested);
  CHECK(effect("eat") == std::nullopt);
}

TEST_CASE("singulars by rule") {
  CHECK(Lexicon::noun_lemma("treaties") == "treaty");
  CHECK(Lexicon::noun_lemma("speeches") == "speech");
  CHECK(Lexicon::noun_lemma("taxes") == "tax");
  CHECK(Lexicon::noun_lemma("spokesmen") == "spokesman");
  CHECK(Lexicon::noun_lemma("ministers") == "minister");
  CHECK(Lexicon::noun_lemma("crisis") == "crisis");
  CHECK(Lexicon::noun_lemma("congress") == "congress");
  CHECK(Lexicon::noun_lemma("census") == "census");
}

TEST_CASE("given names and family names") {
  CHECK(lexicon().is_given_name("vladimir"));
  CHECK_FALSE(lexicon().is_given_name("Vladimir"));  // folded words only
  CHECK_FALSE(lexicon().is_given_name("kremlin"));
  CHECK(lexicon().is_surname_first("kim"));
  CHECK(lexicon().is_surname_first("xi"));
  CHECK_FALSE(lexicon().is_surname_first("smith"));
}

TEST_CASE("A table of words is asked with views and keeps the first value of a word") {
  WordTable<int> table;
  CHECK(table.find("") == nullptr);
  table["one"] = 1;
  table.emplace("new", 1);
  table.emplace("new", 2);
  CHECK(table.find(std::string_view("new name").substr(0, 3))->second == 1);
  CHECK(table.find("on") == nullptr);
  CHECK(table.size() == 2);
  WordSet set;
  set.insert("one");
  CHECK(set.contains(std::string_view("one more").substr(0, 3)));
  CHECK_FALSE(set.contains("on"));
}

TEST_CASE("A trie gives the values of whole phrases and walks word by word") {
  Trie<int> trie;
  trie.add({"prime", "minister"}, 1);
  trie.add({"prime", "minister", "elect"}, 2);
  trie.add({"minister"}, 3);
  trie.add({"minister"}, 4);
  CHECK(trie.find({"prime"}).empty());
  CHECK(trie.find({"prime", "minister"}) == std::vector<int>{1});
  CHECK(trie.find({"minister"}) == std::vector<int>{3, 4});
  CHECK(trie.find({"minister", "elect"}).empty());
  CHECK(trie.find({"elect"}).empty());
  const auto prime = trie.next(0, "prime");
  REQUIRE(prime != trie.kNone);
  CHECK(trie.values(prime).empty());
  CHECK(trie.next(prime, "prime") == trie.kNone);
  CHECK(trie.values(trie.next(prime, "minister")) == std::vector<int>{1});
}

}  // namespace
}  // namespace entente::extract

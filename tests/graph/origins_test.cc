// SPDX-License-Identifier: Apache-2.0
// Reprints and light rewrites are one origin; independent reports are not.
#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "graph/text_print.h"
#include "tests/support/builders.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::ClaimDetails;

namespace {

constexpr const char* kReport =
    "The harbour authority of Ruritania and the transit union signed a contract on Tuesday that gives dock workers a share in the "
    "fees of the new terminal. Ana Ruiz met Omar Haddad at the quay before the ceremony, and both called the text a beginning after nine months of "
    "strikes. The terminal is to open next spring. A clerk of the court said that two suits against the tender were still pending, while ship owners "
    "warned that freight would go to ports abroad if fees rose again. Neither side would tell what the state pays.";

constexpr const char* kOtherReport =
    "Nine months after the first walkout, peace has come to the docks: workers will earn from every container that crosses the new "
    "quay, according to papers that this newspaper has seen. Union leader Ana Ruiz shook hands with Omar Haddad, who runs the port, in front of "
    "cameras. Critics in parliament ask who will bear the cost, and a judge has yet to rule on complaints by bidders who lost. Haddad expects the "
    "first ships in April.";

// A desk's light rewrite: some words changed, one or two sentences dropped, another headline and credit.
std::string rewrite(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::istringstream sentences(kReport);
  std::string out = "(Agency " + std::to_string(seed) + ") - ";
  std::string sentence;
  while (std::getline(sentences, sentence, '.')) {
    if (random() % 6 == 0) continue;
    std::istringstream words(sentence);
    std::string word;
    while (words >> word) out += (random() % 100 < 8 ? "other" + std::to_string(random() % 1000) : word) + " ";
    out += ". ";
  }
  return out + "More in our evening edition " + std::to_string(seed) + ".";
}

Extraction article(const std::string& source, const std::string& text, double confidence = 0.6) {
  ArticleBuilder builder(source);
  builder.say(text);
  const auto a = builder.person("Ana Ruiz");
  ClaimDetails details;
  details.confidence = confidence;
  builder.claim(a, Relation::kMeetsWith, builder.person("Omar Haddad"), details);
  return builder.build();
}

Link link_of(const Store& store) {
  const auto snapshot = store.snapshot();
  const auto answer = find_neighborhood(snapshot, snapshot.require("Ana Ruiz"), {});
  REQUIRE(answer.links.size() == 1);
  return answer.links.front();
}

}  // namespace

TEST_CASE("forty light rewrites count as one report, a second independent one raises confidence, and taking out any leaves the rest as it would be") {
  const auto store = Store::open("m", OpenMode::kMemory);
  for (std::uint32_t i = 1; i <= 40; ++i) store->put(article("wire/" + std::to_string(i), rewrite(i)), false);
  auto link = link_of(*store);
  CHECK(link.origins == 1);
  CHECK(link.claims == 40);
  CHECK(link.confidence == doctest::Approx(0.6));
  store->put(article("paper/1", kOtherReport), false);
  link = link_of(*store);
  CHECK(link.origins == 2);
  CHECK(link.confidence == doctest::Approx(1 - 0.4 * 0.4));
  for (const std::uint32_t gone : {1u, 17u, 40u, 3u}) {
    store->retract("wire/" + std::to_string(gone), false);
    CHECK(link_of(*store).origins == 2);
  }
  CHECK(!check(store->snapshot()).first_violation);
  store->retract("paper/1", false);
  CHECK(link_of(*store).origins == 1);
}

TEST_CASE("what joined two groups of reprints and goes, lets them fall apart again") {
  // Two halves of a report have nothing in common but the whole.
  const std::string whole = kReport;
  const auto middle = whole.find(". The terminal");
  const auto first = whole.substr(0, middle + 1);
  const auto second = whole.substr(middle + 1);
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(article("first", first), false);
  store->put(article("second", second), false);
  CHECK(link_of(*store).origins == 2);
  store->put(article("whole", whole), false);
  CHECK(link_of(*store).origins == 1);
  const auto snapshot = store->snapshot();
  CHECK(snapshot.articles_of_origin(snapshot.find_article("first").value()).size() == 3);
  store->retract("whole", false);
  CHECK(link_of(*store).origins == 2);
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("quotes come from different origins before a reprint is quoted") {
  const auto store = Store::open("m", OpenMode::kMemory);
  for (std::uint32_t i = 1; i <= 5; ++i) store->put(article("wire/" + std::to_string(i), rewrite(i), 0.9), false);
  store->put(article("paper/1", kOtherReport, 0.5), false);
  const auto snapshot = store->snapshot();
  NeighborhoodOptions options;
  options.quotes = 2;
  const auto answer = find_neighborhood(snapshot, snapshot.require("Ana Ruiz"), options);
  REQUIRE(answer.links.front().evidence.size() == 2);
  CHECK(answer.links.front().evidence[1].article->article.source == "paper/1");
}

TEST_CASE("texts too short to tell are nobody's reprint") {
  const auto store = Store::open("m", OpenMode::kMemory);
  for (int i = 1; i <= 3; ++i) store->put(article("short/" + std::to_string(i), "They met again on the quay."), false);
  CHECK(link_of(*store).origins == 3);
}

TEST_CASE("a print ignores case, marks and headers, and tells texts apart by their share of common pairs") {
  const std::string text = kReport;
  const auto print = print_of(text, 0);
  REQUIRE(print);
  std::string shouted = text;
  for (auto& c : shouted) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c == ',' ? ';' : c;
  CHECK(print_of(shouted, 0) == print);
  CHECK(print_of("Title: é — another\n" + text, 19) == print);
  CHECK(similarity(*print, *print) == 1.0);
  CHECK(same_text(*print, *print));
  const auto other = print_of(kOtherReport, 0);
  REQUIRE(other);
  CHECK(similarity(*print, *other) < 0.15);
  CHECK_FALSE(same_text(*print, *other));
  CHECK(decode_print(encode(*print)) == *print);
  CHECK_FALSE(print_of("Too short to tell.", 0));
  CHECK_FALSE(print_of("", 5));
}

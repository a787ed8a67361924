// SPDX-License-Identifier: Apache-2.0
#include "graph/diff.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::ClaimDetails;

namespace {

struct Fact {
  const char* a;
  Relation relation;
  const char* b;
  ClaimDetails details;
};

Extraction version(const std::string& text, const std::vector<Fact>& facts) {
  ArticleBuilder builder("v.txt");
  builder.say(text);
  std::map<std::string, std::size_t> known;
  const auto person = [&](const std::string& name) {
    if (!known.contains(name)) known[name] = builder.person(name);
    return known[name];
  };
  for (const auto& fact : facts) {
    const auto a = person(fact.a);
    builder.claim(a, fact.relation, person(fact.b), fact.details);
  }
  return builder.build();
}

std::vector<std::string> lines(const Extraction& before, const Extraction& after) {
  std::vector<std::string> out;
  for (const auto& change : diff(before, after)) {
    out.push_back(std::string(name_of(change.what)) + " " + change.subject + " " + std::string(name_of(change.relation)) + " " + change.object);
  }
  return out;
}

}  // namespace

TEST_CASE("a diff names edges added, removed, dated otherwise, surer, and of another kind") {
  ClaimDetails dated;
  dated.date = "2026-03";
  dated.confidence = 0.8;
  auto later = dated;
  later.date = "2026-04";
  auto surer = dated;
  surer.confidence = 0.9;
  auto planned = dated;
  planned.modality = Modality::kPlanned;
  const auto before = version("One.", {{"Ana", Relation::kMeetsWith, "Ben", dated}, {"Ana", Relation::kSupports, "Cem", dated}, {"Ben", Relation::kSupports, "Cem", dated}, {"Cem", Relation::kSupports, "Dia", planned}, {"Dia", Relation::kMeetsWith, "Ana", dated}});
  const auto after = version("Two.", {{"Ben", Relation::kMeetsWith, "Ana", later}, {"Ana", Relation::kSupports, "Cem", surer}, {"Cem", Relation::kSupports, "Dia", dated}, {"Ana", Relation::kMeetsWith, "Dia", dated}, {"Eve", Relation::kMeetsWith, "Ana", dated}});
  CHECK(lines(before, before).empty());
  const auto found = lines(before, after);
  CHECK(found.size() == 5);
  const auto has = [&](const std::string& what) { return std::find(found.begin(), found.end(), what) != found.end(); };
  CHECK((has("re-dated Ana MEETS_WITH Ben") || has("re-dated Ben MEETS_WITH Ana")));  // whichever end a symmetric claim names first
  CHECK(has("confidence Ana SUPPORTS Cem"));
  CHECK(has("removed Ben SUPPORTS Cem"));
  CHECK(has("kind Cem SUPPORTS Dia"));
  CHECK((has("added Eve MEETS_WITH Ana") || has("added Ana MEETS_WITH Eve")));
}

TEST_CASE("the history keeps the newest replaced versions, says when, and goes with its article") {
  const entente::testing::TemporaryDirectory directory;
  const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
  const auto text = [](std::size_t i) { return "Version " + std::to_string(i) + "."; };
  for (std::size_t i = 0; i < kMostVersions + 5; ++i) store->put(version(text(i), {}), false, "2026-11-30T00:00:" + std::to_string(10 + i) + "Z");
  {
    const auto snapshot = store->snapshot();
    const auto versions = snapshot.versions_of("v.txt");
    REQUIRE(versions.size() == kMostVersions);
    CHECK(versions.back().extraction.article.text.find(text(kMostVersions + 3)) != std::string::npos);
    CHECK(versions.back().number == kMostVersions + 4);
    CHECK(versions.back().replaced == "2026-11-30T00:00:34Z");
    CHECK(snapshot.first_seen("v.txt") == "2026-11-30T00:00:10Z");
    CHECK(snapshot.versions_of("v.tx").empty());
    CHECK(!check(snapshot).first_violation);
  }
  store->retract("v.txt");
  CHECK(store->snapshot().versions_of("v.txt").empty());
  CHECK(store->snapshot().first_seen("v.txt").empty());
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("a backup holds what was there, another adds what is new, and a restored store is the same") {
  const entente::testing::TemporaryDirectory directory;
  const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
  store->put(version("One.", {{"Ana", Relation::kMeetsWith, "Ben", {}}}));
  const auto first = store->snapshot().digest();
  CHECK(store->backup(directory.path("backups")) == 1);
  store->put(version("Two.", {{"Ana", Relation::kMeetsWith, "Cem", {}}}));
  const auto second = store->snapshot().digest();
  CHECK(store->backup(directory.path("backups")) == 2);
  CHECK(Rocks::list_backups(directory.path("backups")).size() == 2);
  Rocks::restore(directory.path("backups"), 1, directory.path("one"));
  Rocks::restore(directory.path("backups"), 2, directory.path("two"));
  CHECK(Store::open(directory.path("one"), OpenMode::kRead)->snapshot().digest() == first);
  CHECK(Store::open(directory.path("two"), OpenMode::kRead)->snapshot().digest() == second);
  CHECK_THROWS_AS(Rocks::restore(directory.path("backups"), 2, directory.path("two")), Error);    // something is there
  CHECK_THROWS_AS(Rocks::restore(directory.path("backups"), 7, directory.path("seven")), Error);  // no such backup
  CHECK_THROWS_AS((void)Rocks::list_backups(directory.path("db")), Error);                        // no backups
}

// SPDX-License-Identifier: Apache-2.0
// Scoring against a tiny gold of our own, each figure counted by hand.
#include "extract/claim_score.h"

#include <string>
#include <utility>

#include "doctest/doctest.h"
#include "names/names.h"
#include "tests/support/builders.h"

namespace entente::extract {
namespace {

using entente::testing::ArticleBuilder;
using entente::testing::ClaimDetails;

GoldClaim gold_claim(std::string subject, std::string relation, std::string object) {
  GoldClaim claim;
  claim.subject = std::move(subject);
  claim.relation = std::move(relation);
  claim.object = std::move(object);
  return claim;
}

// Norway, Peru, Maria Lopez, Harbour Pact.
GoldArticle gold() {
  GoldArticle out;
  out.doc = "harbour";
  out.entities = {{"e1", "Country", "Norway", {"Norway", "Oslo"}, true},
                  {"e2", "Country", "Peru", {"Peru"}, true},
                  {"e3", "Person", "Maria Lopez", {"Maria Lopez", "Lopez"}, true},
                  {"e4", "Agreement", "the Harbour Pact", {"the Harbour Pact"}, false}};
  out.claims = {gold_claim("e1", "SIGNED", "e4"), gold_claim("e1", "MEETS_WITH", "e2"), gold_claim("e3", "VISITS", "e2"), gold_claim("e2", "AIDS", "e1")};
  out.claims[0].date = "2026-03";
  out.claims[1].attribution = {"e3"};
  out.claims[2].modality = "planned";
  out.claims[3].required = false;
  return out;
}

struct World {
  ArticleBuilder builder{"texts/harbour.txt"};
  std::size_t norway = builder.country("Norway");
  std::size_t peru = builder.country("Peru");
  std::size_t maria = builder.person("Maria Lopez");
  std::size_t pact = builder.entity(EntityType::kAgreement, "Harbour Pact");
};

TEST_CASE("nothing said: everything required is missed") {
  Extraction nothing;
  nothing.article.text = "Nothing.";
  const auto score = score_claims(gold(), nothing);
  CHECK(score.claims.required == 3);
  CHECK(score.claims.found == 0);
  CHECK(score.claims.f1() == 0.0);
  CHECK(score.entities.required == 3);
  CHECK(score.kinds.required == 1);
  CHECK(score.errors.size() == 3);
  CHECK(score.errors.front().missed);
  CHECK(score.errors.front().subject == "Norway");
}

TEST_CASE("right, false, doubled and optional claims") {
  World world;
  ClaimDetails sure;
  sure.confidence = 0.95;
  sure.date = "2026-03-28";
  world.builder.claim(world.norway, Relation::kSigned, world.pact, sure);
  ClaimDetails turned;  // symmetric: the other way round is the same claim
  turned.confidence = 0.72;
  turned.speakers = {world.maria};
  world.builder.claim(world.peru, Relation::kMeetsWith, world.norway, turned);
  ClaimDetails weaker = turned;  // the same again, less sure: not compared
  weaker.confidence = 0.55;
  weaker.speakers = {};
  world.builder.claim(world.norway, Relation::kMeetsWith, world.peru, weaker);
  world.builder.claim(world.maria, Relation::kVisits, world.peru);   // said as done, gold has it planned
  world.builder.claim(world.peru, Relation::kAids, world.norway);    // optional
  world.builder.claim(world.norway, Relation::kAids, world.peru);    // false: the direction counts
  const auto score = score_claims(gold(), world.builder.build());

  CHECK(score.claims.right == 4);
  CHECK(score.claims.wrong == 1);
  CHECK(score.claims.found == 3);
  CHECK(score.claims.required == 3);
  CHECK(score.claims.precision() == doctest::Approx(0.8));
  CHECK(score.claims.f1() == doctest::Approx(2 * 0.8 / 1.8));
  CHECK(score.strict_claims.right == 3);
  CHECK(score.strict_claims.found == 2);
  CHECK(score.kinds.found == 0);
  CHECK(score.modality.right == 3);
  CHECK(score.modality.of == 4);
  CHECK(score.polarity.right == 4);
  CHECK(score.date.right == 1);
  CHECK(score.date.of == 1);
  CHECK(score.attribution.right == 1);
  CHECK(score.attribution.of == 1);
  CHECK(score.links.right == 3);
  CHECK(score.links.wrong == 0);
  CHECK(score.exact_spans.right == score.exact_spans.of);
  CHECK(score.by_relation.at("AIDS").wrong == 1);
  CHECK(score.by_relation.at("MEETS_WITH").found == 1);
  REQUIRE(score.errors.size() == 1);
  CHECK_FALSE(score.errors.front().missed);
  CHECK(score.errors.front().relation == "AIDS");
  // 0.95 and three of 0.9, one of them false; 0.72.
  CHECK(score.confidence.at(confidence_bin(0.95)).of == 4);
  CHECK(score.confidence.at(confidence_bin(0.95)).right == 3);
  CHECK(score.confidence.at(confidence_bin(0.72)).of == 1);
  CHECK(score.confidence.at(confidence_bin(0.55)).of == 0);
  CHECK(score.confidence_sum.at(confidence_bin(0.95)) == doctest::Approx(0.95 + 3 * 0.9));
  // From 0.8 on the meeting of 0.72 is lost.
  REQUIRE(kThresholds.at(2) == 0.8);
  CHECK(score.at_least.at(0).right == 4);
  CHECK(score.at_least.at(2).right == 3);
  CHECK(score.at_least.at(2).wrong == 1);
  CHECK(score.at_least.at(2).found == 2);
  CHECK(score.at_least.at(2).required == 3);
}

TEST_CASE("a kind that is right, and a span that is not") {
  World world;
  ClaimDetails planned;
  planned.modality = Modality::kPlanned;
  world.builder.claim(world.maria, Relation::kVisits, world.peru, planned);
  auto extraction = world.builder.build();
  CHECK(score_claims(gold(), extraction).kinds.f1() == 1.0);
  extraction.claims.front().trigger.text += "x";
  const auto spoiled = score_claims(gold(), extraction);
  CHECK(spoiled.exact_spans.right + 1 == spoiled.exact_spans.of);
}

TEST_CASE("evidence overlaps the gold quote, or it does not") {
  World world;
  world.builder.claim(world.norway, Relation::kSigned, world.pact);
  const auto extraction = world.builder.build();
  auto article = gold();
  article.claims[0].quote = extraction.claims.front().evidence.text;
  CHECK(score_claims(article, extraction).evidence.right == 1);
  article.claims[0].quote = "words that stand nowhere";
  const auto score = score_claims(article, extraction);
  CHECK(score.evidence.right == 0);
  CHECK(score.evidence.of == 1);
}

TEST_CASE("entities go one to one, the best first; the rest is false") {
  ArticleBuilder builder("texts/harbour.txt");
  builder.country("Norway");
  builder.entity(EntityType::kPlace, "Oslo");      // the gold has it as a name of Norway
  builder.entity(EntityType::kPlace, "Peru");      // wrong type
  builder.entity(EntityType::kPerson, "Nobody");
  const auto score = score_claims(gold(), builder.build());
  CHECK(score.entities.right == 2);
  CHECK(score.entities.wrong == 2);
  CHECK(score.typed_entities.right == 1);
  CHECK(score.typed_entities.wrong == 3);
}

TEST_CASE("scores of several articles are added") {
  World world;
  world.builder.claim(world.norway, Relation::kSigned, world.pact);
  const auto one = score_claims(gold(), world.builder.build());
  auto both = one;
  both.add(one);
  CHECK(both.articles == 2);
  CHECK(both.claims.right == 2 * one.claims.right);
  CHECK(both.claims.required == 2 * one.claims.required);
  CHECK(both.errors.size() == 2 * one.errors.size());
  CHECK(both.claims.f1() == doctest::Approx(one.claims.f1()));
}

TEST_CASE("Wilson's interval") {
  CHECK(wilson({}).low == 0.0);
  CHECK(wilson({}).high == 1.0);
  Share eight;
  eight.right = 8;
  eight.of = 10;
  CHECK(wilson(eight).low == doctest::Approx(0.4902).epsilon(0.0005));
  CHECK(wilson(eight).high == doctest::Approx(0.9433).epsilon(0.0005));
  CHECK(confidence_bin(0.0) == 0);
  CHECK(confidence_bin(0.5) == 1);
  CHECK(confidence_bin(0.999) == kConfidenceBins - 1);
}

}  // namespace
}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
// The contract of one extraction: every kind of fault is found, and the written form loses nothing.
#include "model/claim.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "model/error.h"
#include "model/json.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;

namespace {

Extraction good() {
  ArticleBuilder builder("a.txt");
  builder.url("https://news.example/a").title("Pact \"signed\"").published("2026-03-31");
  const auto kim = builder.person("Kim Jong Un");
  const auto pact = builder.entity(EntityType::kAgreement, "Harbour Pact");
  const auto news = builder.organization("Harbour News");
  const auto korea = builder.country("North Korea");
  builder.outside_id(korea, "iso3166", "KP");
  builder.claim(kim, Relation::kSigned, pact,
                {.confidence = 0.93,
                 .date = "2026-03-28",
                 .polarity = Polarity::kNegative,
                 .speakers = {news},
                 .unnamed_speaker = "analysts",
                 .roles = {{Role::kOnBehalfOf, korea}},
                 .context = "media"});
  builder.candidate(kim, news, CandidateReason::kNoTrigger);
  return builder.build();
}

Json parse(const std::string& text) { return Json::parse(text); }

// Reads records back; the last error's words when they are refused.
std::pair<std::vector<Extraction>, std::string> read(const std::string& ndjson) {
  std::pair<std::vector<Extraction>, std::string> out;
  ExtractionReader reader;
  std::istringstream lines(ndjson);
  std::string line;
  try {
    while (std::getline(lines, line)) {
      if (auto done = reader.take(parse(line))) out.first.push_back(std::move(*done));
    }
    if (auto done = reader.finish()) out.first.push_back(std::move(*done));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kInput);
    out.second = error.what();
  }
  return out;
}

constexpr WriteOptions kAll{.with_text = true, .with_candidates = true};

}  // namespace

TEST_CASE("a sound extraction has no fault") {
  CHECK(!find_fault(good()));
  CHECK(!find_fault(ArticleBuilder("empty.txt").say("Nothing.").build()));
}

TEST_CASE("every kind of fault is found and named") {
  const std::vector<std::pair<std::string, std::function<void(Extraction&)>>> faults{
      {"id is not the hash", [](Extraction& x) { x.article.text += "."; }},
      {"id is not the hash", [](Extraction& x) { x.article.source = "b.txt"; }},
      {"published", [](Extraction& x) { x.article.published = "yesterday"; }},
      {"stands there twice", [](Extraction& x) { x.entities.push_back(x.entities.front()); }},
      {"no mention", [](Extraction& x) { x.entities.front().mentions.clear(); }},
      {"no identity key", [](Extraction& x) { x.entities.front().keys.clear(); }},
      {"mention", [](Extraction& x) { x.entities.front().mentions.front().quote.text += "x"; }},
      {"mention", [](Extraction& x) { ++x.entities.front().mentions.front().quote.span.start; }},
      {"mention", [](Extraction& x) { x.entities.front().mentions.front().quote = {}; }},
      {"mention",
       [](Extraction& x) {
         x.entities.front().mentions.front().quote.span = {5, 4000000000u};
       }},
      {"stands there twice", [](Extraction& x) { x.claims.push_back(x.claims.front()); }},
      {"subject is no entity", [](Extraction& x) { x.claims.front().subject = make_id({"?"}); }},
      {"object is no entity", [](Extraction& x) { x.claims.front().object = make_id({"?"}); }},
      {"cannot link", [](Extraction& x) { x.claims.front().relation = Relation::kMeetsWith; }},
      {"cannot link", [](Extraction& x) { std::swap(x.claims.front().subject, x.claims.front().object); }},
      {"date", [](Extraction& x) { x.claims.front().date = "2026-02-30"; }},
      {"confidence", [](Extraction& x) { x.claims.front().confidence = 1.001; }},
      {"confidence", [](Extraction& x) { x.claims.front().confidence = -0.1; }},
      {"confidence",
       [](Extraction& x) { x.claims.front().confidence = std::numeric_limits<double>::quiet_NaN(); }},
      {"evidence", [](Extraction& x) { x.claims.front().evidence = {}; }},
      {"evidence", [](Extraction& x) { x.claims.front().evidence.text.pop_back(); }},
      {"spans", [](Extraction& x) { x.claims.front().trigger.text = "denied"; }},
      {"spans", [](Extraction& x) { x.claims.front().trigger.text.clear(); }},
      {"spans",
       [](Extraction& x) {
         x.claims.front().subject_mention = {{3, 9}, ""};
       }},
      {"spans",
       [](Extraction& x) {
         x.claims.front().object_mention.span = {9, 3};
       }},
      {"cue", [](Extraction& x) { x.claims.front().cues.front().quote.text = "always"; }},
      {"cue", [](Extraction& x) { x.claims.front().cues.front().quote = {}; }},
      {"role", [](Extraction& x) { x.claims.front().roles.front().entity = make_id({"?"}); }},
      {"speaker is not of the article",
       [](Extraction& x) { x.claims.front().attribution.front().entity = make_id({"?"}); }},
      {"neither entity nor words", [](Extraction& x) { x.claims.front().attribution.back() = {}; }},
      {"speaker's words", [](Extraction& x) { x.claims.front().attribution.front().words.text = "KBS"; }},
      {"speaker's words", [](Extraction& x) { x.claims.front().attribution.front().words.text.clear(); }},
      {"candidate's entity", [](Extraction& x) { x.candidates.front().object = make_id({"?"}); }},
      {"candidate's evidence", [](Extraction& x) { x.candidates.front().evidence.text = "?"; }},
  };
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CAPTURE(i);
    auto extraction = good();
    faults[i].second(extraction);
    const auto fault = find_fault(extraction);
    REQUIRE(fault);
    CAPTURE(*fault);
    CHECK(fault->find(faults[i].first) != std::string::npos);
  }
}

TEST_CASE("what may be absent may be absent") {
  auto extraction = good();
  auto& claim = extraction.claims.front();
  claim.subject_mention = claim.trigger = claim.object_mention = {};
  claim.cues.clear();
  claim.roles.clear();
  claim.date.clear();
  claim.attribution.front().words = {};  // carried over a quotation
  extraction.article.published.clear();
  CHECK(!find_fault(extraction));
}

TEST_CASE("ids of claims and entities change with what they stand for") {
  const auto extraction = good();
  const auto& article = extraction.article.id;
  const auto& claim = extraction.claims.front();
  CHECK(make_claim_id(article, claim) == claim.id);
  const auto differs = [&](const std::function<void(Claim&)>& change) {
    auto other = claim;
    change(other);
    return make_claim_id(article, other) != claim.id;
  };
  CHECK(differs([](Claim& x) { x.relation = Relation::kRatified; }));
  CHECK(differs([](Claim& x) { x.polarity = Polarity::kPositive; }));
  CHECK(differs([](Claim& x) { x.modality = Modality::kPlanned; }));
  CHECK(differs([](Claim& x) { x.extractor = "tests/hand@2"; }));
  CHECK(differs([](Claim& x) { ++x.trigger.span.end; }));
  CHECK(differs([](Claim& x) { x.roles.pop_back(); }));
  CHECK(differs([](Claim& x) { std::swap(x.subject, x.object); }));
  CHECK(!differs([](Claim& x) { x.confidence = 0.1; }));  // a better guess is no other claim
  CHECK(make_claim_id(make_id({"other"}), claim) != claim.id);
  CHECK(make_entity_id(article, extraction.entities[0]) == extraction.entities[0].id);
  CHECK(make_entity_id(make_id({"other"}), extraction.entities[0]) != extraction.entities[0].id);
}

TEST_CASE("the names of the small kinds lead back to them") {
  for (int i = 0; i < 5; ++i) {
    CHECK(find_mention_form(name_of(static_cast<MentionForm>(i))) == static_cast<MentionForm>(i));
    CHECK(find_key_reason(name_of(static_cast<KeyReason>(i))) == static_cast<KeyReason>(i));
    CHECK(find_candidate_reason(name_of(static_cast<CandidateReason>(i))) == static_cast<CandidateReason>(i));
  }
  for (int i = 0; i < 4; ++i)
    CHECK(find_cue_kind(name_of(static_cast<CueKind>(i))) == static_cast<CueKind>(i));
  CHECK(!find_mention_form("?"));
  CHECK(!find_key_reason(""));
  CHECK(!find_cue_kind("?"));
  CHECK(!find_candidate_reason("?"));
  CHECK(name_of(KeyReason::kOutsideId) == "outside_id");
}

TEST_CASE("the records of an article have the form that others read") {
  const auto extraction = good();
  const auto lines = to_ndjson(extraction, {});
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 6);
  const auto article = parse(lines.substr(0, lines.find('\n')));
  CHECK(article.at("kind") == "article");
  CHECK(!article.contains("text"));
  const auto claim = to_json(extraction.article.id, extraction.claims.front());
  CHECK(claim.at("relation") == "SIGNED");
  CHECK(claim.at("roles").at("context") == "media");
  CHECK(claim.at("roles").at("on_behalf_of") == to_string('e', extraction.entities[3].id));
  CHECK(claim.at("attribution")[0] == to_string('e', extraction.entities[2].id));
  CHECK(claim.at("attribution")[1].at("text") == "analysts");
  CHECK(claim.at("confidence") == 0.93);
  CHECK(!claim.contains("event_code"));  // denied: no such event
  auto done = extraction.claims.front();
  done.polarity = Polarity::kPositive;
  CHECK(to_json(extraction.article.id, done).at("event_code") == Json{{"plover", "SUPPORT"}, {"cameo", "057"}});
  CHECK(claim.at("evidence").at("text") ==
        "Harbour News says: analysts say: Kim Jong Un never SIGNED Harbour Pact.");
  auto derived = extraction.article;
  derived.derived_text = true;
  CHECK(to_json(derived, false).contains("text"));
}

TEST_CASE("records lead back to the same article") {
  const auto extraction = good();
  const auto text = to_ndjson(extraction, kAll);
  const auto [back, error] = read(text);
  CHECK(error.empty());
  REQUIRE(back.size() == 1);
  CHECK(to_ndjson(back.front(), kAll) == text);
  CHECK(back.front().article.title == extraction.article.title);
  CHECK(back.front().entities[3].outside_ids == extraction.entities[3].outside_ids);
  CHECK(back.front().claims.front().attribution.size() == 2);

  entente::testing::RandomWorld world(51);
  std::string all;
  for (int i = 0; i < 200; ++i) all += to_ndjson(world.article(1000), kAll);
  const auto [many, failure] = read(all);
  CHECK(failure.empty());
  CHECK(many.size() == 200);
  std::string again;
  for (const auto& item : many) again += to_ndjson(item, kAll);
  CHECK(again == all);
}

TEST_CASE("two parties in one role both survive") {
  ArticleBuilder builder("a.txt");
  const auto kim = builder.person("Kim Jong Un");
  const auto pact = builder.entity(EntityType::kAgreement, "Harbour Pact");
  const auto a = builder.country("France");
  const auto b = builder.country("Ruritania");
  builder.claim(kim, Relation::kSigned, pact,
                {.roles = {{Role::kOnBehalfOf, a}, {Role::kOnBehalfOf, b}, {Role::kPlace, a}}});
  const auto extraction = builder.build();
  const auto [back, error] = read(to_ndjson(extraction, kAll));
  CHECK(error.empty());
  REQUIRE(back.size() == 1);
  const auto& roles = back.front().claims.front().roles;
  REQUIRE(roles.size() == 3);
  CHECK(roles[0].entity == extraction.entities[2].id);
  CHECK(roles[1].entity == extraction.entities[3].id);
  CHECK(roles[2].role == Role::kPlace);
  CHECK(make_claim_id(extraction.article.id, back.front().claims.front()) == extraction.claims.front().id);
}

TEST_CASE("an article that was not read keeps its status") {
  const auto extraction = ArticleBuilder("x.txt").say("???").status(ArticleStatus::kLanguageNotRead).build();
  const auto [back, error] = read(to_ndjson(extraction, kAll));
  REQUIRE(back.size() == 1);
  CHECK(back.front().article.status == ArticleStatus::kLanguageNotRead);
}

TEST_CASE("records of other kinds between articles are passed over") {
  const auto one = to_ndjson(good(), kAll);
  const auto two = to_ndjson(ArticleBuilder("b.txt").say("Nothing.").build(), kAll);
  const auto [back, error] =
      read(one + "{\"kind\":\"identity\",\"id\":\"e:?\"}\n{\"kind\":\"later\"}\n" + two);
  CHECK(error.empty());
  CHECK(back.size() == 2);
}

TEST_CASE("a faulty record is refused with the reason") {
  const auto extraction = good();
  std::vector<std::string> lines;
  std::istringstream stream(to_ndjson(extraction, kAll));
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  REQUIRE(lines.size() == 7);  // article, four entities, claim, candidate
  const auto changed = [&](std::size_t line, const std::string& pointer, const Json& value) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto record = parse(lines[i]);
      if (i == line) record[Json::json_pointer(pointer)] = value;
      text += write_line(record) + "\n";
    }
    return read(text);
  };
  struct Case {
    std::size_t line;
    std::string pointer;
    Json value;
    std::string words;
  };
  const std::vector<Case> cases{
      {0, "/id", "a:short", "id"},
      {0, "/id", 7, "string"},
      {0, "/text", "", "no text"},
      {0, "/text", "another text", "hash"},
      {0, "/source", Json::array(), "string"},
      {1, "/type", "Robot", "entity type"},
      {1, "/article", to_string('a', make_id({"?"})), "follow"},
      {1, "/mentions", "none", "list"},
      {1, "/mentions/0/start", -1, "start"},
      {1, "/mentions/0/end", 5000000000u, "end"},
      {1, "/mentions/0/form", "shout", "mention form"},
      {1, "/mentions/0/text", "Kim", "slice"},
      {1, "/keys/0/reason", "magic", "key reason"},
      {1, "/keys", Json::array(), "identity key"},
      {5, "/relation", "LIKES", "relation"},
      {5, "/subject", "e:x", "subject"},
      {5, "/polarity", "maybe", "polarity"},
      {5, "/modality", "never", "modality"},
      {5, "/roles", Json{{"beside", "x"}}, "role"},
      {5, "/roles/context", 5, "role"},
      {5, "/confidence", 2.0, "confidence"},
      {5, "/date", "soon", "date"},
      {5, "/cues/0/kind", "smell", "cue"},
      {5, "/evidence", "words", "span"},
      {6, "/reason", "tired", "candidate reason"},
  };
  for (const auto& item : cases) {
    CAPTURE(item.pointer);
    const auto [back, error] = changed(item.line, item.pointer, item.value);
    CHECK(back.empty());
    CHECK_MESSAGE(error.find(item.words) != std::string::npos, error);
  }
  CHECK(read(lines[1] + "\n").second.find("follow") != std::string::npos);
  CHECK(read("[]\n").second.find("object") != std::string::npos);
}

TEST_CASE("values of a wrong kind anywhere are refused, never a crash") {
  std::vector<Json> records;
  std::istringstream stream(to_ndjson(good(), kAll));
  for (std::string line; std::getline(stream, line);) records.push_back(parse(line));
  records[0]["body_start"] = 3;
  records[0]["derived_text"] = true;
  const std::vector<Json> wrong{Json(),        Json(true),     Json(-1),         Json(1.5),     Json("x"),
                                Json::array(), Json::object(), Json::array({1}), Json{{"x", 1}}};
  std::size_t refused = 0;
  for (std::size_t at = 0; at < records.size(); ++at) {
    const auto flat = records[at].flatten();
    for (const auto& [pointer, value] : flat.items()) {
      for (const auto& other : wrong) {
        ExtractionReader reader;
        try {
          for (std::size_t i = 0; i < records.size(); ++i) {
            auto record = records[i];
            if (i == at) record[Json::json_pointer(pointer)] = other;
            (void)reader.take(record);
          }
          (void)reader.finish();
        } catch (const Error& error) {
          CHECK(error.kind() == ErrorKind::kInput);
          ++refused;
        } catch (const std::exception& error) {
          FAIL_CHECK("at " << pointer << " = " << other.dump() << ": " << error.what());
        }
      }
    }
  }
  CHECK(refused > 300);
}

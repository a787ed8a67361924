// SPDX-License-Identifier: Apache-2.0
// Decisions about identity one by one. That any history of them is right is tested in store_history_test.cc.
#include "graph/decisions.h"

#include <algorithm>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/decision_json.h"
#include "graph/dump.h"
#include "graph/export.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::name_key_of;

namespace {

Extraction meeting(const std::string& source, const std::string& a, const std::string& b) {
  ArticleBuilder builder(source);
  const auto first = builder.person(a);
  builder.claim(first, Relation::kMeetsWith, builder.person(b));
  return builder.build();
}

// "Northern Transit Union (NTU)": one body under two names.
Extraction explained(const std::string& source) {
  ArticleBuilder builder(source);
  const auto body = builder.entity(EntityType::kOrganization, "Northern Transit Union", {name_key_of("Northern Transit Union"), {"acronym:ntu", KeyReason::kAcronym}});
  builder.mention(body, "NTU", MentionForm::kAcronym);
  builder.claim(body, Relation::kSupports, builder.person("Ana Ruiz"));
  return builder.build();
}

Extraction by_acronym(const std::string& source) {
  ArticleBuilder builder(source);
  const auto body = builder.entity(EntityType::kOrganization, "NTU", {{"acronym:ntu", KeyReason::kAcronym}}, MentionForm::kAcronym);
  builder.claim(body, Relation::kSupports, builder.person("Omar Haddad"));
  return builder.build();
}

// "He was married to …": somebody of this article whom it does not name.
Extraction unnamed(const std::string& source, const std::string& wife) {
  ArticleBuilder builder(source);
  const auto he = builder.entity(EntityType::kPerson, "He", {{"article:" + source + ":0", KeyReason::kArticle}}, MentionForm::kPronoun);
  builder.claim(he, Relation::kFamilyOf, builder.person(wife));
  auto made = builder.build();
  made.entities[he].name = "unnamed person (\u201CHe\u201D)";
  return made;
}

Decision pair(const Store& store, DecisionKind kind, const std::string& a, const std::string& b) {
  auto decision = decision_of_pair(store.snapshot(), kind, a, b);
  decision.author = "tester";
  decision.reason = "a test";
  return decision;
}

std::string who(const Store& store, const std::string& name) {
  const auto snapshot = store.snapshot();
  return to_string('e', snapshot.entity(snapshot.require(name)).id);
}

ErrorKind kind_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::kInternal;
}

}  // namespace

TEST_CASE("a merge joins two names, later articles too, and undoing it leaves the store that never had it") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(meeting("a.txt", "Kim Jong Un", "Ana Ruiz"));
  store->put(meeting("b.txt", "The Marshal", "Omar Haddad"));
  const auto before = logical_dump(store->snapshot());
  const auto decision = pair(*store, DecisionKind::kMerge, "The Marshal", "Kim Jong Un");
  CHECK(store->decide(decision));
  CHECK_FALSE(store->decide(decision));
  CHECK(who(*store, "Kim Jong Un") == who(*store, "The Marshal"));
  // An article that comes later is placed by it, and again without it.
  store->put(meeting("c.txt", "The Marshal", "Jon Vale"));
  CHECK(store->snapshot().entity(store->snapshot().require("Kim Jong Un")).articles == 3);
  store->undo(decision.id, "tester", "was wrong", "2026-11-30");
  CHECK(who(*store, "Kim Jong Un") != who(*store, "The Marshal"));
  CHECK(store->snapshot().entity(store->snapshot().require("The Marshal")).articles == 2);
  store->retract("c.txt");
  CHECK(logical_dump(store->snapshot()) == before);
  const auto ledger = store->snapshot().ledger();
  REQUIRE(ledger.size() == 2);
  CHECK_FALSE(ledger[0].undone);
  CHECK(ledger[1].undone);
  CHECK(ledger[1].decision.reason == "was wrong");
  CHECK(kind_of([&] { store->undo(decision.id, "tester", "", ""); }) == ErrorKind::kNotFound);
}

TEST_CASE("the unnamed of two articles are two, are found by no pronoun, and are joined by hand alone") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(unnamed("a.txt", "Ana Ruiz"));
  const auto before = logical_dump(store->snapshot());
  store->put(unnamed("b.txt", "Olga Holm"));
  std::vector<std::string> ids;
  store->snapshot().for_each_entity([&](const EntityRecord& entity) {
    if (entity.name == "unnamed person (\u201CHe\u201D)") ids.push_back(to_string('e', entity.id));
    return true;
  });
  REQUIRE(ids.size() == 2);
  for (const auto* asked : {"he", "He", "unnamed person"}) {
    const auto hits = store->snapshot().search(asked, 10);
    CHECK(std::none_of(hits.begin(), hits.end(), [](const SearchHit& hit) { return hit.entity.name.starts_with("unnamed"); }));
    CHECK_FALSE(store->snapshot().resolve(asked).vertex);
  }
  const auto decision = pair(*store, DecisionKind::kMerge, ids[0], ids[1]);
  CHECK(store->decide(decision));
  CHECK(who(*store, ids[0]) == who(*store, ids[1]));
  store->undo(decision.id, "tester", "was wrong", "2026-11-30");
  CHECK(who(*store, ids[0]) != who(*store, ids[1]));
  store->retract("b.txt");
  CHECK(logical_dump(store->snapshot()) == before);
}

TEST_CASE("people of one name whom articles give offices and countries that cannot be one person's are kept apart, and joined again when that article goes") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto met = [](const std::string& source, std::vector<std::pair<const char*, KeyReason>> countries) {
    ArticleBuilder builder(source);
    std::vector<IdentityKey> keys{name_key_of("John Smith")};
    for (const auto& [iso2, reason] : countries) keys.push_back(name_of_country(name_key_of("John Smith").text, iso2, reason));
    const auto john = builder.entity(EntityType::kPerson, "John Smith", std::move(keys));
    builder.claim(john, Relation::kMeetsWith, builder.person("Friend " + source));
    return builder.build();
  };
  // Who the John Smith of each article is, by the articles that speak of him.
  const auto people = [&] {
    std::vector<std::size_t> out;
    store->snapshot().for_each_entity([&](const EntityRecord& entity) {
      if (entity.name == "John Smith") out.push_back(entity.articles);
      return true;
    });
    std::sort(out.begin(), out.end());
    return out;
  };
  using Sizes = std::vector<std::size_t>;
  store->put(met("minister of GB", {{"GB", KeyReason::kOffice}}));
  store->put(met("no word of him", {}));
  store->put(met("Briton", {{"GB", KeyReason::kCitizen}}));
  CHECK(people() == Sizes{3});
  const auto one = logical_dump(store->snapshot());
  store->put(met("cricketer of AU", {{"AU", KeyReason::kCitizen}}));
  CHECK(people() == Sizes{1, 3});  // the bare name is the minister's
  store->put(met("minister of CA", {{"CA", KeyReason::kOffice}}));
  CHECK(people() == Sizes{1, 1, 1, 2});  // or nobody's, when two hold offices
  store->put(met("both", {{"GB", KeyReason::kOffice}, {"CA", KeyReason::kOffice}}));
  CHECK(people() == Sizes{1, 5});  // an article that gives him both countries knows him for one
  store->retract("both");
  CHECK(people() == Sizes{1, 1, 1, 2});
  // People may know better.
  const auto snapshot = store->snapshot();
  std::vector<std::string> ids;
  for (const auto* iso2 : {"GB", "AU"}) ids.push_back(to_string('e', public_id(IdentityClass::kPerson, name_of_country(name_key_of("John Smith").text, iso2, KeyReason::kOffice))));
  CHECK(describe(snapshot.entity(snapshot.require(ids[0]))).find("John Smith (Person of GB, e:") == 0);
  const auto merge = pair(*store, DecisionKind::kMerge, ids[0], ids[1]);
  store->decide(merge);
  CHECK(people() == Sizes{1, 1, 3});
  store->undo(merge.id, "tester", "", "2026-12-01");
  store->retract("minister of CA");
  store->retract("cricketer of AU");
  CHECK(logical_dump(store->snapshot()) == one);
  // Two citizens may be one who has two passports.
  store->put(met("Kiwi", {{"NZ", KeyReason::kCitizen}}));
  store->retract("minister of GB");
  CHECK(people() == Sizes{3});
}

TEST_CASE("a never keeps two names apart that an article ties, and that others tie in a roundabout way") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(explained("a.txt"));
  store->put(by_acronym("b.txt"));
  CHECK(who(*store, "NTU") == who(*store, "Northern Transit Union"));
  const auto apart = pair(*store, DecisionKind::kNever, "NTU", "Northern Transit Union");
  store->decide(apart);
  CHECK(who(*store, "Northern Transit Union") != to_string('e', store->snapshot().entity(store->snapshot().vertex_of("b.txt", by_acronym("b.txt").entities[0])).id));
  // A third name tied to both by merges is with one of them, never with both.
  store->put(meeting("c.txt", "Ana Ruiz", "Omar Haddad"));
  ArticleBuilder builder("d.txt");
  builder.entity(EntityType::kOrganization, "Transit Workers");
  store->put(builder.build());
  store->decide(pair(*store, DecisionKind::kMerge, "Transit Workers", "Northern Transit Union"));
  Decision second;
  second.kind = DecisionKind::kMerge;
  second.keys = {store->snapshot().require_key("Transit Workers").key, apart.keys[0] == store->snapshot().require_key("Northern Transit Union").key ? apart.keys[1] : apart.keys[0]};
  set_decision_id(second);
  const auto body = store->snapshot().require_key("Transit Workers").key;
  const auto acronym = second.keys[0] == body ? second.keys[1] : second.keys[0];
  CHECK(kind_of([&] { (void)pair(*store, DecisionKind::kMerge, "Transit Workers", to_string('e', acronym)); }) == ErrorKind::kInput);  // the never is against it
  // A ledger from elsewhere may hold both: then the never holds, and the weakest tie is left out.
  CHECK(store->decide(second));
  CHECK(who(*store, "Northern Transit Union") != who(*store, to_string('e', acronym)));
  store->undo(second.id, "tester", "", "");
  CHECK(kind_of([&] { store->decide(pair(*store, DecisionKind::kNever, "Transit Workers", "Northern Transit Union")); }) == ErrorKind::kInput);
  store->undo(apart.id, "tester", "", "");
  CHECK(store->decide(second));
  CHECK(who(*store, "NTU") == who(*store, "Northern Transit Union"));
}

TEST_CASE("a split gives the named articles an entity of their own, in their later versions too") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(meeting("news/1", "John Smith", "Ana Ruiz"));
  store->put(meeting("news/2", "John Smith", "Omar Haddad"));
  store->put(meeting("sports/1", "John Smith", "Jon Vale"));
  const auto before = logical_dump(store->snapshot());
  auto split = decision_of_split(store->snapshot(), "John Smith", {"sports/1"});
  split.author = "tester";
  CHECK(store->decide(split));
  const auto articles = [&] {
    std::vector<std::uint32_t> out;
    const auto snapshot = store->snapshot();
    for (const auto& hit : snapshot.search("John Smith", 10)) out.push_back(hit.entity.articles);
    std::sort(out.begin(), out.end());
    return out;
  };
  CHECK(articles() == std::vector<std::uint32_t>{1, 2});
  store->put(meeting("sports/1", "John Smith", "Ana Ruiz"));  // another version
  CHECK(articles() == std::vector<std::uint32_t>{1, 2});
  store->put(meeting("sports/1", "John Smith", "Jon Vale"));
  store->put(meeting("sports/2", "John Smith", "Jon Vale"));  // another article: nobody has said that it means him
  CHECK(articles() == std::vector<std::uint32_t>{1, 3});
  store->retract("sports/2");
  CHECK(!check(store->snapshot()).first_violation);
  CHECK(kind_of([&] { (void)decision_of_split(store->snapshot(), "Ana Ruiz", {"news/2"}); }) == ErrorKind::kNotFound);
  store->undo(split.id, "tester", "", "");
  CHECK(articles() == std::vector<std::uint32_t>{3});
  CHECK(logical_dump(store->snapshot()) == before);
}

TEST_CASE("decisions survive their articles, export and import") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(meeting("a.txt", "Kim Jong Un", "Ana Ruiz"));
  store->put(meeting("b.txt", "The Marshal", "Omar Haddad"));
  store->decide(pair(*store, DecisionKind::kMerge, "The Marshal", "Kim Jong Un"));
  std::string written;
  write_export(store->snapshot(), ExportFormat::kJsonl, {}, [&](std::string_view text) { written += text; });
  const auto at = written.find("{\"kind\":\"decision\"");
  REQUIRE(at != std::string::npos);
  const auto decision = decision_of(Json::parse(written.substr(at)));
  const auto copy = Store::open("copy", OpenMode::kMemory);
  copy->decide(decision);
  copy->put(meeting("b.txt", "The Marshal", "Omar Haddad"));
  copy->put(meeting("a.txt", "Kim Jong Un", "Ana Ruiz"));
  CHECK(copy->snapshot().digest() == store->snapshot().digest());
  store->retract("b.txt");
  store->put(meeting("b.txt", "The Marshal", "Omar Haddad"));
  CHECK(who(*store, "Kim Jong Un") == who(*store, "The Marshal"));
  CHECK(copy->snapshot().digest() == store->snapshot().digest());
}

TEST_CASE("malformed decisions are refused") {
  const auto refused = [](const char* text) { return kind_of([&] { (void)decision_of(Json::parse(text)); }) == ErrorKind::kInput; };
  CHECK(refused("[]"));
  CHECK(refused(R"({"decision": "marry", "keys": []})"));
  CHECK(refused(R"({"decision": "merge", "keys": ["e:aaaaaaaaaaaaaaaaaaaaaaaa"]})"));
  CHECK(refused(R"({"decision": "merge", "keys": ["e:aaaaaaaaaaaaaaaaaaaaaaaa", "e:aaaaaaaaaaaaaaaaaaaaaaaa"]})"));
  CHECK(refused(R"({"decision": "split", "keys": ["e:aaaaaaaaaaaaaaaaaaaaaaaa"]})"));
  CHECK(refused(R"({"decision": "merge", "keys": [7, 8]})"));
  Decision decision;
  decision.keys = {make_id({"a"}), make_id({"b"})};
  set_decision_id(decision);
  CHECK(!find_fault(decision));
  decision.keys[0] = make_id({"c"});
  CHECK(find_fault(decision));
  const auto store = Store::open("m", OpenMode::kMemory);
  CHECK(kind_of([&] { store->decide(decision); }) == ErrorKind::kInput);
}

TEST_CASE("keys group by the strongest ties that never join what must stay apart") {
  const std::vector<Id> keys{make_id({"a"}), make_id({"b"}), make_id({"c"}), make_id({"d"})};
  Decision never;
  never.kind = DecisionKind::kNever;
  never.keys = {keys[0], keys[2]};
  set_decision_id(never);
  const Decisions decisions({never});
  std::vector<Tie> chain{{0, 1, 3}, {1, 2, 1}, {2, 3, 2}};
  CHECK(group_keys(keys, chain, Decisions({})) == std::vector<std::size_t>{0, 0, 0, 0});
  CHECK(group_keys(keys, chain, decisions) == std::vector<std::size_t>{0, 1, 1, 1});  // the weakest tie of the chain goes
  std::vector<Tie> other{{0, 1, 1}, {1, 2, 3}, {2, 3, 2}};
  CHECK(group_keys(keys, other, decisions) == std::vector<std::size_t>{0, 0, 1, 1});
}

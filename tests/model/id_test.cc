// SPDX-License-Identifier: Apache-2.0
#include "model/id.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "doctest/doctest.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;  // NOLINT(google-build-using-namespace)

// The values were worked out with another program's SHA-256 and base32.
TEST_CASE("ids are the same for ever and on every machine") {
  CHECK(to_string('a', make_id({"ab", "c"})) == "a:ipxgkvlz3ya4u443h6k4dqwt");
  CHECK(to_base32(make_id({})) == "4oymiquy7qobjgx36tejs35z");
  Article article;
  article.source = "news/1.txt";
  article.text = "Kim Jong Un met Ana Ruiz.";
  set_article_id(article);
  CHECK(to_string('a', article.id) == "a:6ahtzpemjvnymfjei2tbttls");
  const auto extraction =
      entente::testing::simple_article("news/1.txt", "Kim Jong Un", Relation::kMeetsWith, "Ana Ruiz");
  CHECK(to_string('e', extraction.entities[0].id) == "e:ebd74nekdbahfhrcqm5f32rq");
  CHECK(to_string('c', extraction.claims[0].id) == "c:k6zm5d75ouin6o6bgjb4l3en");
}

TEST_CASE("the parts of an id cannot be shifted into one another") {
  CHECK(make_id({"ab", "c"}) != make_id({"a", "bc"}));
  CHECK(make_id({"abc"}) != make_id({"abc", ""}));
  CHECK(make_id({}) != make_id({""}));
}

TEST_CASE("SHA-256 is SHA-256") {
  const auto hash = sha256("abc");
  CHECK(hash[0] == 0xba);
  CHECK(hash[1] == 0x78);
  CHECK(hash[31] == 0xad);
}

TEST_CASE("the written form of an id reads back as the same id") {
  entente::testing::RandomWorld random(1);
  for (int i = 0; i < 1000; ++i) {
    Id id;
    for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random.pick(256));
    if (i == 0) id.bytes.fill(0);
    if (i == 1) id.bytes.fill(0xff);
    for (const char kind : {'a', 'c', 'd', 'e'}) {
      const auto text = to_string(kind, id);
      CHECK(text.size() == 26);
      CHECK(parse_id(kind, text) == id);
      auto dotted = text;
      dotted[1] = '.';
      CHECK(parse_id(kind, dotted) == id);
    }
    CHECK(bytes_of(id).size() == Id::kSize);
  }
}

TEST_CASE("what is not of the form of an id is no id") {
  const auto good = to_string('e', make_id({"x"}));
  for (const auto& text :
       {std::string(), std::string("e"), std::string("e:"), good.substr(0, 25), good + "a",
        "a" + good.substr(1), "e-" + good.substr(2), "e:" + std::string(24, 'A'), "e:" + std::string(24, '1'),
        "e:" + std::string(24, '8'), "e:" + std::string(23, 'a') + "="}) {
    CAPTURE(text);
    CHECK(!parse_id('e', text));
  }
  CHECK(parse_id('e', good));
  CHECK(!parse_id('a', good));
}

TEST_CASE("an empty id is all zero bytes") {
  CHECK(Id{}.empty());
  CHECK(!make_id({"x"}).empty());
  CHECK(to_base32(Id{}) == std::string(24, 'a'));
}

TEST_CASE("ids sort and hash as their bytes") {
  std::set<Id> sorted;
  std::unordered_set<Id> hashed;
  for (int i = 0; i < 500; ++i) {
    sorted.insert(make_id({std::to_string(i % 250)}));
    hashed.insert(make_id({std::to_string(i % 250)}));
  }
  CHECK(sorted.size() == 250);
  CHECK(hashed.size() == 250);
  CHECK(std::is_sorted(sorted.begin(), sorted.end(),
                       [](const Id& a, const Id& b) { return bytes_of(a) < bytes_of(b); }));
}

TEST_CASE("a set hash depends on the members alone, not on how they came and went") {
  SetHash one;
  one.add("a");
  CHECK(one.hex() == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  one.add("b");
  CHECK(one.hex() == "08bb6929ca5416152e4c8118ff048e8232446af99c507bbc84f46534858b4958");

  entente::testing::RandomWorld random(2);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> members;
    for (std::size_t i = 0; i < 1 + random.pick(20); ++i) members.push_back("member " + std::to_string(i));
    SetHash straight;
    for (const auto& member : members) straight.add(member);
    SetHash wandering;
    auto order = members;
    random.shuffle(order);
    for (const auto& member : order) {
      wandering.add("guest of " + member);
      wandering.add(member);
      if (random.chance(50)) {
        wandering.remove(member);
        wandering.add(member);
      }
    }
    CHECK(wandering != straight);
    random.shuffle(order);
    for (const auto& member : order) wandering.remove("guest of " + member);
    CHECK(wandering == straight);
    CHECK(wandering.hex() == straight.hex());
    CHECK(SetHash::from_bytes(straight.bytes()) == straight);
    for (const auto& member : members) wandering.remove(member);
    CHECK(wandering == SetHash());
  }
}

TEST_CASE("a stored set hash of the wrong size is damage") {
  CHECK_THROWS_AS((void)SetHash::from_bytes("short"), Error);
  CHECK_THROWS_AS((void)SetHash::from_bytes(std::string(33, 'x')), Error);
}

TEST_CASE("an index of ids finds their places, and which stands there again") {
  std::vector<Id> ids;
  for (const auto* text : {"c", "a", "d", "b"}) ids.push_back(make_id({text}));
  const auto index_of = [](const std::vector<Id>& list) { return IdIndex(list.size(), [&](std::size_t i) { return list[i]; }); };
  const auto index = index_of(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(index.find(ids[i]) == i);
  CHECK(!index.find(make_id({"e"})));
  CHECK(!index.find_repeated());
  ids.insert(ids.end(), {ids[3], ids[0], ids[3]});
  CHECK(index_of(ids).find_repeated() == 4);
  CHECK(index_of(ids).find(ids[3]) == 3);
  CHECK(!index_of({}).find_repeated());
}

TEST_CASE("every kind of error has its code, exit code and HTTP status") {
  const std::vector<std::tuple<ErrorKind, std::string, int, int>> rows{
      {ErrorKind::kUsage, "usage", 2, 400},        {ErrorKind::kInput, "input", 1, 422},
      {ErrorKind::kNotFound, "not_found", 4, 404}, {ErrorKind::kAmbiguous, "ambiguous", 4, 409},
      {ErrorKind::kStore, "store", 1, 503},        {ErrorKind::kLimit, "limit", 1, 413},
      {ErrorKind::kSystem, "system", 1, 503},      {ErrorKind::kInternal, "internal", 1, 500}};
  for (const auto& [kind, code, exit_code, status] : rows) {
    CHECK(info(kind).code == code);
    CHECK(info(kind).exit_code == exit_code);
    CHECK(info(kind).http_status == status);
    CHECK(std::string(info(kind).title) != "");
    CHECK(Error(kind, "why").kind() == kind);
  }
}

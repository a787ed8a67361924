// SPDX-License-Identifier: Apache-2.0
// What is on disk. The pinned bytes below may never change: a store that somebody filled must stay readable.
#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "graph/coding.h"
#include "graph/layout.h"
#include "model/error.h"
#include "model/json.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15u]);
  }
  return out;
}

Row random_row(RandomWorld& world) {
  Row row;
  row.neighbour = static_cast<NodeId>(world.pick(1u << 31));
  row.ingest = static_cast<IngestId>(world.pick(1u << 31));
  row.claim = static_cast<std::uint16_t>(world.pick(0x10000));
  row.relation = relations()[world.pick(relations().size())].relation;
  row.outgoing = world.chance(50);
  row.polarity = static_cast<Polarity>(world.pick(2));
  row.modality = static_cast<Modality>(world.pick(5));
  row.attributed = world.chance(50);
  row.dated = world.chance(50);
  row.confidence = static_cast<std::uint16_t>(world.pick(1001));
  row.tie = static_cast<std::uint16_t>(world.pick(0x10000));
  if (row.dated) {
    row.first_day = static_cast<std::int32_t>(world.pick(60000)) - 30000;
    row.last_day = row.first_day + static_cast<std::int32_t>(world.pick(900));
  }
  return row;
}

NodeRecord random_node(RandomWorld& world) {
  NodeRecord record;
  record.identity_class = static_cast<IdentityClass>(1 + world.pick(8));
  record.key = {"key " + std::to_string(world.pick(1000)), static_cast<KeyReason>(world.pick(5))};
  record.uses = static_cast<std::uint32_t>(world.pick(100000));
  record.mentions = static_cast<std::uint32_t>(world.pick(100000));
  record.articles = static_cast<std::uint32_t>(world.pick(100000));
  for (std::size_t i = world.pick(5); i > 0; --i) {
    record.links[static_cast<NodeId>(world.pick(1u << 30))] = static_cast<std::uint32_t>(1 + world.pick(300));
    record.aliases["alias " + std::to_string(world.pick(1000))] =
        static_cast<std::uint32_t>(1 + world.pick(300));
    record.names["Émile " + std::to_string(world.pick(1000))] =
        static_cast<std::uint32_t>(1 + world.pick(300));
    record.types[static_cast<EntityType>(1 + world.pick(10))] =
        static_cast<std::uint32_t>(1 + world.pick(300));
    record.reasons[static_cast<KeyReason>(world.pick(5))] = static_cast<std::uint32_t>(1 + world.pick(300));
  }
  return record;
}

// Reading damaged bytes gives an Error of the store or a value, never anything else.
template <class Read>
void read_damaged(const std::string& bytes, RandomWorld& world, const Read& read) {
  const auto attempt = [&](const std::string& damaged) {
    try {
      read(damaged);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::kStore);
    }
  };
  for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 97)
    attempt(bytes.substr(0, length));
  for (int i = 0; i < 60 && !bytes.empty(); ++i) {
    auto damaged = bytes;
    damaged[world.pick(damaged.size())] = static_cast<char>(world.pick(256));
    if (world.chance(30)) damaged[world.pick(damaged.size())] = '\xff';
    attempt(damaged);
  }
}

}  // namespace

TEST_CASE("the bytes of a row are those of storage version 3") {
  CHECK(kStorageVersion == 3);
  Row row;
  row.neighbour = 0x01020304;
  row.ingest = 0x0a0b0c0d;
  row.claim = 0x1122;
  row.relation = Relation::kSigned;
  row.outgoing = true;
  row.polarity = Polarity::kNegative;
  row.modality = Modality::kPlanned;
  row.attributed = true;
  row.dated = true;
  row.confidence = 930;
  row.first_day = 20540;
  row.last_day = -2;
  std::string bytes;
  append_row(bytes, row);
  CHECK(hex(bytes) ==
        "04030201"
        "0d0c0b0a"
        "2211"
        "16"
        "67"
        "a203"
        "0000"
        "3c500000"
        "feffffff");
  CHECK(read_row(bytes, 0) == row);
}

TEST_CASE("the bytes of keys are those of storage version 3") {
  CHECK(hex(node_key(0x01020304)) == "01020304");
  CHECK(hex(ingest_key(5)) == "00000005");
  CHECK(hex(adjacency_key(7, 0x00012fff)) ==
        "00000007"
        "00012fff");
  CHECK(hex(posting_key(7, 9)) ==
        "00000007"
        "00000009");
  CHECK(hex(name_key('n', "kim", 258)) ==
        "6e"
        "6b696d"
        "00"
        "00000102");
  const auto parsed = parse_name_key(name_key('w', "jong un", 77));
  CHECK(parsed.kind == 'w');
  CHECK(parsed.folded == "jong un");
  CHECK(parsed.node == 77);
  CHECK_THROWS_AS((void)parse_name_key("n1234"), Error);
}

TEST_CASE("families keep their numbers and names") {
  CHECK(kFamilyNames.size() == 14);
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kMeta)] == "meta");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kArticle)] == "article");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kArticleId)] == "article_id");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kSource)] == "source");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kNode)] == "node");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kNodeKey)] == "node_key");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kComponent)] == "component");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kAdjacency)] == "adjacency");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kName)] == "name");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kPosting)] == "posting");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kDecision)] == "decision");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kPrint)] == "print");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kOrigin)] == "origin");
  CHECK(kFamilyNames[static_cast<std::size_t>(Family::kHistory)] == "history");
}

TEST_CASE("the bytes of a node, a component and the counts are those of storage version 3") {
  NodeRecord record;
  record.identity_class = IdentityClass::kCountry;
  record.key = {"iso3166:KP", KeyReason::kOutsideId};
  record.uses = 300;
  record.reasons = {{KeyReason::kOutsideId, 300}};
  record.mentions = 5;
  record.links = {{9, 2}};
  record.aliases = {{"DPRK", 3}};
  record.names = {{"North Korea", 1}};
  record.types = {{EntityType::kCountry, 4}};
  record.articles = 6;
  record.chunks = {7, 9};
  record.last_rows = 3;
  CHECK(record.chunk_of(6) == 0);
  CHECK(record.chunk_of(7) == 7);
  CHECK(record.chunk_of(8) == 7);
  CHECK(record.chunk_of(100) == 9);
  CHECK(hex(encode(record)) ==
        "03"
        "02"
        "0a69736f333136363a4b50"
        "ac02"
        "01"
        "02ac02"
        "05"
        "01"
        "0902"
        "01"
        "044450524b"
        "03"
        "01"
        "0b4e6f727468204b6f726561"
        "01"
        "01"
        "0504"
        "06"
        "02" "07" "09"
        "03");
  CHECK(hex(encode(ComponentRecord{7, {}})) == "0700");
  CHECK(hex(encode(ComponentRecord{7, {5, 7, 200}})) ==
        "0703"
        "05"
        "07"
        "c801");
  CHECK(hex(encode(Counts{1, 2, 300, 4})) == "0102ac0204");
}

TEST_CASE("the public id of a key never changes") {
  CHECK(to_string('e', public_id(IdentityClass::kCountry, {"iso3166:KP", KeyReason::kOutsideId})) ==
        "e:6gozk4giuegtn57rbmhm6rar");
  // The reason is why, not what.
  CHECK(public_id(IdentityClass::kBody, {"ntu", KeyReason::kName}) ==
        public_id(IdentityClass::kBody, {"ntu", KeyReason::kAcronym}));
  CHECK(public_id(IdentityClass::kPerson, {"paris", KeyReason::kName}) !=
        public_id(IdentityClass::kPlace, {"paris", KeyReason::kName}));
}

TEST_CASE("an article's record is the same for ever") {
  entente::testing::ArticleBuilder builder("feed/1.txt");
  builder.url("https://news.example/1").title("Pact").published("2026-03-31");
  const auto a = builder.person("Kim Jong Un");
  const auto b = builder.country("France");
  const auto c = builder.organization("Harbour News");
  builder.outside_id(b, "iso3166", "FR");
  builder.claim(a, Relation::kMeetsWith, b,
                {.confidence = 0.93,
                 .date = "2026-03",
                 .polarity = Polarity::kNegative,
                 .speakers = {c},
                 .unnamed_speaker = "analysts",
                 .roles = {{Role::kPlace, b}},
                 .context = "media"});
  builder.candidate(a, c, CandidateReason::kNoTrigger);
  CHECK(to_base32(make_id({encode(builder.build())})) == "5dke3wqhntle7p7h4xiyrsz4");
}

TEST_CASE("ids that follow from the article are worked out again, others are kept") {
  entente::testing::ArticleBuilder builder("feed/2.txt");
  const auto a = builder.person("Maria Lopez");
  const auto b = builder.country("Norway");
  builder.claim(a, Relation::kVisits, b);
  const auto own = builder.build();
  CHECK(own.claims.front().id == make_claim_id(own.article.id, own.claims.front()));
  const auto record = encode(own);
  CHECK(to_ndjson(decode_article(record), {}) == to_ndjson(own, {}));

  // Claims of others bring ids of their own.
  auto foreign = own;
  foreign.claims.front().id = make_id({"somebody else's claim"});
  CHECK(to_ndjson(decode_article(encode(foreign)), {}) == to_ndjson(foreign, {}));
  CHECK(encode(foreign).size() == record.size() + Id::kSize);
  foreign.entities.front().id = make_id({"somebody else's entity"});
  foreign.claims.front().subject = foreign.entities.front().id;
  CHECK(to_ndjson(decode_article(encode(foreign)), {}) == to_ndjson(foreign, {}));
  CHECK(encode(foreign).size() == record.size() + (own.entities.size() + 1) * Id::kSize);
}

TEST_CASE("decoding undoes encoding for rows, nodes, components and counts") {
  RandomWorld world(11);
  std::string packed;
  std::vector<Row> rows;
  for (int i = 0; i < 2000; ++i) {
    rows.push_back(random_row(world));
    append_row(packed, rows.back());
  }
  REQUIRE(row_count(packed) == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(read_row(packed, i) == rows[i]);
  CHECK_THROWS_AS((void)row_count(packed.substr(1)), Error);

  for (int i = 0; i < 500; ++i) {
    const auto record = random_node(world);
    const auto bytes = encode(record);
    const auto back = decode_node(bytes);
    CHECK(encode(back) == bytes);
    CHECK(back.identity_class == record.identity_class);
    CHECK(back.key == record.key);
    CHECK(back.uses == record.uses);
    CHECK(back.reasons == record.reasons);
    CHECK(back.links == record.links);
    CHECK(back.aliases == record.aliases);
    CHECK(back.names == record.names);
    CHECK(back.types == record.types);
    CHECK(back.mentions == record.mentions);
    CHECK(back.articles == record.articles);
  }
  const ComponentRecord component{70000, {1, 300, 70000}};
  CHECK(decode_component(encode(component)).representative == 70000);
  CHECK(decode_component(encode(component)).members == component.members);
  const Counts counts{1u << 20, 3, std::uint64_t{1} << 40, 12345};
  CHECK(decode_counts(encode(counts)) == counts);
}

TEST_CASE("an article comes back from its record as it was put in") {
  RandomWorld world(12);
  for (int i = 0; i < 300; ++i) {
    const auto article = world.article(10);
    const auto bytes = encode(article);
    const auto back = decode_article(bytes);
    CHECK(to_ndjson(back, {.with_text = true, .with_candidates = true}) ==
          to_ndjson(article, {.with_text = true, .with_candidates = true}));
    CHECK(!find_fault(back));
    CHECK(encode(back) == bytes);
    const auto head = decode_article_head(bytes);
    CHECK(head.id == article.article.id);
    CHECK(head.text == article.article.text);
    CHECK(head.status == article.article.status);
  }
}

TEST_CASE("damaged records give an error, never a crash") {
  RandomWorld world(13);
  for (int i = 0; i < 40; ++i) {
    read_damaged(encode(world.article(10)), world, [](const std::string& bytes) {
      // What still reads must be safe to use.
      const auto back = decode_article(bytes);
      (void)find_fault(back);
      (void)to_ndjson(back, {.with_text = true, .with_candidates = true});
    });
    read_damaged(encode(random_node(world)), world, [](const std::string& bytes) {
      const auto back = decode_node(bytes);
      for (const auto& [type, count] : back.types) CHECK(!info(type).name.empty());
      CHECK(!name_of(back.key.reason).empty());
    });
    read_damaged(encode(ComponentRecord{70000, {1, 300, 70000}}), world,
                 [](const std::string& bytes) { (void)decode_component(bytes); });
    std::string row;
    append_row(row, random_row(world));
    read_damaged(row, world, [](const std::string& bytes) {
      if (row_count(bytes) == 0) return;
      const auto back = read_row(bytes, 0);
      CHECK(!name_of(back.relation).empty());
      CHECK(!name_of(back.modality).empty());
    });
  }
}

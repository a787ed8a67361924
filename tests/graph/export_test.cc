// SPDX-License-Identifier: Apache-2.0
#include "graph/export.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/store.h"
#include "model/error.h"
#include "model/json.h"
#include "tests/support/builders.h"
#include "tests/support/naive_store.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::RandomWorld;

namespace {

std::string exported(const Snapshot& snapshot, ExportFormat format, const ExportOptions& options = {},
                     ExportCounts* counts = nullptr) {
  std::string out;
  const auto result = write_export(snapshot, format, options, [&](std::string_view piece) { out += piece; });
  if (counts != nullptr) *counts = result;
  return out;
}

// An element of an XML file as far as these files need it.
struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;
  std::vector<Element> children;
};

// Reads well-formed XML and throws at anything that is not, entity references in text included: the writer
// may not use them.
class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c < 0x20 && c != '\n' && c != '\t') fail("a forbidden character");
    }
  }
  Element read() {
    expect("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    auto root = element();
    if (text_.substr(at_) != "\n") fail("something after the root");
    return root;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " at " + std::to_string(at_) + ": " + std::string(text_.substr(at_, 60)));
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void expect(std::string_view word) {
    if (!take(word)) fail("expected " + std::string(word));
  }
  std::string name() {
    const auto begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == ':' ||
                                  text_[at_] == '.' || text_[at_] == '_')) {
      ++at_;
    }
    if (begin == at_) fail("expected a name");
    return std::string(text_.substr(begin, at_ - begin));
  }
  Element element() {
    expect("<");
    Element out;
    out.name = name();
    while (take(" ")) {
      const auto key = name();
      expect("=\"");
      const auto end = text_.find('"', at_);
      const auto value = text_.substr(at_, end - at_);
      if (value.find_first_of("<&\n") != std::string_view::npos) fail("an attribute that needs escapes");
      if (!out.attributes.emplace(key, value).second) fail("an attribute twice");
      at_ = end + 1;
    }
    if (take("/>")) return out;
    expect(">");
    while (true) {
      if (take("<![CDATA[")) {
        const auto end = text_.find("]]>", at_);
        if (end == std::string_view::npos) fail("an open CDATA section");
        out.text += text_.substr(at_, end - at_);
        at_ = end + 3;
      } else if (take("</")) {
        if (name() != out.name) fail("a wrong end tag");
        expect(">");
        return out;
      } else if (text_.substr(at_, 1) == "<") {
        out.children.push_back(element());
      } else {
        if (at_ >= text_.size()) fail("an open element");
        if (text_[at_] == '&' || text_.substr(at_, 3) == "]]>") fail("text that needs a CDATA section");
        out.text.push_back(text_[at_++]);
      }
    }
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

struct GraphmlFile {
  std::map<std::string, std::map<std::string, std::string>> nodes;  // id -> key -> value
  std::vector<std::pair<std::map<std::string, std::string>, std::map<std::string, std::string>>> edges;
};

bool is_portable_id(const std::string& id) {
  return !id.empty() && std::isalnum(static_cast<unsigned char>(id[0])) != 0 &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
         });
}

// Checks on the way all that the readers of other programs stumble over.
GraphmlFile read_graphml(const std::string& text) {
  const auto root = XmlReader(text).read();
  REQUIRE(root.name == "graphml");
  GraphmlFile file;
  std::map<std::string, std::pair<std::string, std::string>> keys;  // id -> domain, type
  std::set<std::string> lower_case;
  std::set<std::string> ids;
  const Element* graph = nullptr;
  for (const auto& child : root.children) {
    if (child.name == "key") {
      CHECK(graph == nullptr);
      const auto& id = child.attributes.at("id");
      CHECK(lower_case.insert(id).second);
      CHECK(std::none_of(id.begin(), id.end(), [](unsigned char c) { return std::isupper(c) != 0; }));
      const std::set<std::string> types{"boolean", "int", "long", "float", "double", "string"};
      CHECK(types.contains(child.attributes.at("attr.type")));
      keys[id] = {child.attributes.at("for"), child.attributes.at("attr.type")};
    } else {
      REQUIRE(child.name == "graph");
      graph = &child;
    }
  }
  REQUIRE(graph != nullptr);
  CHECK(graph->attributes.at("edgedefault") == "directed");
  const auto data_of = [&](const Element& element) {
    std::map<std::string, std::string> data;
    for (const auto& item : element.children) {
      REQUIRE(item.name == "data");
      const auto& key = item.attributes.at("key");
      REQUIRE(keys.contains(key));
      CHECK(keys.at(key).first == element.name);
      CHECK(data.emplace(key, item.text).second);
      const auto& type = keys.at(key).second;
      if (type == "int") CHECK(item.text.find_first_not_of("0123456789") == std::string::npos);
      if (type == "double") CHECK(item.text.find_first_not_of("0123456789.") == std::string::npos);
      if (type == "boolean") CHECK((item.text == "true" || item.text == "false"));
    }
    return data;
  };
  for (const auto& child : graph->children) {
    const auto& id = child.attributes.at("id");
    CHECK(is_portable_id(id));
    CHECK(ids.insert(id).second);
    if (child.name == "node") {
      CHECK(file.edges.empty());
      file.nodes[id] = data_of(child);
    } else {
      REQUIRE(child.name == "edge");
      CHECK(file.nodes.contains(child.attributes.at("source")));
      CHECK(file.nodes.contains(child.attributes.at("target")));
      file.edges.emplace_back(child.attributes, data_of(child));
      CHECK(std::stod(file.edges.back().second.at("weight")) > 0);
    }
  }
  return file;
}

std::unique_ptr<Store> small_store() {
  ArticleBuilder first("a.txt");
  first.url("https://news.example/a").published("2026-03-31T08:00:00Z");
  const auto kim = first.person("Kim Jong Un");
  const auto ana = first.person("Ana Ruiz");
  const auto pact = first.entity(EntityType::kAgreement, "Harbour Pact");
  const auto news = first.organization("Harbour News");
  first.claim(kim, Relation::kSigned, pact, {.confidence = 0.93, .date = "2026-03-28", .speakers = {news}});
  first.claim(kim, Relation::kMeetsWith, ana, {.confidence = 0.8, .date = "2026-02"});
  first.claim(kim, Relation::kSupports, ana, {.modality = Modality::kPlanned});
  ArticleBuilder second("b.txt");
  second.published("2026-04-02");
  const auto a = second.person("Ana Ruiz");
  const auto k = second.person("Kim Jong Un");
  second.claim(a, Relation::kMeetsWith, k, {.confidence = 0.5, .date = "2025"});
  second.claim(a, Relation::kMeetsWith, k, {.confidence = 0.6, .polarity = Polarity::kNegative});
  auto store = Store::open("export", OpenMode::kMemory);
  store->put(first.build());
  store->put(second.build());
  return store;
}

std::size_t count_of(const std::string& text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

}  // namespace

TEST_CASE("the formats have one table, and a format is found by its name") {
  for (const auto& row : export_formats()) {
    CHECK(find_export_format(row.name) == row.format);
    CHECK(row.extension.front() == '.');
    CHECK(!row.media_type.empty());
    CHECK(!row.meaning.empty());
  }
  CHECK(!find_export_format("gexf"));
}

TEST_CASE("GraphML holds each entity and each edge once, with what is known of it") {
  const auto store = small_store();
  const auto snapshot = store->snapshot();
  ExportCounts counts;
  const auto file = read_graphml(exported(snapshot, ExportFormat::kGraphml, {}, &counts));
  CHECK(counts.nodes == 4);
  CHECK(counts.edges == 2);
  CHECK(counts.articles == 2);
  CHECK(counts.claims == 3);
  CHECK(!counts.truncated);
  REQUIRE(file.nodes.size() == 4);
  const auto kim_id = snapshot.entity(snapshot.require("Kim Jong Un")).id;
  const auto ana_id = snapshot.entity(snapshot.require("Ana Ruiz")).id;
  const auto& kim = file.nodes.at("e." + to_base32(kim_id));
  CHECK(kim.at("label") == "Kim Jong Un");
  CHECK(kim.at("n_type") == "Person");
  CHECK(kim.at("n_id") == to_string('e', kim_id));
  CHECK(kim.at("color") == info(EntityType::kPerson).colour);
  CHECK(kim.at("n_articles") == "2");
  CHECK(kim.at("n_mentions") == "2");
  REQUIRE(file.edges.size() == 2);
  for (const auto& [attributes, data] : file.edges) {
    if (attributes.at("label") == "SIGNED") {
      CHECK(attributes.at("source") == "e." + to_base32(kim_id));
      CHECK(!attributes.contains("directed"));
      CHECK(data.at("edgelabel") == "signed");
      CHECK(data.at("e_relation") == "SIGNED");
      CHECK(data.at("e_group") == "agreement");
      CHECK(data.at("e_symmetric") == "false");
      CHECK(data.at("e_confidence") == "0.93");
      CHECK(data.at("e_state") == "asserted");
      CHECK(data.at("e_quote") == "Harbour News says: Kim Jong Un SIGNED Harbour Pact.");
      CHECK(data.at("e_speakers") == "Harbour News");
      CHECK(data.at("e_source") == "a.txt");
      CHECK(data.at("e_url") == "https://news.example/a");
      CHECK(data.at("e_first_date") == "2026-03-28");
      CHECK(data.at("e_last_date") == "2026-03-28");
      CHECK(data.at("e_article_dates") == "2026-03-31");
    } else {
      CHECK(attributes.at("label") == "MEETS_WITH");
      CHECK(!attributes.contains("directed"));  // networkx would refuse the file
      CHECK(data.at("e_symmetric") == "true");
      CHECK(attributes.at("source") == "e." + to_base32(std::min(kim_id, ana_id)));
      CHECK(attributes.at("target") == "e." + to_base32(std::max(kim_id, ana_id)));
      CHECK(data.at("e_claims") == "2");
      CHECK(data.at("e_origins") == "2");
      CHECK(data.at("weight") == "2");
      CHECK(data.at("e_confidence") == "0.9");
      CHECK(data.at("e_first_date") == "2025-01-01");
      CHECK(data.at("e_last_date") == "2026-02-28");
      CHECK(data.at("e_article_dates") == "2026-03-31; 2026-04-02");
      CHECK(data.at("e_quote") == "Kim Jong Un MEETS_WITH Ana Ruiz.");
    }
  }
}

TEST_CASE("the state of an edge tells assertions, disputes, denials and plans apart") {
  const auto store = small_store();
  ExportOptions options;
  options.filter = entente::testing::every_claim();
  const auto file = read_graphml(exported(store->snapshot(), ExportFormat::kGraphml, options));
  std::map<std::string, std::string> states;
  for (const auto& [attributes, data] : file.edges) states[attributes.at("label")] = data.at("e_state");
  CHECK(states == std::map<std::string, std::string>{
                      {"SIGNED", "asserted"}, {"MEETS_WITH", "disputed"}, {"SUPPORTS", "planned"}});
  for (const auto& [attributes, data] : file.edges) {
    if (attributes.at("label") == "MEETS_WITH") CHECK(data.at("e_polarity") == "positive; negative");
  }
}

TEST_CASE("strict GraphML differs only in what the schema or other readers forbid") {
  const auto store = small_store();
  ExportOptions options;
  options.strict = true;
  const auto strict = exported(store->snapshot(), ExportFormat::kGraphml, options);
  auto loose = exported(store->snapshot(), ExportFormat::kGraphml);
  for (const auto& [attributes, data] : read_graphml(strict).edges) {
    CHECK(!attributes.contains("label"));
    CHECK(!attributes.contains("directed"));
  }
  for (const std::string word : {" label=\"SIGNED\"", " label=\"MEETS_WITH\""}) {
    for (auto at = loose.find(word); at != std::string::npos; at = loose.find(word))
      loose.erase(at, word.size());
  }
  CHECK(loose == strict);
}

TEST_CASE("odd characters survive GraphML, and those that XML forbids are dropped") {
  const std::vector<std::pair<std::string, std::string>> names{
      {"A < B & C > D", "A < B & C > D"},
      {"end ]]> of ]]> section", "end ]]> of ]]> section"},
      {"]]>", "]]>"},
      {"\"quoted\" and 'so'", "\"quoted\" and 'so'"},
      {"&amp; &#65; &lt;", "&amp; &#65; &lt;"},
      {"tab\there", "tab\there"},
      {"bell\x07 and \x1b[1m", "bell and [1m"},
      {"two\r\nlines\rthree", "two\nlines\nthree"},
      {"김정은 \xF0\x9F\x9A\xA2 e\xCC\x81", "김정은 \xF0\x9F\x9A\xA2 e\xCC\x81"},
      {"not a \xEF\xBF\xBE\xEF\xBF\xBF character", "not a  character"},
      {"broken \xff\xc3 and \xed\xa0\x80 \xf0\x9f",
       "broken \xEF\xBF\xBD\xEF\xBF\xBD and \xEF\xBF\xBD \xEF\xBF\xBD"},
      {"over\xc0\xaflong", "over\xEF\xBF\xBD\xEF\xBF\xBDlong"},
  };
  ArticleBuilder builder("odd & <source>.txt");
  builder.url("https://news.example/?a=1&b=2");
  std::vector<std::size_t> numbers;
  std::multiset<std::string> expected;
  for (std::size_t i = 0; i < names.size(); ++i) {
    numbers.push_back(builder.entity(EntityType::kOrganization, names[i].first,
                                     {{"k" + std::to_string(i), KeyReason::kName}}));
    expected.insert(names[i].second);
  }
  for (std::size_t i = 1; i < numbers.size(); ++i)
    builder.claim(numbers[i - 1], Relation::kSupports, numbers[i]);
  const auto store = Store::open("odd", OpenMode::kMemory);
  store->put(builder.build());
  const auto file = read_graphml(exported(store->snapshot(), ExportFormat::kGraphml));
  std::multiset<std::string> labels;
  for (const auto& [id, data] : file.nodes) labels.insert(data.at("label"));
  CHECK(labels == expected);
  REQUIRE(file.edges.size() == names.size() - 1);
  for (const auto& [attributes, data] : file.edges) {
    CHECK(data.at("e_source") == "odd & <source>.txt");
    CHECK(data.at("e_url") == "https://news.example/?a=1&b=2");
    CHECK(data.at("e_quote").find("SUPPORTS") != std::string::npos);
  }
  // Graphviz: every quote that is not escaped opens or closes a string.
  const auto dot = exported(store->snapshot(), ExportFormat::kDot);
  std::istringstream lines(dot);
  std::string line;
  std::size_t nodes = 0;
  while (std::getline(lines, line)) {
    bool open = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\')
        ++i;
      else if (line[i] == '"')
        open = !open;
    }
    CHECK(!open);
    if (line.find("tooltip=") != std::string::npos) ++nodes;
  }
  CHECK(nodes == names.size());
  CHECK(dot.find("label=\"&amp;amp; &amp;#65; &amp;lt;\"") != std::string::npos);
}

TEST_CASE("every export is the same whatever the order of ingestion and the history") {
  for (std::uint32_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    RandomWorld world(seed);
    const auto lived = Store::open("lived", OpenMode::kMemory);
    entente::testing::NaiveStore naive;
    for (int i = 0; i < 25; ++i) {
      const auto article = world.article(12);
      lived->put(article, false);
      naive.put(article);
      if (world.chance(20)) {
        const auto gone = naive.articles().begin()->first;
        lived->retract(gone, false);
        naive.retract(gone);
      }
    }
    std::vector<Extraction> articles;
    for (const auto& [source, extraction] : naive.articles()) articles.push_back(extraction);
    world.shuffle(articles);
    const auto fresh = Store::open("fresh", OpenMode::kMemory);
    for (const auto& article : articles) fresh->put(article, false);
    const auto a = lived->snapshot();
    const auto b = fresh->snapshot();
    std::optional<Id> centre;
    a.for_each_entity([&](const EntityRecord& entity) {
      std::size_t rows = 0;
      a.for_each_row(entity.vertex, [&](const Row&) { return ++rows < 2; });
      if (rows >= 2) centre = entity.id;
      return !centre;
    });
    for (const auto& row : export_formats()) {
      for (const bool strict : {false, true}) {
        for (const std::size_t depth : {0u, 1u, 2u}) {
          if (depth > 0 && !centre) continue;
          ExportOptions options;
          options.strict = strict;
          if (world.chance(50)) options.filter = entente::testing::every_claim();
          options.depth = depth;
          if (depth > 0) options.around = a.find_entity(*centre);
          ExportCounts counts_a;
          const auto file_a = exported(a, row.format, options, &counts_a);
          if (depth > 0) options.around = b.find_entity(*centre);
          ExportCounts counts_b;
          const auto file_b = exported(b, row.format, options, &counts_b);
          CHECK(file_a == file_b);
          CHECK(counts_a.nodes == counts_b.nodes);
          CHECK(counts_a.edges == counts_b.edges);
          if (row.format == ExportFormat::kGraphml) {
            const auto file = read_graphml(file_a);
            CHECK(file.nodes.size() == counts_a.nodes);
            CHECK(file.edges.size() == counts_a.edges);
            std::set<std::tuple<std::string, std::string, std::string>> triples;
            for (const auto& [attributes, data] : file.edges) {
              CHECK(triples.emplace(attributes.at("source"), data.at("e_relation"), attributes.at("target"))
                        .second);
            }
          }
          if (row.format == ExportFormat::kDot) CHECK(count_of(file_a, " -> ") == counts_a.edges);
        }
      }
    }
    CHECK(read_graphml(exported(a, ExportFormat::kGraphml)).edges.size() == a.stats().edges);
    CHECK(read_graphml(exported(a, ExportFormat::kGraphml)).nodes.size() == a.stats().entities);
  }
}

TEST_CASE("a store that reads the JSON Lines of another is the same store") {
  for (std::uint32_t seed = 101; seed <= 115; ++seed) {
    CAPTURE(seed);
    RandomWorld world(seed);
    const auto store = Store::open("a", OpenMode::kMemory);
    for (int i = 0; i < 25; ++i) store->put(world.article(20), false);
    ExportCounts counts;
    const auto text = exported(store->snapshot(), ExportFormat::kJsonl, {}, &counts);
    const auto copy = Store::open("b", OpenMode::kMemory);
    ExtractionReader reader;
    std::istringstream lines(text);
    std::string line;
    std::map<std::string, std::size_t> kinds;
    std::string article_before;
    while (std::getline(lines, line)) {
      const auto record = Json::parse(line);
      ++kinds[record.at("kind").get<std::string>()];
      if (const auto extraction = reader.take(record)) copy->put(*extraction, false);
    }
    if (const auto extraction = reader.finish()) copy->put(*extraction, false);
    CHECK(logical_dump(copy->snapshot()) == logical_dump(store->snapshot()));
    CHECK(copy->snapshot().digest() == store->snapshot().digest());
    CHECK(exported(copy->snapshot(), ExportFormat::kJsonl) == text);
    CHECK(kinds["article"] == counts.articles);
    CHECK(kinds["claim"] == counts.claims);
    CHECK(kinds["identity"] == counts.nodes);
    CHECK(counts.nodes == store->snapshot().stats().entities);
  }
}

TEST_CASE("an identity record names every member and the reasons why they are one") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto put = [&](const std::string& source, std::vector<IdentityKey> keys) {
    ArticleBuilder builder(source);
    builder.entity(EntityType::kOrganization, "Northern Transit Union", std::move(keys));
    const auto article = builder.build();
    store->put(article);
    return std::pair(to_string('a', article.article.id), to_string('e', article.entities.front().id));
  };
  const IdentityKey name{"northern transit union", KeyReason::kName};
  const IdentityKey letters{"ntu", KeyReason::kAcronym};
  std::vector<std::pair<std::string, std::string>> members{put("a.txt", {name}), put("b.txt", {letters}),
                                                           put("c.txt", {name, letters})};
  const auto text = exported(store->snapshot(), ExportFormat::kJsonl);
  const auto begin = text.find("{\"kind\":\"identity\"");
  REQUIRE(begin != std::string::npos);
  CHECK(count_of(text, "{\"kind\":\"identity\"") == 1);
  const auto record = Json::parse(text.substr(begin, text.find('\n', begin) - begin));
  CHECK(record.at("type") == "Organization");
  CHECK(record.at("name") == "Northern Transit Union");
  CHECK(record.at("id") == to_string('e', public_id(IdentityClass::kBody, name)));
  std::vector<std::pair<std::string, std::string>> written;
  for (const auto& member : record.at("members")) {
    written.emplace_back(member.at("article").get<std::string>(), member.at("entity").get<std::string>());
  }
  std::sort(members.begin(), members.end());
  std::sort(written.begin(), written.end());
  CHECK(written == members);
  CHECK(
      record.at("because") ==
      Json::parse(R"([{"key":"northern transit union","reason":"name"},{"key":"ntu","reason":"acronym"}])"));
}

TEST_CASE("an export around an entity holds what lies within its depth, and the articles that say so") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto put = [&](const std::string& a, const std::string& b) {
    ArticleBuilder builder(a + b + ".txt");
    builder.claim(builder.person(a), Relation::kMeetsWith, builder.person(b));
    store->put(builder.build());
  };
  put("Ana Ruiz", "Bo Lind");
  put("Bo Lind", "Cy Dale");
  put("Cy Dale", "Di Moss");
  put("Eve Park", "Fay Holt");
  const auto snapshot = store->snapshot();
  ExportOptions options;
  options.around = snapshot.require("Ana Ruiz");
  for (const std::size_t depth : {1u, 2u, 3u}) {
    options.depth = depth;
    ExportCounts counts;
    const auto file = read_graphml(exported(snapshot, ExportFormat::kGraphml, options, &counts));
    CHECK(file.nodes.size() == depth + 1);
    CHECK(file.edges.size() == depth);
    CHECK(!counts.truncated);
    const auto text = exported(snapshot, ExportFormat::kJsonl, options, &counts);
    CHECK(counts.articles == depth);
    CHECK(count_of(text, "{\"kind\":\"article\"") == depth);
    CHECK(text.find("Eve Park") == std::string::npos);
  }
  for (const std::size_t depth : {std::size_t{0}, kMaxDepth + 1}) {
    options.depth = depth;
    CHECK_THROWS_AS((void)exported(snapshot, ExportFormat::kDot, options), Error);
  }
}

TEST_CASE("an empty store exports as an empty graph") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto file = read_graphml(exported(store->snapshot(), ExportFormat::kGraphml));
  CHECK(file.nodes.empty());
  CHECK(exported(store->snapshot(), ExportFormat::kJsonl).empty());
  const auto dot = exported(store->snapshot(), ExportFormat::kDot);
  CHECK(dot.find("digraph") == 0);
  CHECK(dot.substr(dot.size() - 2) == "}\n");
}

TEST_CASE("a sink that cannot write ends the export") {
  const auto store = small_store();
  CHECK_THROWS_AS(write_export(store->snapshot(), ExportFormat::kGraphml, {},
                               [](std::string_view) { throw Error(ErrorKind::kStore, "the disk is full"); }),
                  Error);
}

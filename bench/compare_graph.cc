// SPDX-License-Identifier: Apache-2.0
#include "bench/compare_graph.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "model/date.h"
#include "model/vocabulary.h"

namespace entente::bench {
namespace {

constexpr std::int32_t kFirstDay = 16'436;  // 2015-01-01
constexpr std::uint32_t kDays = 3650;

// The standard fixes the engine's numbers but not those of its distributions, so the drawing is our own.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double unit() { return static_cast<double>(engine_() >> 11u) * 0x1p-53; }
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(unit() * end); }
  // Small numbers more often: the density falls as 1/sqrt.
  std::uint32_t skewed(std::uint32_t end) {
    const auto u = unit();
    return std::min(end - 1, static_cast<std::uint32_t>(u * u * end));
  }

 private:
  std::mt19937_64 engine_;
};

void fill_rest(PlainEdge& edge, Dice& dice) {
  edge.day = kFirstDay + static_cast<std::int32_t>(dice.below(kDays));
  edge.confidence = static_cast<std::uint16_t>(500 + dice.below(491));
  edge.negative = dice.below(20) == 0;
}

std::string name_of_entity(std::uint32_t entity) { return "Body " + std::to_string(entity); }

IdentityKey name_key_of(std::uint32_t entity) { return {"body " + std::to_string(entity), KeyReason::kName}; }

std::vector<IdentityKey> keys_of(std::uint32_t entity) {
  std::vector<IdentityKey> keys{name_key_of(entity)};
  if (has_two_names(entity)) keys.push_back({"b" + std::to_string(entity), KeyReason::kAcronym});
  std::sort(keys.begin(), keys.end());
  return keys;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

std::vector<Relation> usable_relations() {
  std::vector<Relation> out;
  for (const auto& row : relations()) {
    if (fits(row.relation, EntityType::kOrganization, EntityType::kOrganization)) out.push_back(row.relation);
  }
  return out;
}

PlainGraph make_synthetic(std::uint32_t entities, std::size_t edges) {
  PlainGraph graph;
  graph.name = "synthetic";
  graph.entities = entities;
  graph.edges.reserve(edges);
  const auto kinds = usable_relations();
  Dice dice(20'260'328);
  while (graph.edges.size() < edges) {
    PlainEdge edge;
    if (!graph.edges.empty() && dice.below(5) == 0) {
      edge = graph.edges[dice.below(static_cast<std::uint32_t>(graph.edges.size()))];
    } else {
      edge.subject = dice.skewed(entities);
      edge.object = dice.skewed(entities);
      edge.relation = kinds[dice.skewed(static_cast<std::uint32_t>(kinds.size()))];
      if (edge.subject == edge.object) continue;
    }
    fill_rest(edge, dice);
    graph.edges.push_back(edge);
  }
  return graph;
}

PlainGraph make_hub(std::uint32_t leaves, std::uint32_t ordinary) {
  PlainGraph graph;
  graph.name = "hub";
  graph.entities = 1 + leaves + ordinary;
  const auto kinds = usable_relations();
  Dice dice(7);
  const auto add = [&](std::uint32_t subject, std::uint32_t object) {
    PlainEdge edge;
    edge.subject = subject;
    edge.object = object;
    edge.relation = kinds[dice.skewed(static_cast<std::uint32_t>(kinds.size()))];
    fill_rest(edge, dice);
    graph.edges.push_back(edge);
  };
  for (std::uint32_t leaf = 1; leaf <= leaves; ++leaf) {
    if (dice.below(2) == 0) add(0, leaf);
    else add(leaf, 0);
  }
  for (std::uint32_t i = 0; i < ordinary; ++i) {
    const auto entity = 1 + leaves + i;
    for (int edge = 0; edge < 4; ++edge) {
      const auto other = 1 + leaves + dice.below(ordinary);
      if (other != entity) add(entity, other);
    }
    if (i % 50 == 0) add(entity, 1 + dice.below(leaves));
    if (i % 1000 == 0) add(entity, 0);
  }
  return graph;
}

PlainGraph read_events(const std::vector<std::string>& directories) {
  struct Line {
    std::string subject;
    std::string relation;
    std::string object;
    std::string day;
    bool operator<(const Line& other) const {
      return std::tie(day, subject, relation, object) < std::tie(other.day, other.subject, other.relation, other.object);
    }
  };
  std::set<Line> lines;
  for (const auto& directory : directories) {
    for (const auto& file : std::filesystem::directory_iterator(directory)) {
      if (file.path().extension() != ".txt") continue;
      std::ifstream in(file.path());
      for (std::string text; std::getline(in, text);) {
        std::replace(text.begin(), text.end(), '_', ' ');
        Line line;
        const auto first = text.find('\t');
        const auto second = first == std::string::npos ? first : text.find('\t', first + 1);
        const auto third = second == std::string::npos ? second : text.find('\t', second + 1);
        if (third == std::string::npos) continue;
        line.subject = text.substr(0, first);
        line.relation = text.substr(first + 1, second - first - 1);
        line.object = text.substr(second + 1, third - second - 1);
        line.day = text.substr(third + 1, 10);
        if (line.subject != line.object && parse_date(line.day)) lines.insert(std::move(line));
      }
    }
  }
  PlainGraph graph;
  graph.name = "events";
  std::map<std::string, std::size_t> occurs;
  for (const auto& line : lines) ++occurs[line.relation];
  std::vector<std::pair<std::size_t, std::string>> by_count;
  for (const auto& [relation, count] : occurs) by_count.emplace_back(count, relation);
  std::sort(by_count.rbegin(), by_count.rend());
  const auto kinds = usable_relations();
  std::unordered_map<std::string, Relation> relation_of;
  for (std::size_t i = 0; i < by_count.size(); ++i) relation_of.emplace(by_count[i].second, kinds[i % kinds.size()]);
  std::unordered_map<std::string, std::uint32_t> numbers;
  const auto number = [&](const std::string& actor) {
    return numbers.emplace(actor, static_cast<std::uint32_t>(numbers.size())).first->second;
  };
  Dice dice(11);
  for (const auto& line : lines) {
    PlainEdge edge;
    edge.subject = number(line.subject);
    edge.object = number(line.object);
    edge.relation = relation_of.at(line.relation);
    fill_rest(edge, dice);
    edge.day = parse_date(line.day)->first;
    graph.edges.push_back(edge);
  }
  graph.entities = static_cast<std::uint32_t>(numbers.size());
  return graph;
}

Extraction article_of(const PlainGraph& graph, std::size_t first) {
  Extraction out;
  out.article.source = "compare/" + graph.name + "/" + std::to_string(first / kClaimsPerArticle);
  const auto last = std::min(first + kClaimsPerArticle, graph.edges.size());
  auto& text = out.article.text;
  std::map<std::uint32_t, std::vector<Quote>> mentions;
  std::vector<std::array<Quote, 3>> quotes;  // sentence, subject, object
  const auto quote_from = [&](std::size_t start, std::size_t length) {
    return Quote{{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + length)}, text.substr(start, length)};
  };
  for (auto i = first; i < last; ++i) {
    const auto& edge = graph.edges[i];
    const auto subject = name_of_entity(edge.subject);
    const auto object = name_of_entity(edge.object);
    const std::string link = " has to do with ";
    const auto start = text.size();
    text += subject + link + object + ". ";
    const auto object_at = start + subject.size() + link.size();
    quotes.push_back({quote_from(start, object_at + object.size() + 1 - start), quote_from(start, subject.size()),
                      quote_from(object_at, object.size())});
    mentions[edge.subject].push_back(quotes.back()[1]);
    mentions[edge.object].push_back(quotes.back()[2]);
  }
  set_article_id(out.article);
  std::map<std::uint32_t, Id> ids;
  for (const auto& [number, found] : mentions) {
    Entity entity;
    entity.type = EntityType::kOrganization;
    entity.name = name_of_entity(number);
    for (const auto& quote : found) entity.mentions.push_back({quote, MentionForm::kName});
    entity.keys = keys_of(number);
    entity.id = make_entity_id(out.article.id, entity);
    ids.emplace(number, entity.id);
    out.entities.push_back(std::move(entity));
  }
  for (auto i = first; i < last; ++i) {
    const auto& edge = graph.edges[i];
    const auto& [sentence, subject, object] = quotes[i - first];
    Claim claim;
    claim.subject = ids.at(edge.subject);
    claim.object = ids.at(edge.object);
    claim.relation = edge.relation;
    claim.polarity = edge.negative ? Polarity::kNegative : Polarity::kPositive;
    claim.confidence = static_cast<double>(edge.confidence) / 1000.0;
    claim.date = write_day(edge.day);
    claim.evidence = sentence;
    claim.subject_mention = subject;
    claim.object_mention = object;
    claim.extractor = "compare@1";
    claim.id = make_claim_id(out.article.id, claim);
    out.claims.push_back(std::move(claim));
  }
  return out;
}

LoadReport load_store(const PlainGraph& graph, const std::string& path) {
  LoadReport report;
  {
    const auto store = graph::Store::open(path, graph::OpenMode::kWrite);
    const auto there = store->snapshot().counts().claims;
    if (there != 0 && there != graph.edges.size()) {
      throw std::runtime_error(path + " holds " + std::to_string(there) + " claims and not " + std::to_string(graph.edges.size()) +
                               ": an earlier run of other size, or one cut short; remove it");
    }
    if (there == 0) {
      std::cerr << "loading " << graph.edges.size() << " edges into " << path << " ...\n";
      constexpr std::size_t kGroup = 2'048;  // articles, as an import puts them
      graph::BulkLoad load(*store);
      std::vector<Extraction> group;
      for (std::size_t first = 0; first < graph.edges.size(); first += kClaimsPerArticle) {
        group.push_back(article_of(graph, first));  // the making of it is not the store's
        if (group.size() < kGroup && first + kClaimsPerArticle < graph.edges.size()) continue;
        const auto start = std::chrono::steady_clock::now();
        (void)load.put(group);
        report.seconds += seconds_since(start);
        group.clear();
      }
      const auto start = std::chrono::steady_clock::now();
      load.finish();
      report.seconds += seconds_since(start);
      const auto compacting = std::chrono::steady_clock::now();
      store->compact();
      report.compact_seconds = seconds_since(compacting);
    }
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator(path)) {
    if (file.is_regular_file()) report.bytes += file.file_size();
  }
  return report;
}

std::vector<graph::VertexId> vertices_of(const PlainGraph& graph, const graph::Snapshot& snapshot) {
  std::vector<graph::VertexId> out(graph.entities, 0);
  for (std::uint32_t entity = 0; entity < graph.entities; ++entity) {
    const auto id = graph::public_id(IdentityClass::kBody, name_key_of(entity));
    if (const auto vertex = snapshot.find_entity(id)) out[entity] = *vertex;
  }
  return out;
}

std::vector<HalfEdge> half_edges(const PlainGraph& graph, const std::vector<graph::VertexId>& vertices) {
  std::vector<HalfEdge> out;
  out.reserve(2 * graph.edges.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const auto& edge = graph.edges[i];
    HalfEdge half;
    half.vertex = vertices[edge.subject];
    half.neighbour = vertices[edge.object];
    half.seq = static_cast<std::uint32_t>(i);
    half.day = edge.day;
    half.confidence = edge.confidence;
    half.relation = static_cast<std::uint8_t>(edge.relation);
    half.negative = edge.negative;
    out.push_back(half);
    std::swap(half.vertex, half.neighbour);
    half.outgoing = info(edge.relation).symmetric;
    out.push_back(half);
  }
  return out;
}

}  // namespace entente::bench

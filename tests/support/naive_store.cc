// SPDX-License-Identifier: Apache-2.0
#include "tests/support/naive_store.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <tuple>
#include <utility>

#include "graph/layout.h"
#include "graph/text_print.h"
#include "model/date.h"
#include "model/json.h"
#include "names/names.h"

namespace entente::testing {
namespace {

using Node = std::pair<IdentityClass, std::string>;  // a key of a class

struct NaiveEntity {
  Id id;
  std::map<EntityType, std::uint32_t> types;
  std::map<std::string, std::uint32_t> names;
  std::map<std::string, std::uint32_t> aliases;
  std::set<std::pair<KeyReason, std::string>> keys;
  std::set<Id> articles;
  std::uint32_t mentions = 0;
};

EntityType type_of(const NaiveEntity& entity) {
  auto best = entity.types.begin();
  for (auto it = entity.types.begin(); it != entity.types.end(); ++it) {
    if (it->second > best->second) best = it;
  }
  return best->first;
}

std::string name_of_entity(const NaiveEntity& entity) {
  auto best = entity.names.begin();
  for (auto it = entity.names.begin(); it != entity.names.end(); ++it) {
    if (std::tuple(it->second, it->first.size()) > std::tuple(best->second, best->first.size())) best = it;
  }
  return best->first;
}

int rank_of(KeyReason reason) {
  switch (reason) {
    case KeyReason::kOutsideId:
      return 0;
    case KeyReason::kOffice:
      return 1;
    case KeyReason::kCitizen:
      return 2;
    case KeyReason::kName:
      return 3;
    case KeyReason::kDescription:
      return 4;
    case KeyReason::kAcronym:
      return 5;
    case KeyReason::kArticle:
      break;
  }
  return 6;
}

using Ledger = std::map<Id, graph::Decision>;

// The keys of an entity as the ledger's splits leave them.
std::vector<IdentityKey> keys_of(const Ledger& ledger, const std::string& source, const Entity& entity) {
  auto keys = entity.keys;
  for (const auto& [id, decision] : ledger) {
    const auto has = [](const auto& list, const auto& item) { return std::find(list.begin(), list.end(), item) != list.end(); };
    if (decision.kind != graph::DecisionKind::kSplit || !has(decision.sources, source)) continue;
    const bool meant = std::any_of(entity.keys.begin(), entity.keys.end(), [&](const IdentityKey& key) {
      return has(decision.keys, graph::public_id(identity_class(entity.type), key));
    });
    if (!meant) continue;
    for (auto& key : keys) key = graph::set_apart(key, decision);
    return keys;
  }
  return keys;
}

// The key on which an entity's mentions hang: the strongest, then the first in the alphabet.
IdentityKey anchor(const std::vector<IdentityKey>& keys) {
  auto best = keys.front();
  for (const auto& key : keys) {
    if (std::pair(rank_of(key.reason), key.text) < std::pair(rank_of(best.reason), best.text)) best = key;
  }
  return best;
}

struct World {
  std::map<Node, Node> parent;
  std::map<Node, KeyReason> reasons;
  std::map<Node, NaiveEntity> entities;  // by root
  const Ledger* ledger = nullptr;
  std::map<Id, Id> origins;  // of articles, by id

  Node root(Node node) {
    while (parent.at(node) != node) node = parent.at(node);
    return node;
  }
  const NaiveEntity& of(const std::string& source, const Entity& entity) {
    return entities.at(root({identity_class(entity.type), anchor(keys_of(*ledger, source, entity)).text}));
  }
};

// A name with a country: "john smith" and "GB" of "john smith of iso3166:GB".
std::optional<std::pair<std::string, std::string>> parts_of(const Node& node, KeyReason reason) {
  if (node.first != IdentityClass::kPerson || (reason != KeyReason::kOffice && reason != KeyReason::kCitizen)) return std::nullopt;
  const std::string between = " of iso3166:";
  const auto at = node.second.rfind(between);
  if (at == std::string::npos || at == 0 || node.second.size() != at + between.size() + 2) return std::nullopt;
  return std::pair(node.second.substr(0, at), node.second.substr(at + between.size()));
}

// People who share a name: the keys that bear it with a country, of those that hang together by ties.
using Sharing = std::pair<Node, std::vector<Node>>;  // the bare name, and those

std::vector<Sharing> namesakes_of(const World& world, const std::set<std::tuple<int, Id, Id>>& ties, const std::map<Id, Node>& by_id) {
  std::map<Node, Node> hangs;  // on which key of its heap
  for (const auto& [node, reason] : world.reasons) hangs[node] = node;
  for (const auto& [strength, a, b] : ties) {
    const auto from = hangs.at(by_id.at(a));
    const auto to = hangs.at(by_id.at(b));
    for (auto& [node, heap] : hangs) {
      if (heap == from) heap = to;
    }
  }
  std::map<std::pair<Node, std::string>, std::vector<Node>> families;
  for (const auto& [node, reason] : world.reasons) {
    if (const auto parts = parts_of(node, reason)) families[{hangs.at(node), parts->first}].push_back(node);
  }
  std::vector<Sharing> out;
  for (const auto& [heap_and_name, nodes] : families) {
    bool differ = false;
    for (const auto& a : nodes) {
      for (const auto& b : nodes) differ |= world.reasons.at(a) == KeyReason::kOffice && parts_of(a, world.reasons.at(a))->second != parts_of(b, world.reasons.at(b))->second;
    }
    const Node bare{IdentityClass::kPerson, heap_and_name.second};
    const auto known = hangs.find(bare);
    if (differ && known != hangs.end() && known->second == heap_and_name.first) out.emplace_back(bare, nodes);
  }
  return out;
}

// One tie after the other, the strongest first, each only where it joins no two keys that must never be one.
void join_keys(World& world, const std::map<std::string, Extraction>& articles) {
  std::map<Id, Node> by_id;
  for (const auto& [node, reason] : world.reasons) by_id.emplace(graph::public_id(node.first, {node.second, reason}), node);
  std::set<std::tuple<int, Id, Id>> ties;
  const auto add = [&](int strength, const Id& a, const Id& b) { ties.emplace(strength, std::min(a, b), std::max(a, b)); };
  for (const auto& [source, extraction] : articles) {
    for (const auto& entity : extraction.entities) {
      const auto keys = keys_of(*world.ledger, source, entity);
      const auto identity = identity_class(entity.type);
      const auto strength = [&](const IdentityKey& key) { return rank_of(world.reasons.at({identity, key.text})); };
      const auto first = anchor(keys);
      for (const auto& key : keys) {
        if (key.text == first.text) continue;
        add(1 + std::max(strength(first), strength(key)), graph::public_id(identity, first), graph::public_id(identity, key));
      }
    }
  }
  std::vector<std::pair<Node, Node>> never;
  for (const auto& [id, decision] : *world.ledger) {
    if (decision.kind == graph::DecisionKind::kSplit) continue;
    if (!by_id.contains(decision.keys[0]) || !by_id.contains(decision.keys[1])) continue;
    if (decision.kind == graph::DecisionKind::kMerge) add(0, decision.keys[0], decision.keys[1]);
    else never.emplace_back(by_id.at(decision.keys[0]), by_id.at(decision.keys[1]));
  }
  const auto take = [&](const Id& a, const Id& b) {
    const auto before = world.parent;
    world.parent[world.root(by_id.at(a))] = world.root(by_id.at(b));
    const bool forbidden = std::any_of(never.begin(), never.end(), [&](const auto& pair) { return world.root(pair.first) == world.root(pair.second); });
    if (forbidden) world.parent = before;
  };
  // Ties of a bare name that several people may share come last, and then only to the one of them who holds an office.
  const auto sharing = namesakes_of(world, ties, by_id);
  const auto shared = [&](const Node& name, const Node& other) {
    const bool bare = std::any_of(sharing.begin(), sharing.end(), [&](const Sharing& one) { return one.first == name; });
    return bare && std::any_of(sharing.begin(), sharing.end(), [&](const Sharing& one) { return std::find(one.second.begin(), one.second.end(), other) != one.second.end(); });
  };
  const auto comes_last = [&](const auto& tie) {
    const auto& [strength, a, b] = tie;
    return strength > 0 && (shared(by_id.at(a), by_id.at(b)) || shared(by_id.at(b), by_id.at(a)));
  };
  for (const auto& tie : ties) {
    if (!comes_last(tie)) take(std::get<1>(tie), std::get<2>(tie));
  }
  std::map<Node, std::set<Node>> meant;  // a bare name and those in office who may be meant; only where somebody else may be, too
  for (const auto& [name, nodes] : sharing) {
    bool several = false;
    for (const auto& a : nodes) {
      for (const auto& b : nodes) {
        if (world.reasons.at(a) != KeyReason::kOffice || parts_of(a, world.reasons.at(a))->second == parts_of(b, world.reasons.at(b))->second) continue;
        if (world.root(a) == world.root(b)) continue;
        several = true;
        never.emplace_back(a, b);
      }
    }
    if (!several) continue;
    for (const auto& a : nodes) {
      if (world.reasons.at(a) == KeyReason::kOffice) meant[name].insert(a);
    }
  }
  for (auto& [name, nodes] : meant) {
    std::set<Node> roots;
    for (const auto& node : nodes) roots.insert(world.root(node));
    if (roots.size() > 1) nodes.clear();
  }
  for (const auto& tie : ties) {
    if (!comes_last(tie)) continue;
    const auto& a = by_id.at(std::get<1>(tie));
    const auto& b = by_id.at(std::get<2>(tie));
    const auto& name = shared(a, b) ? a : b;
    const auto& other = shared(a, b) ? b : a;
    const auto known = meant.find(name);
    if (known != meant.end()) {
      const bool is_meant = std::any_of(known->second.begin(), known->second.end(), [&](const Node& node) { return world.root(node) == world.root(other); });
      if (!is_meant) continue;
    }
    take(std::get<1>(tie), std::get<2>(tie));
  }
}

// Articles whose texts are alike, and whatever hangs together so.
void join_origins(World& world, const std::map<std::string, Extraction>& articles) {
  std::vector<std::pair<Id, std::optional<graph::TextPrint>>> prints;
  for (const auto& [source, extraction] : articles) {
    const auto& article = extraction.article;
    prints.emplace_back(article.id, graph::print_of(article.text, article.body_start));
    world.origins[article.id] = article.id;
  }
  for (const auto& [a, print_a] : prints) {
    for (const auto& [b, print_b] : prints) {
      if (!print_a || !print_b || !(*print_a == *print_b || graph::same_text(*print_a, *print_b))) continue;
      const auto from = world.origins[a];
      const auto to = world.origins[b];
      for (auto& [id, origin] : world.origins) {
        if (origin == from) origin = to;
      }
    }
  }
}

World build(const std::map<std::string, Extraction>& articles, const Ledger& ledger) {
  World world;
  world.ledger = &ledger;
  for (const auto& [source, extraction] : articles) {
    for (const auto& entity : extraction.entities) {
      for (const auto& key : keys_of(ledger, source, entity)) {
        const Node node{identity_class(entity.type), key.text};
        world.parent.emplace(node, node);
        const auto known = world.reasons.emplace(node, key.reason);
        if (rank_of(key.reason) < rank_of(known.first->second)) known.first->second = key.reason;
      }
    }
  }
  join_keys(world, articles);
  join_origins(world, articles);
  std::map<Node, std::pair<int, Id>> best;
  for (const auto& [node, reason] : world.reasons) {
    const std::pair rank(rank_of(reason), graph::public_id(node.first, {node.second, reason}));
    const auto root = world.root(node);
    const auto known = best.emplace(root, rank);
    if (rank < known.first->second) known.first->second = rank;
    world.entities[root].keys.emplace(reason, node.second);
  }
  for (auto& [root, entity] : world.entities) entity.id = best.at(root).second;
  for (const auto& [source, extraction] : articles) {
    for (const auto& local : extraction.entities) {
      auto& entity = world.entities.at(world.root({identity_class(local.type), anchor(keys_of(ledger, source, local)).text}));
      ++entity.types[local.type];
      ++entity.names[local.name];
      entity.articles.insert(extraction.article.id);
      entity.mentions += static_cast<std::uint32_t>(local.mentions.size());
      const bool descriptions = local.type == EntityType::kAgreement || local.type == EntityType::kEvent ||
                                local.type == EntityType::kPosition || local.type == EntityType::kAsset;
      for (const auto& mention : local.mentions) {
        if (mention.form == MentionForm::kPronoun) continue;
        if (mention.form == MentionForm::kDescription && !descriptions) continue;
        ++entity.aliases[mention.quote.text];
      }
    }
  }
  return world;
}

bool passes(const graph::ClaimFilter& filter, const Claim& claim) {
  if (filter.relations.any() && !filter.relations[static_cast<std::size_t>(claim.relation)]) return false;
  if (std::lround(claim.confidence * 1000) < filter.min_confidence) return false;
  if (claim.polarity == Polarity::kNegative && !filter.negative) return false;
  if (claim.modality == Modality::kPlanned && !filter.planned) return false;
  if (claim.modality == Modality::kConditional && !filter.conditional) return false;
  if (claim.modality == Modality::kPossible && !filter.possible) return false;
  if (claim.modality == Modality::kRequested && !filter.requested) return false;
  if (!filter.since && !filter.until) return true;
  const auto days = parse_date(claim.date);
  if (!days) return filter.undated;
  return (!filter.since || days->last >= *filter.since) && (!filter.until || days->first <= *filter.until);
}

struct EntityLine {
  Id id;
  EntityType type;
  std::string name;
  std::vector<std::pair<std::string, std::uint32_t>> aliases;
  std::vector<std::pair<KeyReason, std::string>> keys;
  std::size_t articles;
  std::size_t mentions;
};

std::string write(const EntityLine& line) {
  auto out = to_string('e', line.id) + " " + std::string(name_of(line.type)) + " \"" + line.name +
             "\" articles " + std::to_string(line.articles) + " mentions " + std::to_string(line.mentions);
  for (const auto& [reason, text] : line.keys) out += " [" + std::string(name_of(reason)) + " " + text + "]";
  for (const auto& [text, count] : line.aliases) out += " \"" + text + "\"*" + std::to_string(count);
  return out + "\n";
}

std::string write_edge(const Id& source, Relation relation, const Id& target, std::size_t claims,
                       std::size_t origins, double confidence) {
  char number[32];
  std::snprintf(number, sizeof number, "%.9f", confidence);
  return "edge " + to_string('e', source) + " " + std::string(name_of(relation)) + " " +
         to_string('e', target) + " " + std::to_string(claims) + "/" + std::to_string(origins) + " " +
         number + "\n";
}

}  // namespace

graph::PutOutcome NaiveStore::put(const Extraction& extraction) {
  const WriteOptions everything{.with_text = true, .with_candidates = true};
  const auto known = articles_.find(extraction.article.source);
  if (known == articles_.end()) {
    articles_.emplace(extraction.article.source, extraction);
    return graph::PutOutcome::kAdded;
  }
  if (to_ndjson(known->second, everything) == to_ndjson(extraction, everything))
    return graph::PutOutcome::kUnchanged;
  known->second = extraction;
  return graph::PutOutcome::kReplaced;
}

std::string NaiveStore::picture(const graph::ClaimFilter& filter) const {
  auto world = build(articles_, decisions_);
  std::vector<std::string> lines;
  for (const auto& [root, entity] : world.entities) {
    if (entity.mentions == 0) continue;  // a key that a decision cut off from all that mention it
    EntityLine line{entity.id,
                    type_of(entity),
                    name_of_entity(entity),
                    {entity.aliases.begin(), entity.aliases.end()},
                    {},
                    entity.articles.size(),
                    entity.mentions};
    line.keys.assign(entity.keys.begin(), entity.keys.end());
    std::stable_sort(line.aliases.begin(), line.aliases.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    lines.push_back(write(line));
  }
  struct NaiveEdge {
    std::size_t claims = 0;
    std::map<Id, double> best;  // by origin
  };
  std::map<std::tuple<Id, Relation, Id>, NaiveEdge> edges;
  for (const auto& [source, extraction] : articles_) {
    std::map<Id, const Entity*> locals;
    for (const auto& entity : extraction.entities) locals[entity.id] = &entity;
    for (const auto& claim : extraction.claims) {
      auto from = world.of(source, *locals.at(claim.subject)).id;
      auto to = world.of(source, *locals.at(claim.object)).id;
      if (from == to || !passes(filter, claim)) continue;
      if (info(claim.relation).symmetric && to < from) std::swap(from, to);
      auto& edge = edges[{from, claim.relation, to}];
      ++edge.claims;
      auto& best = edge.best[world.origins.at(extraction.article.id)];
      best = std::max(best, static_cast<double>(std::lround(claim.confidence * 1000)) / 1000.0);
    }
  }
  for (const auto& [key, edge] : edges) {
    double doubt = 1;
    for (const auto& [origin, confidence] : edge.best) doubt *= 1 - confidence;
    lines.push_back(write_edge(std::get<0>(key), std::get<1>(key), std::get<2>(key), edge.claims,
                               edge.best.size(), 1 - doubt));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

std::string picture(const graph::Snapshot& snapshot, const graph::ClaimFilter& filter) {
  std::vector<std::string> lines;
  const graph::ClaimGraph graph(snapshot, filter, {});
  snapshot.for_each_entity([&](const graph::EntityRecord& entity) {
    EntityLine line{entity.id, entity.type,     entity.name,    entity.aliases,
                    {},        entity.articles, entity.mentions};
    for (const auto& key : entity.keys) line.keys.emplace_back(key.reason, key.text);
    lines.push_back(write(line));
    const auto [begin, end] = out_edges(entity.vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      const auto support = graph.support(edge);
      const auto& other = snapshot.entity(edge.target).id;
      const bool here = info(edge.relation).symmetric ? entity.id < other : edge.forward;
      if (!here) continue;
      lines.push_back(
          write_edge(entity.id, edge.relation, other, support.claims, support.origins, support.confidence));
    }
    return true;
  });
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

std::string NaiveStore::resolve(const std::string& name) const {
  const auto world = build(articles_, decisions_);
  const auto folded = names::fold(name);
  const auto bones = names::skeleton(folded);
  std::vector<const NaiveEntity*> hits;
  const auto collect = [&](const auto& matches) {
    for (const auto& [root, entity] : world.entities) {
      const bool hit = std::any_of(entity.aliases.begin(), entity.aliases.end(),
                                   [&](const auto& alias) { return matches(names::fold(alias.first)); });
      if (hit) hits.push_back(&entity);
    }
  };
  if (!folded.empty()) collect([&](const std::string& alias) { return alias == folded; });
  if (hits.empty() && bones.size() >= 4)
    collect([&](const std::string& alias) { return names::skeleton(alias) == bones; });
  if (hits.empty()) return "nothing";
  std::sort(hits.begin(), hits.end(), [](const NaiveEntity* a, const NaiveEntity* b) {
    return a->articles.size() != b->articles.size() ? a->articles.size() > b->articles.size() : a->id < b->id;
  });
  if (hits.size() == 1) return to_string('e', hits[0]->id);
  std::vector<const NaiveEntity*> own;
  for (const auto* entity : hits) {
    const bool surname = type_of(*entity) == EntityType::kPerson && folded.find(' ') == std::string::npos;
    if (!surname && names::fold(name_of_entity(*entity)) == folded) own.push_back(entity);
  }
  if (own.size() == 1) return to_string('e', own[0]->id);
  if (hits[0]->articles.size() >= 4 * hits[1]->articles.size()) return to_string('e', hits[0]->id);
  std::string out = "ambiguous";
  for (const auto* entity : hits) (out += " ") += to_string('e', entity->id);
  return out;
}

std::string resolve(const graph::Snapshot& snapshot, const std::string& name) {
  const auto found = snapshot.resolve(name);
  if (found.vertex) return to_string('e', snapshot.entity(*found.vertex).id);
  if (!found.ambiguous) return "nothing";
  std::string out = "ambiguous";
  for (const auto& hit : found.candidates) (out += " ") += to_string('e', hit.entity.id);
  return out;
}

graph::ClaimFilter every_claim() {
  graph::ClaimFilter filter;
  filter.negative = filter.planned = filter.conditional = filter.possible = filter.requested = true;
  return filter;
}

}  // namespace entente::testing

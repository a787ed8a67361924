// SPDX-License-Identifier: Apache-2.0
#include "graph/diff.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente::graph {
namespace {

using Key = std::pair<IdentityClass, std::string>;

// The entities of both versions, joined by their keys.
class Joined {
 public:
  Joined(const Extraction& before, const Extraction& after) {
    for (const auto* extraction : {&before, &after}) {
      for (const auto& entity : extraction->entities) {
        const auto identity = identity_class(entity.type);
        const Key first = root({identity, entity.keys.front().text});
        for (const auto& key : entity.keys) parent_[root({identity, key.text})] = first;
        parent_[root({identity, "called:" + entity.name})] = first;  // what one article calls alike is one, whatever else it says of it
      }
    }
    for (const auto* extraction : {&before, &after}) {
      for (const auto& entity : extraction->entities) {
        const auto of = root({identity_class(entity.type), entity.keys.front().text});
        names_[of] = entity.name;
        roots_[extraction].emplace(entity.id, of);
      }
    }
  }
  [[nodiscard]] const Key& of(const Extraction& extraction, const Id& entity) const { return roots_.at(&extraction).at(entity); }
  [[nodiscard]] const std::string& name(const Key& key) const { return names_.at(key); }

 private:
  Key root(Key key) {
    parent_.emplace(key, key);
    while (parent_.at(key) != key) key = parent_.at(key);
    return key;
  }
  std::map<Key, Key> parent_;
  std::map<Key, std::string> names_;
  std::map<const Extraction*, std::map<Id, Key>> roots_;
};

struct Side {
  const Claim* best = nullptr;  // surest; among equals a dated one
  std::set<std::string> dates;
  std::set<std::pair<Polarity, Modality>> kinds;
  void add(const Claim& claim) {
    const auto rank = [](const Claim& item) {
      return std::tuple(item.polarity == Polarity::kPositive && item.modality == Modality::kActual, item.confidence, !item.date.empty());
    };
    if (best == nullptr || rank(claim) > rank(*best)) best = &claim;
    if (!claim.date.empty()) dates.insert(claim.date);
    kinds.emplace(claim.polarity, claim.modality);
  }
};

}  // namespace

std::string_view name_of(EdgeChange::What what) {
  static constexpr std::array<std::string_view, 5> kNames{"added", "removed", "re-dated", "confidence", "kind"};
  return kNames.at(static_cast<std::size_t>(what));
}

std::vector<EdgeChange> diff(const Extraction& before, const Extraction& after) {
  const Joined joined(before, after);
  std::map<std::tuple<Key, Relation, Key>, std::pair<Side, Side>> edges;
  const auto add_claims = [&](const Extraction& extraction, Side std::pair<Side, Side>::*side) {
    for (const auto& claim : extraction.claims) {
      auto subject = joined.of(extraction, claim.subject);
      auto object = joined.of(extraction, claim.object);
      if (info(claim.relation).symmetric && object < subject) std::swap(subject, object);
      (edges[{subject, claim.relation, object}].*side).add(claim);
    }
  };
  add_claims(before, &std::pair<Side, Side>::first);
  add_claims(after, &std::pair<Side, Side>::second);
  std::vector<EdgeChange> out;
  for (const auto& [edge, sides] : edges) {
    const auto& old = sides.first;
    const auto& now = sides.second;
    const auto add = [&, &edge = edge](EdgeChange::What what) {
      out.push_back({what, joined.name(std::get<0>(edge)), std::get<1>(edge), joined.name(std::get<2>(edge)), old.best, now.best});
    };
    if (old.best == nullptr) {
      add(EdgeChange::What::kAdded);
      continue;
    }
    if (now.best == nullptr) {
      add(EdgeChange::What::kRemoved);
      continue;
    }
    if (old.dates != now.dates) add(EdgeChange::What::kRedated);
    if (old.kinds != now.kinds) add(EdgeChange::What::kKind);
    if (std::lround(old.best->confidence * 1000) != std::lround(now.best->confidence * 1000)) add(EdgeChange::What::kConfidence);
  }
  std::sort(out.begin(), out.end(), [](const EdgeChange& a, const EdgeChange& b) {
    return std::tie(a.subject, a.relation, a.object, a.what) < std::tie(b.subject, b.relation, b.object, b.what);
  });
  return out;
}

}  // namespace entente::graph

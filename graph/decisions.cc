// SPDX-License-Identifier: Apache-2.0
#include "graph/decisions.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/coding.h"
#include "graph/layout.h"
#include "graph/snapshot.h"
#include "model/error.h"

namespace entente::graph {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"merge", "never-merge", "split"};

const std::vector<Id>& none() {
  static const std::vector<Id> empty;
  return empty;
}

void write(Writer& out, const Decision& decision) {
  out.id(decision.id);
  out.byte(static_cast<std::uint8_t>(decision.kind));
  out.varint(decision.keys.size());
  for (const auto& key : decision.keys) out.id(key);
  for (const auto* texts : {&decision.sources, &decision.names}) {
    out.varint(texts->size());
    for (const auto& text : *texts) out.text(text);
  }
  out.text(decision.author);
  out.text(decision.reason);
}

Decision read(Reader& in) {
  Decision decision;
  decision.id = in.id();
  const auto kind = in.byte();
  if (kind >= kKinds.size()) throw Error(ErrorKind::kStore, "a stored decision is of an unknown kind; the store is damaged: restore a backup");
  decision.kind = static_cast<DecisionKind>(kind);
  for (auto left = in.varint(); left > 0; --left) decision.keys.push_back(in.id());
  for (auto* texts : {&decision.sources, &decision.names}) {
    for (auto left = in.varint(); left > 0; --left) texts->emplace_back(in.text());
  }
  decision.author = in.text();
  decision.reason = in.text();
  decision.when = in.text();
  return decision;
}

class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t of(std::size_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::string_view name_of(DecisionKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

std::optional<DecisionKind> find_decision_kind(std::string_view name) {
  const auto found = std::find(kKinds.begin(), kKinds.end(), name);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<DecisionKind>(found - kKinds.begin());
}

void set_decision_id(Decision& decision) {
  const bool named = decision.names.size() == decision.keys.size();
  std::vector<std::pair<Id, std::string>> keys;
  for (std::size_t i = 0; i < decision.keys.size(); ++i) keys.emplace_back(decision.keys[i], named ? decision.names[i] : std::string());
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first == b.first; }), keys.end());
  decision.keys.clear();
  if (named) decision.names.clear();
  for (auto& [key, name] : keys) {
    decision.keys.push_back(key);
    if (named) decision.names.push_back(std::move(name));
  }
  std::sort(decision.sources.begin(), decision.sources.end());
  decision.sources.erase(std::unique(decision.sources.begin(), decision.sources.end()), decision.sources.end());
  std::vector<std::string_view> parts{"decision", name_of(decision.kind)};
  for (const auto& key : decision.keys) parts.push_back(bytes_of(key));
  for (const auto& source : decision.sources) parts.emplace_back(source);
  decision.id = make_id(parts);
}

std::optional<std::string> find_fault(const Decision& decision) {
  auto same = decision;
  set_decision_id(same);
  if (same.id != decision.id || same.keys != decision.keys) return "the decision's id does not follow from what it says";
  if (decision.kind == DecisionKind::kSplit) {
    if (decision.keys.empty() || decision.sources.empty()) return "a split needs keys and sources";
  } else if (decision.keys.size() != 2 || !decision.sources.empty()) {
    return "a " + std::string(name_of(decision.kind)) + " needs two different keys and no sources";
  }
  return std::nullopt;
}

std::string encode_content(const Decision& decision) {
  Writer out;
  write(out, decision);
  return out.take();
}

std::string encode(const Decision& decision) {
  Writer out;
  write(out, decision);
  out.text(decision.when);
  return out.take();
}

Decision decode_decision(std::string_view bytes) {
  Reader in(bytes);
  return read(in);
}

std::string encode(const LedgerEntry& entry) {
  Writer out;
  out.byte(entry.undone ? 1 : 0);
  write(out, entry.decision);
  out.text(entry.decision.when);
  return out.take();
}

LedgerEntry decode_ledger_entry(std::string_view bytes) {
  Reader in(bytes);
  LedgerEntry entry;
  entry.undone = in.byte() != 0;
  entry.decision = read(in);
  return entry;
}

Decisions::Decisions(std::vector<Decision> in_force) {
  for (auto& decision : in_force) {
    const auto id = decision.id;
    all_.emplace(id, std::move(decision));
  }
  for (const auto& [id, decision] : all_) {
    if (decision.kind == DecisionKind::kSplit) {
      for (const auto& source : decision.sources) splits_[source].push_back(id);
      continue;
    }
    auto& pairs = decision.kind == DecisionKind::kMerge ? merged_ : never_;
    pairs[decision.keys.at(0)].push_back(decision.keys.at(1));
    pairs[decision.keys.at(1)].push_back(decision.keys.at(0));
  }
  for (auto* pairs : {&merged_, &never_}) {
    for (auto& [key, others] : *pairs) std::sort(others.begin(), others.end());
  }
}

const Decision* Decisions::find(const Id& id) const {
  const auto found = all_.find(id);
  return found == all_.end() ? nullptr : &found->second;
}

const std::vector<Id>& Decisions::merged_with(const Id& key) const {
  const auto found = merged_.find(key);
  return found == merged_.end() ? none() : found->second;
}

const std::vector<Id>& Decisions::never_with(const Id& key) const {
  const auto found = never_.find(key);
  return found == never_.end() ? none() : found->second;
}

const Decision* Decisions::split_of(std::string_view source, const Entity& entity) const {
  const auto found = splits_.find(source);
  if (found == splits_.end()) return nullptr;
  for (const auto& id : found->second) {
    const auto& split = all_.at(id);
    for (const auto& key : entity.keys) {
      if (std::binary_search(split.keys.begin(), split.keys.end(), public_id(identity_class(entity.type), key))) return &split;
    }
  }
  return nullptr;
}

std::vector<IdentityKey> Decisions::keys_of(std::string_view source, const Entity& entity) const {
  auto keys = entity.keys;
  if (splits_.empty()) return keys;
  if (const auto* split = split_of(source, entity)) {
    for (auto& key : keys) key = set_apart(key, *split);
  }
  return keys;
}

std::shared_ptr<const Decisions> Decisions::with(const Decision& decision) const {
  std::vector<Decision> in_force{decision};
  for (const auto& [id, other] : all_) {
    if (id != decision.id) in_force.push_back(other);
  }
  return std::make_shared<const Decisions>(std::move(in_force));
}

std::shared_ptr<const Decisions> Decisions::without(const Id& id) const {
  std::vector<Decision> in_force;
  for (const auto& [other, decision] : all_) {
    if (other != id) in_force.push_back(decision);
  }
  return std::make_shared<const Decisions>(std::move(in_force));
}

namespace {

const Decision* find_pair(const Decisions& in_force, DecisionKind kind, const Id& a, const Id& b) {
  Decision pair;
  pair.kind = kind;
  pair.keys = {a, b};
  set_decision_id(pair);
  return in_force.find(pair.id);
}

// A never between the entities of the two keys as they are now.
const Decision* find_never_between(const Snapshot& snapshot, const Id& a, const Id& b) {
  const auto keys_with = [&](const Id& key) {
    const auto vertex = snapshot.find_entity(key);
    return vertex ? snapshot.key_ids(*vertex) : std::vector<Id>{key};
  };
  const auto there = keys_with(b);
  for (const auto& here : keys_with(a)) {
    for (const auto& other : snapshot.decisions().never_with(here)) {
      if (std::find(there.begin(), there.end(), other) != there.end()) return find_pair(snapshot.decisions(), DecisionKind::kNever, here, other);
    }
  }
  return nullptr;
}

}  // namespace

std::string contradiction(const Decision& against) {
  return "the decision " + to_string('d', against.id) + " (" + std::string(name_of(against.kind)) + ", " + against.author + ": " + against.reason +
         ") says otherwise; undo it first";
}

const Decision* find_contrary(const Decisions& in_force, const Decision& decision) {
  if (decision.kind == DecisionKind::kNever) return find_pair(in_force, DecisionKind::kMerge, decision.keys[0], decision.keys[1]);
  if (decision.kind == DecisionKind::kMerge) return find_pair(in_force, DecisionKind::kNever, decision.keys[0], decision.keys[1]);
  for (const auto& [id, other] : in_force.all()) {
    if (other.kind != DecisionKind::kSplit || id == decision.id) continue;
    const auto share = [](const auto& a, const auto& b) {
      return std::any_of(a.begin(), a.end(), [&](const auto& item) { return std::binary_search(b.begin(), b.end(), item); });
    };
    if (share(decision.keys, other.keys) && share(decision.sources, other.sources)) return &other;
  }
  return nullptr;
}

Decision decision_of_pair(const Snapshot& snapshot, DecisionKind kind, std::string_view a, std::string_view b) {
  Decision decision;
  decision.kind = kind;
  for (const auto name : {a, b}) {
    auto key = snapshot.require_key(name);
    decision.keys.push_back(key.key);
    decision.names.push_back(std::move(key.name));
  }
  if (decision.keys[0] == decision.keys[1]) {
    throw Error(ErrorKind::kInput, "\"" + std::string(a) + "\" and \"" + std::string(b) +
                                       "\" are one name to the store; where articles mean different ones by it, use: entente split");
  }
  set_decision_id(decision);
  if (kind == DecisionKind::kMerge) {
    if (const auto* const against = find_never_between(snapshot, decision.keys[0], decision.keys[1])) throw Error(ErrorKind::kInput, contradiction(*against));
  }
  return decision;
}

Decision decision_of_split(const Snapshot& snapshot, std::string_view entity, const std::vector<std::string>& articles) {
  Decision decision;
  decision.kind = DecisionKind::kSplit;
  const auto vertex = snapshot.require(entity);
  for (const auto& reference : articles) {
    const auto ingest = snapshot.find_article(reference);
    if (!ingest) throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + reference + "\"");
    const auto extraction = snapshot.article(*ingest);
    const auto& source = extraction->article.source;
    bool mentioned = false;
    for (const auto& local : extraction->entities) {
      if (snapshot.vertex_of(source, local) != vertex) continue;
      mentioned = true;
      for (const auto& key : local.keys) decision.keys.push_back(public_id(identity_class(local.type), key));
    }
    if (!mentioned) throw Error(ErrorKind::kNotFound, source + " does not mention " + snapshot.entity(vertex).name);
    decision.sources.push_back(source);
  }
  set_decision_id(decision);
  decision.names = {snapshot.entity(vertex).name};
  return decision;
}

IdentityKey set_apart(const IdentityKey& key, const Decision& split) {
  return {key.text + " (apart by " + to_string('d', split.id) + ")", key.reason};
}

bool Namesakes::may_differ() const {
  for (const auto& one : of_countries) {
    for (const auto& other : of_countries) {
      if (one.iso2 != other.iso2 && one.office) return true;
    }
  }
  return false;
}

std::vector<std::size_t> group_keys(const std::vector<Id>& keys, std::vector<Tie>& ties, const Decisions& decisions, const std::vector<Namesakes>& namesakes) {
  std::unordered_map<Id, std::size_t> place;
  for (std::size_t i = 0; i < keys.size(); ++i) place.emplace(keys[i], i);
  std::vector<std::pair<std::size_t, std::size_t>> never;
  if (!decisions.empty()) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      for (const auto& other : decisions.never_with(keys[i])) {
        const auto found = place.find(other);
        if (found != place.end() && i < found->second) never.emplace_back(i, found->second);
      }
    }
  }
  if (!never.empty() || !namesakes.empty()) {
    const auto rank = [&](const Tie& tie) {
      return std::tuple(tie.strength, std::min(keys[tie.a], keys[tie.b]), std::max(keys[tie.a], keys[tie.b]));
    };
    std::sort(ties.begin(), ties.end(), [&](const Tie& x, const Tie& y) { return rank(x) < rank(y); });
  }
  Groups groups(keys.size());
  const auto join = [&](const Tie& tie) {
    const auto a = groups.of(tie.a);
    const auto b = groups.of(tie.b);
    if (a == b) return;
    const bool forbidden = std::any_of(never.begin(), never.end(), [&](const auto& pair) {
      const auto x = groups.of(pair.first);
      const auto y = groups.of(pair.second);
      return (x == a && y == b) || (x == b && y == a);
    });
    if (!forbidden) groups.join(a, b);
  };
  // What a bare name has to do with names of countries comes last: only then is known who is one without it.
  std::unordered_map<std::size_t, const Namesakes*> bare;
  std::vector<bool> of_country(keys.size());
  for (const auto& sharing : namesakes) {
    if (!sharing.may_differ()) continue;
    if (sharing.bare) bare.emplace(*sharing.bare, &sharing);
    for (const auto& one : sharing.of_countries) of_country[one.key] = true;
  }
  const auto bare_end = [&](const Tie& tie) -> std::optional<std::size_t> {
    if (tie.strength == 0) return std::nullopt;  // people know whom they merge
    if (bare.contains(tie.a) && of_country[tie.b]) return tie.a;
    if (bare.contains(tie.b) && of_country[tie.a]) return tie.b;
    return std::nullopt;
  };
  std::vector<Tie> last;
  for (const auto& tie : ties) {
    if (bare_end(tie)) last.push_back(tie);
    else join(tie);
  }
  std::unordered_map<std::size_t, std::optional<std::size_t>> means;  // a bare name whose namesakes are several: whom, if anybody
  for (const auto& sharing : namesakes) {
    bool several = false;
    std::set<std::size_t> in_office;
    for (const auto& one : sharing.of_countries) {
      if (one.office) in_office.insert(groups.of(one.key));
      for (const auto& other : sharing.of_countries) {
        if (one.iso2 == other.iso2 || !one.office || groups.of(one.key) == groups.of(other.key)) continue;
        several = true;
        never.emplace_back(one.key, other.key);
      }
    }
    if (several && sharing.bare) means.emplace(*sharing.bare, in_office.size() == 1 ? std::optional(*in_office.begin()) : std::nullopt);
  }
  for (const auto& tie : last) {
    const auto name = bare_end(tie).value();
    const auto meant = means.find(name);
    if (meant != means.end()) {
      const auto other = tie.a == name ? tie.b : tie.a;
      if (!meant->second || groups.of(other) != groups.of(*meant->second)) continue;
    }
    join(tie);
  }
  std::vector<std::size_t> out(keys.size());
  std::unordered_map<std::size_t, std::size_t> numbers;
  for (std::size_t i = 0; i < keys.size(); ++i) out[i] = numbers.emplace(groups.of(i), numbers.size()).first->second;
  return out;
}

}  // namespace entente::graph

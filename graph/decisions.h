// SPDX-License-Identifier: Apache-2.0
// What people decide about identity, over and above what the articles say: these are the same, these are never the same, what
// these articles call so is somebody else. A decision names identity keys and article sources, never numbers or versions, so
// it holds for articles that come later, survives re-reading, and undoing it leaves the store that never had it.
//
// Entities are the components of keys over ties. A tie is an article that gives two keys to one entity, or a merge. Where keys that
// must never be one hang together, ties are taken in order of strength (merges, then by the weaker key's reason, then by id) and
// one that would join such a pair is left out: the constrained form of Kruskal's algorithm, which depends on content alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "model/id.h"

namespace entente::graph {

class Snapshot;

// Stored on disk. Never change, never reuse.
enum class DecisionKind : std::uint8_t {
  kMerge = 0,  // the entities that bear the two keys are one
  kNever = 1,  // no entity bears both keys, whatever else ties them
  kSplit = 2,  // what the sources know under one of the keys is an entity of its own
};
[[nodiscard]] std::string_view name_of(DecisionKind kind);  // "merge", "never-merge", "split"
[[nodiscard]] std::optional<DecisionKind> find_decision_kind(std::string_view name);

struct Decision {
  Id id;  // hash of kind, keys and sources: the same decision taken twice is one
  DecisionKind kind = DecisionKind::kMerge;
  std::vector<Id> keys;              // public ids of keys, sorted; two for merge and never, one or more for split
  std::vector<std::string> sources;  // of split: the articles' sources, sorted
  std::vector<std::string> names;    // what the entities were called then, for people
  std::string author;
  std::string reason;
  std::string when;  // ISO 8601, as the caller says; kept, and no part of the digest
};
// Sorts keys (and their names with them) and sources, and sets the id.
void set_decision_id(Decision& decision);
// The first thing wrong with it, or nothing.
[[nodiscard]] std::optional<std::string> find_fault(const Decision& decision);

[[nodiscard]] std::string encode(const Decision& decision);
// What the digest covers: all but the time.
[[nodiscard]] std::string encode_content(const Decision& decision);
[[nodiscard]] Decision decode_decision(std::string_view bytes);

// An entry of the ledger: what was decided, and what became of it.
struct LedgerEntry {
  Decision decision;
  bool undone = false;     // this entry takes the decision back; author, reason and time in `decision` are those of the undoing
};
[[nodiscard]] std::string encode(const LedgerEntry& entry);
[[nodiscard]] LedgerEntry decode_ledger_entry(std::string_view bytes);

// The decisions in force. Never changes; a change of the ledger makes the next one. Any thread may read.
class Decisions {
 public:
  explicit Decisions(std::vector<Decision> in_force);

  [[nodiscard]] const std::map<Id, Decision>& all() const { return all_; }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] const Decision* find(const Id& id) const;
  // Keys that a merge ties to this one, and keys that must never be one with it; sorted.
  [[nodiscard]] const std::vector<Id>& merged_with(const Id& key) const;
  [[nodiscard]] const std::vector<Id>& never_with(const Id& key) const;
  // Whether a merge or a never speaks of the key.
  [[nodiscard]] bool speaks_of(const Id& key) const { return merged_.contains(key) || never_.contains(key); }

  // The keys under which the graph knows an entity of the article from `source`: its own, or, where a split sets it apart, its own with
  // the split's mark.
  [[nodiscard]] std::vector<IdentityKey> keys_of(std::string_view source, const Entity& entity) const;
  // The split that sets it apart.
  [[nodiscard]] const Decision* split_of(std::string_view source, const Entity& entity) const;

  [[nodiscard]] std::shared_ptr<const Decisions> with(const Decision& decision) const;
  [[nodiscard]] std::shared_ptr<const Decisions> without(const Id& id) const;

 private:
  std::map<Id, Decision> all_;
  std::map<Id, std::vector<Id>> merged_;
  std::map<Id, std::vector<Id>> never_;
  std::map<std::string, std::vector<Id>, std::less<>> splits_;  // source -> ids of its splits, sorted
};

// A decision in force that says the opposite: a never of a merge's pair, a merge of a never's, another split of the same articles' entity. Depends on the two
// decisions alone, so that a ledger can be taken in in any order. nullptr when none does; valid while `in_force` lives.
[[nodiscard]] const Decision* find_contrary(const Decisions& in_force, const Decision& decision);

// "the decision d:… (merge, desk: …) says otherwise; undo it first"
[[nodiscard]] std::string contradiction(const Decision& against);

// Decisions as people ask for them, by names or ids; author, reason and time are left to the caller. Throw like Snapshot::require.
// Of a pair: the keys that bear the two names. Throws Error kInput, with the id of the decision to undo, when a merge would join what as things are now
// must never be one.
[[nodiscard]] Decision decision_of_pair(const Snapshot& snapshot, DecisionKind kind, std::string_view a, std::string_view b);
// What these articles (ids, sources or URLs) call the entity. Throws Error kNotFound when one of them does not mention it.
[[nodiscard]] Decision decision_of_split(const Snapshot& snapshot, std::string_view entity, const std::vector<std::string>& articles);

// A key as a split marks it: readable, and found in no article.
[[nodiscard]] IdentityKey set_apart(const IdentityKey& key, const Decision& split);

// --- the rule that makes entities out of ties

struct Tie {
  std::size_t a = 0;  // positions in the list of keys
  std::size_t b = 0;
  int strength = 0;   // 0 is the strongest
};
// People who share a full name. `bare` is the name without a country, in which each article that has no more to say means one of them; the others are the
// name with a country ("john smith of iso3166:GB"). All of them positions in the list of keys.
struct Namesakes {
  struct OfCountry {
    std::size_t key = 0;
    std::string iso2;
    bool office = false;  // some article gives that person an office of the state
  };
  std::optional<std::size_t> bare;
  std::vector<OfCountry> of_countries;
  // Whether two of them may be two people: their countries differ, and one of the two holds an office of the state. Citizens of two countries may well be one.
  [[nodiscard]] bool may_differ() const;
};

// The groups that keys (given by public id) fall into: everything that hangs together by ties, except that no group holds a pair that must
// never be one. Returns for each key the number of its group, in order of first appearance. Ties are reordered.
//
// Namesakes who may differ are two people unless something other than the bare name ties them: an article that gives both countries, an outside id, a
// merge. The bare name then stands for the one who holds an office; where two do, for nobody but itself.
[[nodiscard]] std::vector<std::size_t> group_keys(const std::vector<Id>& keys, std::vector<Tie>& ties, const Decisions& decisions, const std::vector<Namesakes>& namesakes = {});

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
// The read side: a consistent state of the store, as it was when the snapshot was taken. One request, one snapshot,
// one thread; it caches what it decodes. Keep the Store alive.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/decisions.h"
#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/list_cache.h"
#include "graph/rocks.h"
#include "model/claim.h"

namespace entente::graph {

class LoadedGraph;

// One entity of the graph: a component of identity nodes.
struct EntityRecord {
  VertexId vertex = 0;
  Id id;                     // content-derived; the same whatever the order of ingestion
  EntityType type = EntityType::kPerson;
  std::string name;          // the fullest form that most articles use
  std::vector<std::pair<std::string, std::uint32_t>> aliases;  // surface forms, most frequent first
  std::vector<std::pair<std::string, std::string>> outside_ids;
  std::vector<IdentityKey> keys;  // why its mentions are one
  std::uint32_t articles = 0;
  std::uint32_t mentions = 0;
};

struct SearchHit {
  EntityRecord entity;
  double score = 0;     // 1 exact, 0.9 prefix, 0.8 another spelling or script, below that by edit distance
  std::string matched;  // "exact", "prefix", "spelling", "near"
};

// What a name stands for.
struct Resolution {
  std::optional<VertexId> vertex;     // set when it is clear
  std::vector<SearchHit> candidates;  // the others that bear the name; or, when nothing does, the nearest
  bool ambiguous = false;
};

struct Stats {
  Counts counts;
  std::uint64_t entities = 0;
  std::uint64_t edges = 0;  // distinct (entity, relation, entity) with a positive, actual claim
  std::map<EntityType, std::uint64_t> by_type;
  std::map<Relation, std::uint64_t> by_relation;  // claims
  std::uint64_t disk_bytes = 0;
};

// One state of the store, shared by all snapshots of it.
struct SharedState {
  using BothLookUps = std::array<LookUps, 2>;  // of components, of origins
  // The state of this moment, with what is known of it.
  explicit SharedState(const Rocks& rocks, std::uint64_t number = 0, std::shared_ptr<const Decisions> ledger = nullptr,
                       const std::shared_ptr<BothLookUps>& look_ups = std::make_shared<BothLookUps>(), std::shared_ptr<const Identity> known = nullptr,
                       std::shared_ptr<const Identity> known_origins = nullptr);

  Rocks::View view;
  std::uint64_t version = 0;
  std::shared_ptr<const Decisions> decisions;  // nullptr = read them when they are asked for
  LazyIdentity identity;
  LazyIdentity origins;
};

// A version of an article that another took the place of.
struct OldVersion {
  std::uint32_t number = 0;  // counts up
  std::string replaced;      // when
  Extraction extraction;
};

class Snapshot {
 public:
  explicit Snapshot(const Rocks& rocks);
  // `lists`, where there are any, are of the store whose state this is; keep them alive.
  Snapshot(const Rocks& rocks, std::shared_ptr<const SharedState> state, ListCache* lists);
  ~Snapshot();
  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) = delete;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // --- entities
  [[nodiscard]] VertexId vertex_of(NodeId node) const;
  [[nodiscard]] const EntityRecord& entity(VertexId vertex) const;
  // A public id that was ever handed out for a name that still has a mention.
  [[nodiscard]] std::optional<VertexId> find_entity(const Id& id) const;
  // An id, or a name in any spelling that some article uses. `type` narrows.
  [[nodiscard]] Resolution resolve(std::string_view name_or_id, std::optional<EntityType> type = std::nullopt) const;
  // Like resolve, but throws: kAmbiguous with the candidates, kNotFound with the nearest names, in the message.
  [[nodiscard]] VertexId require(std::string_view name_or_id) const;
  [[nodiscard]] std::vector<SearchHit> search(std::string_view text, std::size_t limit) const;
  // Whether the vertex is an entity: it speaks for itself, and some article mentions it. A key that a decision has cut off from all that
  // mention it is none, and neither is a bare name of which every article means one of several namesakes.
  [[nodiscard]] bool is_entity(VertexId vertex) const { return vertex_of(vertex) == vertex && entity(vertex).mentions > 0; }
  // In order of vertex numbers, until `visit` returns false.
  void for_each_entity(const std::function<bool(const EntityRecord&)>& visit) const;

  // --- claims
  // Every row of the vertex, both directions, without loops to itself. The row's neighbour is a node: vertex_of it.
  // Stops when `visit` returns false.
  void for_each_row(VertexId vertex, const std::function<bool(const Row&)>& visit) const;
  // The vertex's rows arranged for a search (graph/adjacency.h), at most `limit` of them read; false when there are more.
  // They are added to `rows`, which the caller gives empty.
  bool read_block(VertexId vertex, std::size_t limit, std::vector<Row>& rows) const;
  // The same in the order of the store, which is cheaper.
  bool read_rows(VertexId vertex, std::size_t limit, std::vector<Row>& rows) const;
  // The whole arranged list as the store keeps it for all snapshots; nullptr where it does not (it begins to once it has read its identities).
  [[nodiscard]] ListCache::List kept_list(VertexId vertex) const;
  // How many rows the kept list has, where it is a long one; 0 where it is short or not known.
  [[nodiscard]] std::size_t known_length(VertexId vertex) const;
  // What read_rows gave, whole: arranged and kept if the store would keep it; else nullptr, and `rows` is as before.
  ListCache::List keep_list(VertexId vertex, std::vector<Row>& rows) const;
  // The vertex that stands for an entity of the article that came from `source`.
  [[nodiscard]] VertexId vertex_of(std::string_view source, const Entity& entity) const;

  // --- articles
  // Cached and shared; throws Error kStore when it is not there.
  [[nodiscard]] std::shared_ptr<const Extraction> article(IngestId ingest) const;
  // The article's own fields and its text alone: a fraction of the cost.
  [[nodiscard]] Article article_head(IngestId ingest) const;
  // By id ("a:…"), source or URL.
  [[nodiscard]] std::optional<IngestId> find_article(std::string_view reference) const;
  // In order of ingestion, beginning after `after`, until `visit` returns false.
  void for_each_article(std::optional<IngestId> after, const std::function<bool(IngestId, const Article&)>& visit) const;
  // The articles that mention the entity, in order of ingestion.
  [[nodiscard]] std::vector<IngestId> articles_of(VertexId vertex, std::size_t limit) const;

  // The article that stands for all that carry the same text; itself where no other does.
  [[nodiscard]] IngestId origin_of(IngestId ingest) const;
  // All of its origin, itself among them, in order of ingestion; and the one of them that came out first, which is shown for all.
  [[nodiscard]] std::vector<IngestId> articles_of_origin(IngestId ingest) const;
  [[nodiscard]] Article article_of_origin(IngestId ingest) const;
  // Replaced versions that the history still has, oldest first; when the source was first seen, empty when that was not kept.
  [[nodiscard]] std::vector<OldVersion> versions_of(std::string_view source) const;
  [[nodiscard]] std::string first_seen(std::string_view source) const;
  // The replaced version of this number, or the newest. Throws Error kNotFound, saying which there are.
  [[nodiscard]] OldVersion require_version(std::string_view source, std::optional<std::uint32_t> number) const;

  // --- decisions
  [[nodiscard]] const Decisions& decisions() const;
  // All that was decided and undone, in order of time.
  [[nodiscard]] std::vector<LedgerEntry> ledger() const;
  // The identity key that a person means by a name or id: of the keys of one entity the one that bears it. Throws like require.
  struct NamedKey {
    VertexId vertex = 0;
    Id key;
    std::string name;
  };
  [[nodiscard]] NamedKey require_key(std::string_view name_or_id) const;
  // The public ids of an entity's keys.
  [[nodiscard]] std::vector<Id> key_ids(VertexId vertex) const;

  // --- the whole
  [[nodiscard]] Counts counts() const;
  [[nodiscard]] Stats stats() const;  // reads everything
  // Hexadecimal; equal for equal logical content, whatever the history.
  [[nodiscard]] std::string digest() const;

  // Gives back what was cached of entities; references that entity() returned end. For walks over a whole store.
  void forget() const;

  // The components as an array, valid while the snapshot is, and the whole graph, where the store keeps them in memory; else nullptr.
  [[nodiscard]] const Identity* identity() const { return identity_; }
  [[nodiscard]] std::shared_ptr<const Identity> shared_identity() const { return state_->identity.share(); }
  [[nodiscard]] const std::shared_ptr<const LoadedGraph>& loaded() const { return loaded_; }
  void attach(std::shared_ptr<const LoadedGraph> loaded) { loaded_ = std::move(loaded); }
  // Of the store when the snapshot was taken; equal numbers, equal content, as long as the Store lives.
  [[nodiscard]] std::uint64_t version() const { return state_->version; }
  // All node numbers lie below it.
  [[nodiscard]] NodeId end_node() const;
  // Whether a comes before b in an order that depends on content alone.
  [[nodiscard]] bool before(VertexId a, VertexId b) const;

  [[nodiscard]] const Rocks& rocks() const { return *rocks_; }
  [[nodiscard]] const Rocks::View* view() const { return &state_->view; }

 private:
  struct Cache;
  [[nodiscard]] Cache& cache() const;
  [[nodiscard]] NodeRecord node(NodeId node) const;
  [[nodiscard]] std::vector<NodeId> members(VertexId vertex) const;
  [[nodiscard]] std::uint32_t count_articles(std::vector<std::pair<std::uint32_t, NodeId>> anchors) const;
  void add_hits(std::vector<SearchHit>& hits, char kind, const std::string& text, bool prefix, double score,
                const char* matched, std::size_t limit) const;
  // Under other spellings of the name, as far as names::match() agrees.
  [[nodiscard]] std::vector<SearchHit> respelled(std::string_view text, std::size_t limit) const;
  [[nodiscard]] std::vector<SearchHit> nearest(const std::string& folded, std::size_t limit) const;

  const Rocks* rocks_;
  std::shared_ptr<const SharedState> state_;
  ListCache* lists_ = nullptr;
  // Of the state, once known.
  mutable const Identity* identity_;
  mutable const Identity* origins_;
  mutable std::shared_ptr<const Decisions> decisions_;  // where the state has none
  std::shared_ptr<const LoadedGraph> loaded_;
  mutable std::unique_ptr<Cache> cache_;  // made when something is kept in it
};

// The decisions in force as the store has them.
[[nodiscard]] std::shared_ptr<const Decisions> read_decisions(const Rocks& rocks, const Rocks::View* view);

// "Kim Jong Un (Person, e:…)": one line for people.
[[nodiscard]] std::string describe(const EntityRecord& entity);

}  // namespace entente::graph

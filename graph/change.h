// SPDX-License-Identifier: Apache-2.0
// One change of a store in the making: articles that go and come, decisions taken and undone. Gathers the effect, works out the
// components and origins that change, and fills one batch; nothing is written and no counter of the store moves before the store
// writes the batch. For store.cc alone.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/band_filter.h"
#include "graph/contribution.h"
#include "graph/decisions.h"
#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/loaded_graph.h"
#include "graph/name_table.h"
#include "graph/node_cache.h"
#include "graph/origins.h"
#include "graph/rocks.h"
#include "model/claim.h"
#include "model/id.h"

namespace entente::graph {

// What a store knows of itself without reading.
struct StoreState {
  NodeId next_node = 1;
  IngestId next_ingest = 1;
  std::uint64_t next_entry = 1;  // of the ledger
  SetHash digest;
  SetHash history;  // of the entries of Family::kHistory
  Counts counts;
  std::shared_ptr<const Decisions> decisions;
};

// What its writer has of it in memory, so as not to ask the database.
struct KnownOfStore {
  const NameTable* names = nullptr;  // all of them, where they are known
  const NodeCache& nodes;            // some, as they are
  BandFilter* bands = nullptr;       // of all prints, where they are known; a change adds its own
};

class Change {
 public:
  // `with_delta`: also says what happens to the graph in memory.
  Change(Rocks& rocks, StoreState state, const KnownOfStore& known, bool with_delta, Rocks::Batch::Kind kind = Rocks::Batch::Kind::kLog)
      : rocks_(rocks),
        names_(known.names),
        known_nodes_(known.nodes),
        kind_(kind),
        batch_(kind == Rocks::Batch::Kind::kFiles ? Rocks::Batch(rocks) : Rocks::Batch(kind)),
        state_(std::move(state)),
        first_new_node_(state_.next_node),
        origins_(rocks, state_.next_ingest > 1, known.bands),
        with_delta_(with_delta) {}

  void take_out(IngestId ingest, std::string_view record);
  void put_in(const Extraction& extraction, const Contribution& contribution);
  // The article as it stands under a number it already has: for rebuilding.
  void index(const Extraction& extraction, const Contribution& contribution, IngestId ingest);
  void decide(const Decision& decision);
  void undo(const Decision& decision);
  void log(const LedgerEntry& entry);
  // Entries of Family::kHistory. No key twice in one change.
  void remember(const std::string& key, std::string_view value);
  void forget(const std::string& key, std::string_view value);

  // The batch is complete after it.
  void finish();

  [[nodiscard]] Rocks::Batch& batch() { return batch_; }
  // Of keys and values, and roughly of what is kept until they are complete.
  [[nodiscard]] std::size_t bytes() const { return batch_.bytes() + nodes_.size() * kBytesOfNode + origins_.bytes(); }
  // After finish(): enters names that are new, takes out those that nobody uses any more.
  void update(NameTable& names) const;
  // The nodes as they are when the batch is written.
  void update(NodeCache& nodes) const;
  [[nodiscard]] std::uint64_t name_look_ups() const { return name_look_ups_; }
  [[nodiscard]] std::uint64_t band_look_ups() const { return origins_.look_ups(); }
  [[nodiscard]] const StoreState& state() const { return state_; }
  [[nodiscard]] const std::vector<IdentityChange>& moved() const { return moved_list_; }
  [[nodiscard]] const std::vector<IdentityChange>& origins_moved() const { return origins_moved_; }
  [[nodiscard]] GraphDelta& delta() { return delta_; }
  [[nodiscard]] bool with_delta() const { return with_delta_; }

 private:
  struct Node {
    NodeId number = 0;
    Id id;
    std::string stored;  // the record as it was; empty when new
    std::string written; // as it will be, where it is another and goes through the log
    NodeRecord now;
    bool names_changed = false;      // another surface form, or one less
    bool component_changed = false;  // its ties, or how well it speaks for its component
  };

  static constexpr std::size_t kBytesOfNode = sizeof(Node) + 400;  // with its records, as it was and as it will be
  Node* find(NodeId id);
  Node& node(NodeId id);
  Node& know(NodeId number);
  void ask_ahead(const Id& key) const;
  Node* find_node(const Id& key);
  Node& node_for(const Id& id, IdentityClass identity_class, const IdentityKey& key);
  std::vector<Node*> apply(const Extraction& extraction, const Contribution& contribution, IngestId ingest, int by);
  static void count_reason(Node& node, KeyReason reason, int by);
  static void link(Node& from, NodeId to, int by);
  // Each anchor with its rows, in their order.
  using AnchoredRow = std::pair<Node*, Row>;
  static std::vector<AnchoredRow> rows_of(const Contribution& contribution, IngestId ingest, const std::vector<Node*>& anchors);
  void count(const Extraction& extraction, int by);
  // Puts a decision into force, or takes it out: articles that a split speaks of are read under the old ledger and put back under the new.
  void change_ledger(const Decision& decision, std::shared_ptr<const Decisions> next);

  void update_components();
  [[nodiscard]] std::set<NodeId> affected_nodes();
  [[nodiscard]] std::vector<Namesakes> namesakes_among(const std::vector<NodeId>& hanging_together);
  void group(const std::vector<NodeId>& hanging_together);
  [[nodiscard]] std::vector<NodeId> stored_component(NodeId id) const;
  void write_component(std::vector<NodeId> members);
  void write_nodes();
  void write_node(Node& node, Rocks::Batch& batch) const;
  [[nodiscard]] std::vector<NodeId> merged_with(NodeId id);
  [[nodiscard]] Id id_of(NodeId id) { return node(id).id; }

  Rocks& rocks_;
  const NameTable* names_;
  const NodeCache& known_nodes_;
  Rocks::Batch::Kind kind_;
  Rocks::Batch batch_;
  StoreState state_;
  NodeId first_new_node_;  // of this one on, the store has nothing
  OriginChange origins_;
  bool with_delta_;
  std::uint64_t name_look_ups_ = 0;  // in the database
  std::deque<Node> nodes_;
  boost::unordered_flat_map<NodeId, Node*> by_number_;
  boost::unordered_flat_map<Id, Node*, std::hash<Id>> by_id_;
  std::map<NodeId, IdentityChange> moved_;
  std::vector<IdentityChange> moved_list_;
  std::vector<IdentityChange> origins_moved_;
  GraphDelta delta_;
};

}  // namespace entente::graph

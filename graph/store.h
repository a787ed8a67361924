// SPDX-License-Identifier: Apache-2.0
// The write side: one article, or one decision, one atomic batch. Putting an article twice changes nothing; an article from a source
// that already gave another text replaces it; retracting one leaves what the others alone would have made, and undoing a decision
// leaves what would be had it never been taken.
//
// The seam towards a distributed engine is these five: put, retract, rows of a vertex, read article, scan.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/band_filter.h"
#include "graph/change.h"
#include "graph/decisions.h"
#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/list_cache.h"
#include "graph/loaded_graph.h"
#include "graph/name_table.h"
#include "graph/node_cache.h"
#include "graph/rocks.h"
#include "graph/snapshot.h"
#include "model/claim.h"

namespace entente::graph {

enum class PutOutcome {
  kAdded,
  kUnchanged,  // the same article with the same claims was there
  kReplaced,   // another version of this source, or another extraction of this text, was there
};

class BulkLoad;

// Any thread may call; writers wait for each other. Snapshots taken before a write do not see it.
class Store {
 public:
  // Throws Error kStore: missing (kRead), locked, damaged, written by a newer program.
  static std::unique_ptr<Store> open(const std::string& path, OpenMode mode, const RocksOptions& options = {});

  // Throws Error kInput when the extraction breaks the contract (find_fault); nothing is stored then. With `sync` the
  // article is on the disk when this returns; without, call sync() before telling anybody that it is kept.
  // `now` (ISO 8601; empty = not to be kept) goes to the history: when the source was first seen, when a version was replaced.
  PutOutcome put(const Extraction& extraction, bool sync = true, std::string_view now = {});

  // Several, in order, in one batch (more where one of them comes again, or where they are many): a fraction of the cost an article. Nothing is
  // stored when one breaks the contract; validate() tells beforehand, and throws as put() does. RocksOptions::files_from and more are a bulk load:
  // written as sorted files, past the log, and on the disk when this returns. BulkLoad takes more than fit into memory at once.
  std::vector<PutOutcome> put_all(std::span<const Extraction> extractions, bool sync = true, std::string_view now = {});
  static void validate(const Extraction& extraction);

  // By id ("a:…"), source or URL, as find_article. Throws Error kNotFound. Returns what was taken out.
  // Its history goes with it.
  Article retract(std::string_view reference, bool sync = true);

  // Puts a decision (graph/decisions.h) into force; false when it is already. Throws Error kInput when it is malformed, or when one
  // in force says the opposite; the message says which to undo.
  bool decide(const Decision& decision, bool sync = true);
  // Takes one back; who, why and when go to the ledger. Throws Error kNotFound. Returns what it was.
  Decision undo(const Id& id, std::string_view author, std::string_view reason, std::string_view when, bool sync = true);

  // Makes all that is derived from articles and decisions again. Nobody may read or write meanwhile. Begun and not ended, it is begun again
  // when the store is next opened for writing.
  void rebuild();

  // Adds a backup of the state of this moment to a directory of backups (graph/rocks.h); writers wait. Returns its number.
  std::uint32_t backup(const std::string& directory);

  void sync() { rocks_->sync(); }
  void compact() { rocks_->compact(); }
  [[nodiscard]] Snapshot snapshot() const;

  // From now on identities and the whole graph are kept in memory (48 bytes a claim), brought up to date after every change, and
  // snapshots carry them. Builds them before it returns: about a tenth of a second a million rows. For a server; call it before
  // other threads use the store.
  void keep_in_memory();
  // Waits for a build in the background. For tests and benchmarks.
  void wait_for_graph() const;
  // Grows with every change; equal numbers mean equal content while this Store lives.
  [[nodiscard]] std::uint64_t version() const;

 private:
  friend class BulkLoad;
  Store(std::unique_ptr<Rocks> rocks, bool writable, const RocksOptions& options);
  [[nodiscard]] Rocks::Batch::Kind kind_for(std::size_t articles) const { return articles >= files_from_ ? Rocks::Batch::Kind::kFiles : Rocks::Batch::Kind::kLog; }
  void require_writable() const;
  // Whether a change has to say what it does to the graph, since some of it is kept in memory.
  [[nodiscard]] bool keeps_graph() const { return loaded_ != nullptr || !lists_.empty(); }
  [[nodiscard]] Change begin() { return {*rocks_, state_, known(), keeps_graph()}; }
  // Every name of the store, when they are known or it is time to read them.
  [[nodiscard]] const NameTable* names();
  // Likewise the bands of its prints.
  [[nodiscard]] BandFilter* bands();
  [[nodiscard]] KnownOfStore known() { return {names(), nodes_, bands()}; }
  PutOutcome add_to(Change& change, const Extraction& extraction, const Contribution& contribution, std::string_view now);
  void commit(Change& change, bool sync);
  void reserve() { rocks_->reserve((names_ ? names_->bytes() : 0) + nodes_.bytes() + (bands_ ? bands_->bytes() : 0)); }
  void publish(Change& change);
  // Readers see what the database holds now, of which so much is known.
  void show(std::shared_ptr<const Identity> identity, std::shared_ptr<const Identity> origins);
  void show_afresh();
  [[nodiscard]] std::optional<std::vector<VertexId>> vertices_touched(const GraphDelta& delta, const Identity& before, const Identity& after) const;
  void keep_version(Change& change, const std::string& record, std::string_view now);
  void forget_history(Change& change, const Article& article);
  void read_state();
  void load();
  [[nodiscard]] Snapshot plain_snapshot() const;

  std::unique_ptr<Rocks> rocks_;
  bool writable_;
  std::size_t files_from_;
  std::size_t most_bytes_;       // of what is gathered for one bulk load
  std::size_t most_name_bytes_;  // of names_
  mutable std::mutex mutex_;
  StoreState state_;
  std::optional<NameTable> names_;  // all or none
  NodeCache nodes_;
  std::size_t band_bytes_;  // of bands_
  std::optional<BandFilter> bands_;  // all or none
  std::uint64_t band_look_ups_ = 0;
  std::uint64_t name_look_ups_ = 0;  // on the disk, for want of them
  std::uint64_t version_ = 0;

  // What a reader takes, so it never waits for a writer. A change makes the next one and puts it in its place.
  [[nodiscard]] std::shared_ptr<const SharedState> shared() const;
  mutable std::mutex shared_mutex_;  // of shared_ alone
  std::shared_ptr<const SharedState> shared_;
  std::shared_ptr<SharedState::BothLookUps> look_ups_;
  mutable ListCache lists_;
  mutable std::unique_ptr<LoadedGraphs> loaded_;  // last, so that a build ends before what it reads
};

// Many articles that come one group after the other: gathered up to twice the cache's setting, then written as sorted files, past the log. A name that comes
// again in what is gathered is read and written once, so the more the better. Other writers wait from the first put() to the end.
class BulkLoad {
 public:
  explicit BulkLoad(Store& store, std::string_view now = {}) : BulkLoad(store, Rocks::Batch::Kind::kFiles, now) {}
  // What is not finished may be lost.
  ~BulkLoad() = default;
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;

  // As Store::put_all, but that it may not be kept and is not seen before finish().
  std::vector<PutOutcome> put(std::span<const Extraction> extractions);
  // All of it is on the disk, and readers see it.
  void finish() { finish(true); }

 private:
  friend class Store;
  BulkLoad(Store& store, Rocks::Batch::Kind kind, std::string_view now) : store_(store), lock_(store.mutex_, std::defer_lock), kind_(kind), now_(now) {}
  void begin();
  void finish(bool sync);

  Store& store_;
  std::unique_lock<std::mutex> lock_;
  Rocks::Batch::Kind kind_;
  std::string now_;
  std::optional<Change> change_;
  boost::unordered_flat_set<std::size_t> pending_;  // hashes of sources and ids in the change: what comes again must see what came before
  bool any_ = false;       // something in it is not written
  bool unsynced_ = false;  // something is written and may not be on the disk
};

// What `entente check` found. Everything derived is computed afresh from the article records and compared.
struct CheckResult {
  std::uint64_t articles = 0;
  std::uint64_t claims = 0;
  std::uint64_t rows = 0;
  std::optional<std::string> first_violation;
};
[[nodiscard]] CheckResult check(const Snapshot& snapshot);

}  // namespace entente::graph

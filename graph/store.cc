// SPDX-License-Identifier: Apache-2.0
#include "graph/store.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <limits>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graph/change.h"
#include "graph/coding.h"
#include "graph/contribution.h"
#include "graph/parallel.h"
#include "model/error.h"

namespace entente::graph {
namespace {

// Of the setting for memory: what is gathered of a bulk load before it is written, the table of names, nodes that the writer has at
// hand, and the filter of bands.
constexpr std::size_t kTimesOfBatch = 2;
constexpr std::size_t kPartOfNames = 8;
constexpr std::size_t kPartOfNodes = 8;
constexpr std::size_t kPartOfBands = 64;

// From so many on, more than one thread works out what articles bring, so many ahead; when all is made again, of so many at once.
constexpr std::size_t kManyArticles = 16;
constexpr std::size_t kAhead = 512;
constexpr std::size_t kSlice = 512;

// An entity of more links that gets another number: all lists are read anew.
constexpr std::size_t kMostNeighbours = 50'000;

// What articles bring, for one thread that takes it in their order: another works it out ahead, and the one does itself what the other has not begun.
class Contributions {
 public:
  Contributions(std::span<const Extraction> extractions, bool alone) : extractions_(extractions), all_(extractions.size()) {
    if (!alone) ahead_ = std::thread([this] { run_ahead(); });
  }
  Contributions(const Contributions&) = delete;
  Contributions& operator=(const Contributions&) = delete;
  ~Contributions() {
    taken_ = kEnd;
    taken_.notify_one();
    if (ahead_.joinable()) ahead_.join();
  }
  // In order. The one before is gone then.
  const Contribution& take(std::size_t i) {
    if (i > 0) all_[i - 1].contribution = {};
    auto& one = all_[i];
    taken_ = i;
    taken_.notify_one();
    if (!work(i)) one.state.wait(State::kBegun);
    if (one.error) std::rethrow_exception(one.error);
    return one.contribution;
  }

 private:
  static constexpr auto kEnd = std::numeric_limits<std::size_t>::max();
  enum class State : std::uint8_t { kWaits, kBegun, kDone };
  struct One {
    std::atomic<State> state = State::kWaits;
    Contribution contribution;
    std::exception_ptr error;
  };
  // False when the other has begun it.
  bool work(std::size_t i) {
    auto& one = all_[i];
    auto waits = State::kWaits;
    if (!one.state.compare_exchange_strong(waits, State::kBegun)) return false;
    try {
      one.contribution = contribution_of(extractions_[i], encode(extractions_[i]));
    } catch (...) {
      one.error = std::current_exception();
    }
    one.state = State::kDone;
    one.state.notify_one();
    return true;
  }
  void run_ahead() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (auto taken = taken_.load(); i > taken && i - taken > kAhead; taken = taken_) taken_.wait(taken);
      if (taken_ == kEnd) return;
      (void)work(i);
    }
  }

  std::span<const Extraction> extractions_;
  std::vector<One> all_;
  std::atomic<std::size_t> taken_ = 0;
  std::thread ahead_;
};

std::uint32_t number_of(const std::optional<std::string>& bytes, std::uint32_t when_absent) { return bytes ? read_number(*bytes) : when_absent; }

}  // namespace

Store::Store(std::unique_ptr<Rocks> rocks, bool writable, const RocksOptions& options)
    : rocks_(std::move(rocks)),
      writable_(writable),
      files_from_(options.files_from),
      most_bytes_(options.cache_bytes * kTimesOfBatch),
      most_name_bytes_(options.cache_bytes / kPartOfNames),
      nodes_(options.cache_bytes / kPartOfNodes),
      band_bytes_(options.cache_bytes / kPartOfBands),
      lists_(*rocks_) {}

std::unique_ptr<Store> Store::open(const std::string& path, OpenMode mode, const RocksOptions& options) {
  std::unique_ptr<Store> store(new Store(Rocks::open(path, mode, options), mode != OpenMode::kRead, options));
  auto& rocks = *store->rocks_;
  const auto version = number_of(rocks.get(Family::kMeta, kMetaVersion), 0);
  if (version > kStorageVersion) {
    throw Error(ErrorKind::kStore, "the store at " + path + " has storage version " + std::to_string(version) +
                                       ", this program knows " + std::to_string(kStorageVersion) + ": use a newer entente");
  }
  if (version == 0) {
    if (mode == OpenMode::kRead) throw Error(ErrorKind::kStore, path + " is no store of Entente, or was never written");
    Rocks::Batch batch;
    Writer out;
    out.big32(kStorageVersion);
    batch.put(Family::kMeta, kMetaVersion, out.bytes());
    rocks.write(batch, true);
  }
  if (mode == OpenMode::kRead && version < kStorageVersion) throw old_store(path);
  store->read_state();
  if (mode != OpenMode::kRead && ((version != 0 && version < kStorageVersion) || rocks.get(Family::kMeta, kMetaRebuilding))) store->rebuild();
  return store;
}

void Store::read_state() {
  auto& rocks = *rocks_;
  state_ = {};
  state_.next_node = number_of(rocks.get(Family::kMeta, kMetaNextNode), 1);
  state_.next_ingest = number_of(rocks.get(Family::kMeta, kMetaNextIngest), 1);
  if (const auto bytes = rocks.get(Family::kMeta, kMetaDigest)) state_.digest = SetHash::from_bytes(*bytes);
  if (const auto bytes = rocks.get(Family::kMeta, kMetaHistoryDigest)) state_.history = SetHash::from_bytes(*bytes);
  if (const auto bytes = rocks.get(Family::kMeta, kMetaCounts)) state_.counts = decode_counts(*bytes);
  state_.decisions = read_decisions(rocks, nullptr);
  if (state_.next_node == 1) names_.emplace();
  if (state_.next_ingest == 1 && writable_) bands_.emplace(band_bytes_);
  if (const auto last = rocks.last_key(Family::kHistory, "d")) {
    Reader in(std::string_view(*last).substr(1));
    const auto high = std::uint64_t{in.big32()};
    state_.next_entry = (high << 32u | in.big32()) + 1;
  }
  show_afresh();
}

void Store::require_writable() const {
  if (!writable_) throw Error(ErrorKind::kStore, "the store is open for reading only");
}

void Store::validate(const Extraction& extraction) {
  if (const auto fault = find_fault(extraction)) {
    throw Error(ErrorKind::kInput, extraction.article.source + ": " + *fault);
  }
  if (extraction.claims.size() > kMaxClaimsPerArticle) {
    throw Error(ErrorKind::kLimit, extraction.article.source + ": more than 65,535 claims in one article; split it");
  }
}

PutOutcome Store::put(const Extraction& extraction, bool sync, std::string_view now) { return put_all({&extraction, 1}, sync, now).front(); }

std::vector<PutOutcome> Store::put_all(std::span<const Extraction> extractions, bool sync, std::string_view now) {
  BulkLoad load(*this, kind_for(extractions.size()), now);
  auto outcomes = load.put(extractions);
  load.finish(sync);
  return outcomes;
}

void BulkLoad::begin() {
  change_.emplace(*store_.rocks_, store_.state_, store_.known(), store_.keeps_graph(), kind_);
  pending_.clear();
  any_ = false;
}

std::vector<PutOutcome> BulkLoad::put(std::span<const Extraction> extractions) {
  const std::size_t threads = extractions.size() >= kManyArticles ? 0 : 1;
  // All of them before the first is put.
  for_each_in_parallel(extractions.size(), [&](std::size_t i) { Store::validate(extractions[i]); }, threads);
  Contributions contributions(extractions, threads == 1);
  if (!lock_.owns_lock()) {
    lock_.lock();
    store_.require_writable();
    begin();
  }
  std::vector<PutOutcome> outcomes;
  outcomes.reserve(extractions.size());
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    const auto& extraction = extractions[i];
    const auto source = std::hash<std::string_view>()(extraction.article.source);
    const auto id = std::hash<Id>()(extraction.article.id);
    const auto& contribution = contributions.take(i);
    if (pending_.contains(source) || pending_.contains(id) || change_->bytes() > store_.most_bytes_) {
      if (any_) store_.commit(*change_, false);
      unsynced_ |= any_;
      begin();
    }
    pending_.insert(source);
    pending_.insert(id);
    outcomes.push_back(store_.add_to(*change_, extraction, contribution, now_));
    any_ |= outcomes.back() != PutOutcome::kUnchanged;
  }
  return outcomes;
}

void BulkLoad::finish(bool sync) {
  if (!lock_.owns_lock()) return;
  if (any_) store_.commit(*change_, sync);
  else if (sync && unsynced_) store_.rocks_->sync();
  change_.reset();
  lock_.unlock();
}

PutOutcome Store::add_to(Change& change, const Extraction& extraction, const Contribution& contribution, std::string_view now) {
  bool replaced = false;
  const auto remove = [&](std::string_view article_id) {
    const auto number = rocks_->get(Family::kArticleId, article_id);
    if (!number) return;
    const auto ingest = read_number(*number);
    const auto old = rocks_->get(Family::kArticle, ingest_key(ingest));
    if (!old) throw Error(ErrorKind::kStore, "an article record is missing; the store is damaged: restore a backup");
    change.take_out(ingest, *old);
    if (!now.empty()) keep_version(change, *old, now);
    replaced = true;
  };
  const auto& article = extraction.article;
  if (state_.next_ingest == 1) {  // nothing was ever put, and of what is in the change the caller knows
    change.put_in(extraction, contribution);
    if (!now.empty()) change.remember(first_seen_key(article.source), now);
    return PutOutcome::kAdded;
  }
  if (const auto number = rocks_->get(Family::kArticleId, bytes_of(article.id))) {
    if (rocks_->get(Family::kArticle, ingest_key(read_number(*number))) == contribution.record) return PutOutcome::kUnchanged;
    remove(bytes_of(article.id));
  } else if (const auto before = rocks_->get(Family::kSource, 's' + article.source)) {
    remove(*before);
  }
  change.put_in(extraction, contribution);
  if (!now.empty() && !replaced) change.remember(first_seen_key(article.source), now);
  return replaced ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

// The newest kMostVersions replaced versions of a source are kept.
void Store::keep_version(Change& change, const std::string& record, std::string_view now) {
  const auto source = decode_article_head(record).source;
  const auto prefix = version_prefix(source);
  std::vector<std::pair<std::string, std::string>> kept;
  for (Rocks::Cursor cursor(*rocks_, Family::kHistory, prefix); cursor.valid(); cursor.next()) kept.emplace_back(cursor.key(), cursor.value());
  std::uint32_t number = 1;
  if (!kept.empty()) number = read_number(std::string_view(kept.back().first).substr(prefix.size())) + 1;
  if (kept.size() >= kMostVersions) change.forget(kept.front().first, kept.front().second);
  change.remember(version_key(source, number), encode(VersionRecord{std::string(now), record}));
}

void Store::forget_history(Change& change, const Article& article) {
  const auto seen = first_seen_key(article.source);
  if (const auto value = rocks_->get(Family::kHistory, seen)) change.forget(seen, *value);
  for (Rocks::Cursor cursor(*rocks_, Family::kHistory, version_prefix(article.source)); cursor.valid(); cursor.next()) {
    change.forget(std::string(cursor.key()), cursor.value());
  }
}

Article Store::retract(std::string_view reference, bool sync) {
  const std::lock_guard lock(mutex_);
  require_writable();
  const auto ingest = plain_snapshot().find_article(reference);
  if (!ingest) {
    throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + std::string(reference) + "\"");
  }
  const auto record = rocks_->get(Family::kArticle, ingest_key(*ingest));
  if (!record) throw Error(ErrorKind::kStore, "an article record is missing; the store is damaged: restore a backup");
  auto article = decode_article_head(*record);
  auto change = begin();
  change.take_out(*ingest, *record);
  forget_history(change, article);
  commit(change, sync);
  return article;
}

bool Store::decide(const Decision& decision, bool sync) {
  if (const auto fault = find_fault(decision)) throw Error(ErrorKind::kInput, *fault);
  const std::lock_guard lock(mutex_);
  require_writable();
  const auto& in_force = *state_.decisions;
  if (in_force.find(decision.id) != nullptr) return false;
  if (const auto* const against = find_contrary(in_force, decision)) throw Error(ErrorKind::kInput, contradiction(*against));
  auto change = begin();
  change.decide(decision);
  change.log({decision, false});
  commit(change, sync);
  return true;
}

Decision Store::undo(const Id& id, std::string_view author, std::string_view reason, std::string_view when, bool sync) {
  const std::lock_guard lock(mutex_);
  require_writable();
  const auto* const found = state_.decisions->find(id);
  if (found == nullptr) throw Error(ErrorKind::kNotFound, "no decision in force has the id " + to_string('d', id) + "; see: entente decisions");
  auto decision = *found;
  auto change = begin();
  change.undo(decision);
  auto entry = decision;
  entry.author = author;
  entry.reason = reason;
  entry.when = when;
  change.log({entry, true});
  commit(change, sync);
  return decision;
}

void Store::rebuild() {
  const std::lock_guard lock(mutex_);
  require_writable();
  const bool in_memory = loaded_ != nullptr;
  loaded_ = nullptr;
  Rocks::Batch mark;
  mark.put(Family::kMeta, kMetaRebuilding, "1");
  rocks_->write(mark, true);
  for (const auto family : kDerivedFamilies) rocks_->clear(family);
  state_.digest = {};
  state_.counts = {};
  state_.next_node = 1;
  names_.emplace();
  nodes_.clear();
  bands_.emplace(band_bytes_);
  for (const auto& [id, decision] : state_.decisions->all()) state_.digest.add("decision" + encode_content(decision));
  {
    const Rocks::View view(*rocks_);
    const auto kind = kind_for(state_.next_ingest);
    std::optional<Change> change(std::in_place, *rocks_, state_, known(), false, kind);
    Rocks::Cursor cursor(*rocks_, Family::kArticle, {}, &view);
    struct Read {
      IngestId ingest = 0;
      bool old = false;  // its record is written anew
      std::string record;
      Extraction extraction;
      Contribution contribution;
    };
    const auto read = [&cursor](std::size_t threads) {
      std::vector<Read> out;
      for (; out.size() < kSlice && cursor.valid(); cursor.next()) out.push_back({read_number(cursor.key()), false, std::string(cursor.value()), {}, {}});
      for_each_in_parallel(
          out.size(),
          [&](std::size_t i) {
            auto& article = out[i];
            article.extraction = decode_article(article.record);
            article.old = !is_current_record(article.record);
            if (article.old) article.record = encode(article.extraction);
            article.contribution = contribution_of(article.extraction, std::move(article.record));
          },
          threads);
      return out;
    };
    for (auto articles = read(0); !articles.empty();) {
      auto next = std::async(std::launch::async, read, 1);  // while these are put
      for (const auto& article : articles) {
        if (article.old) change->batch().put(Family::kArticle, ingest_key(article.ingest), article.contribution.record);
        change->index(article.extraction, article.contribution, article.ingest);
        if (change->bytes() <= most_bytes_) continue;
        commit(*change, false);
        change.emplace(*rocks_, state_, known(), false, kind);
      }
      articles = next.get();
    }
    commit(*change, false);
  }
  Rocks::Batch done;
  Writer version;
  version.big32(kStorageVersion);
  done.put(Family::kMeta, kMetaVersion, version.bytes());
  done.put(Family::kMeta, kMetaDigest, state_.digest.bytes());
  done.put(Family::kMeta, kMetaCounts, encode(state_.counts));
  done.erase(Family::kMeta, kMetaRebuilding);
  rocks_->write(done, true);
  show_afresh();
  if (in_memory) load();
}

const NameTable* Store::names() {
  constexpr std::uint64_t kScanned = 8;  // names are read in the time of one look-up
  if (!names_ && name_look_ups_ * kScanned > state_.next_node && NameTable::bytes_for(state_.next_node) <= most_name_bytes_) {
    names_.emplace();
    for (Rocks::Cursor cursor(*rocks_, Family::kNodeKey, {}); cursor.valid(); cursor.next()) {
      Reader key(cursor.key());
      names_->add(key.id(), read_number(cursor.value()));
    }
    reserve();
  }
  return names_ ? &*names_ : nullptr;
}

BandFilter* Store::bands() {
  constexpr std::uint64_t kScanned = 8;  // bands are read in the time of one look-up
  const auto most = std::uint64_t{state_.next_ingest} * TextPrint::kBands;
  if (!bands_ && band_look_ups_ * kScanned > most && most <= BandFilter::most_of(band_bytes_)) {
    bands_.emplace(band_bytes_);
    for (Rocks::Cursor cursor(*rocks_, Family::kPrint, "b"); cursor.valid(); cursor.next()) bands_->add(read_number(cursor.key().substr(1)));
    reserve();
  }
  return bands_ ? &*bands_ : nullptr;
}

std::uint32_t Store::backup(const std::string& directory) {
  const std::lock_guard lock(mutex_);
  require_writable();
  return rocks_->backup(directory);
}

void Store::commit(Change& change, bool sync) {
  change.finish();
  publish(change);
  if (sync) rocks_->sync();  // last, so that no reader waits with it
}

// The entities whose arranged lists a change makes other than they were; none given = too many to tell.
std::optional<std::vector<VertexId>> Store::vertices_touched(const GraphDelta& delta, const Identity& before, const Identity& after) const {
  std::vector<VertexId> out;
  const auto touch = [&](NodeId anchor) {
    out.push_back(before.representative(anchor));
    out.push_back(after.representative(anchor));
  };
  for (const auto& [anchor, ingest] : delta.dropped) touch(anchor);
  for (const auto& [anchor, row] : delta.added) touch(anchor);
  // Where an entity gets another number, its neighbours' lists name it by that.
  const auto snapshot = plain_snapshot();
  std::vector<Row> rows;
  for (const auto& change : delta.moved) {
    const auto vertex = before.representative(change.node);
    if (vertex == after.representative(change.node)) continue;
    touch(change.node);
    rows.clear();
    if (!snapshot.read_rows(vertex, kMostNeighbours, rows)) return std::nullopt;
    for (const auto& row : rows) out.push_back(row.neighbour);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Writes the batch, without waiting for the disk, and lets readers see it.
void Store::publish(Change& change) {
  const auto before = shared();
  const auto advance = [](const std::shared_ptr<const Identity>& from, const std::vector<IdentityChange>& moved) {
    return moved.empty() || !from ? from : from->with(moved);
  };
  // Once: a reader may come to know it at any moment.
  const auto known = before->identity.share();
  auto identity = advance(known, change.moved());
  auto origins = advance(before->origins.share(), change.origins_moved());
  auto& delta = change.delta();
  delta.version = version_ + 1;
  delta.moved = change.moved();
  std::optional<std::vector<VertexId>> touched;
  if (known && change.with_delta()) touched = vertices_touched(delta, *known, *identity);
  try {
    rocks_->write(change.batch(), false);
    change.update(nodes_);
  } catch (...) {
    nodes_.clear();  // who knows what is written
    throw;
  }
  ++version_;
  // Before anybody can see the change.
  if (touched) lists_.touch(*touched, version_);
  else lists_.touch_all(version_);
  if (loaded_) loaded_->add(std::move(delta));
  state_ = change.state();
  name_look_ups_ += change.name_look_ups();
  if (names_ && NameTable::bytes_for(state_.next_node) > most_name_bytes_) names_.reset();
  if (names_) change.update(*names_);
  band_look_ups_ += change.band_look_ups();
  if (bands_ && bands_->full()) bands_.reset();
  reserve();
  show(std::move(identity), std::move(origins));
}

void Store::show(std::shared_ptr<const Identity> identity, std::shared_ptr<const Identity> origins) {
  auto next = std::make_shared<const SharedState>(*rocks_, version_, state_.decisions, look_ups_, std::move(identity), std::move(origins));
  const std::lock_guard lock(shared_mutex_);
  shared_ = std::move(next);
}

// As at opening: nothing is known.
void Store::show_afresh() {
  ++version_;
  lists_.touch_all(version_);
  look_ups_ = std::make_shared<SharedState::BothLookUps>();
  show(nullptr, nullptr);
}

std::shared_ptr<const SharedState> Store::shared() const {
  const std::lock_guard lock(shared_mutex_);
  return shared_;
}

Snapshot Store::plain_snapshot() const { return {*rocks_, shared(), &lists_}; }

Snapshot Store::snapshot() const {
  auto out = plain_snapshot();
  if (loaded_ && out.identity() != nullptr) {
    out.attach(loaded_->for_snapshot(out, [this] { return LoadedGraph::build(plain_snapshot()); }));
  }
  return out;
}

void Store::keep_in_memory() {
  const std::lock_guard lock(mutex_);
  if (!loaded_) load();
}

void Store::load() {
  const auto state = shared();
  (void)state->identity.load(*rocks_, &state->view);
  (void)state->origins.load(*rocks_, &state->view);
  loaded_ = std::make_unique<LoadedGraphs>();
  (void)snapshot();  // begins the first build
  loaded_->wait();
}

void Store::wait_for_graph() const {
  if (loaded_) loaded_->wait();
}

std::uint64_t Store::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

}  // namespace entente::graph

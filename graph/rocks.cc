// SPDX-License-Identifier: Apache-2.0
#include "graph/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/perf_level.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/backup_engine.h>
#include <rocksdb/write_batch.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <future>
#include <iterator>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graph/coding.h"
#include "graph/log_files.h"
#include "graph/parallel.h"
#include "graph/run_memtable.h"
#include "model/error.h"

namespace entente::graph {
namespace {

namespace rdb = rocksdb;

rdb::Slice slice_of(std::string_view text) { return {text.data(), text.size()}; }

// An operand is a list of parts: 'A' length rows, or 'D' ingest(4). A value is plain packed rows, sorted.
// An ingest number is never used twice, so the order of the parts does not matter, and both kinds can be put together
// without the base value.
constexpr char kAdd = 'A';
constexpr char kDrop = 'D';

constexpr std::size_t kPrintPrefix = 5;  // kind and band
// Of a memtable's size, its filter: all families share one budget, so none comes near its own, and what a filter takes is taken from all.
constexpr double kMemtableFilter = 0.012;
// Few shards of the cache: what is larger than its shard is never kept, and was read and summed again for every look-up. A hub's list of a
// million rows has 24 MB.
int shard_bits(std::size_t capacity) {
  constexpr std::size_t kRoom = 96u << 20u;
  int bits = 0;
  while (bits < 4 && (capacity >> static_cast<unsigned>(bits + 1)) >= kRoom) ++bits;
  return bits;
}
constexpr std::string_view kIncoming = "/incoming";  // tables that are being written and are no part of the store yet

class RowMerge : public rdb::MergeOperator {
 public:
  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    try {
      std::vector<std::string_view> pieces;
      if (in.existing_value != nullptr) pieces.emplace_back(in.existing_value->data(), in.existing_value->size());
      std::unordered_set<IngestId> dropped;
      for (const auto& operand : in.operand_list) {
        Reader reader({operand.data(), operand.size()});
        while (!reader.done()) {
          const auto kind = static_cast<char>(reader.byte());
          if (kind == kAdd) pieces.push_back(reader.text());
          else if (kind == kDrop) dropped.insert(reader.big32());
          else return false;
        }
      }
      std::vector<std::string_view> rows;
      for (auto piece : pieces) {
        const auto count = row_count(piece);
        for (std::size_t i = 0; i < count; ++i) {
          const auto row = piece.substr(i * kRowSize, kRowSize);
          if (dropped.empty() || !dropped.contains(read_row(row, 0).ingest)) rows.push_back(row);
        }
      }
      // Rows of one value arrive in ingest order, nearly always; a stable sort keeps claims in theirs.
      const auto before = [](std::string_view a, std::string_view b) {
        const auto x = read_row(a, 0);
        const auto y = read_row(b, 0);
        return std::tuple(x.ingest, x.claim, x.outgoing) < std::tuple(y.ingest, y.claim, y.outgoing);
      };
      if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
      out->new_value.clear();
      out->new_value.reserve(rows.size() * kRowSize);
      for (auto row : rows) out->new_value.append(row);
      return true;
    } catch (const Error&) {
      return false;  // RocksDB reports it as corruption
    }
  }

  bool PartialMergeMulti(const rdb::Slice& /*key*/, const std::deque<rdb::Slice>& operands, std::string* value,
                         rdb::Logger* /*logger*/) const override {
    value->clear();
    for (const auto& operand : operands) value->append(operand.data(), operand.size());
    return true;
  }

  [[nodiscard]] const char* Name() const override { return "entente.rows.1"; }
};

void check(const rdb::Status& status, const std::string& doing) {
  if (status.ok()) return;
  const auto text = status.ToString();
  std::string hint;
  if (status.IsCorruption()) hint = "; the store is damaged: restore a backup";
  else if (status.IsNoSpace() || text.find("No space left") != std::string::npos) hint = "; the disk is full: nothing of this batch was kept";
  throw Error(ErrorKind::kStore, doing + ": " + text + hint);
}

rdb::ColumnFamilyOptions family_options(Family family, const rdb::BlockBasedTableOptions& table, const std::shared_ptr<rdb::MemTableRepFactory>& memtables,
                                        const RocksOptions& options) {
  rdb::ColumnFamilyOptions out;
  out.memtable_factory = memtables;
  out.write_buffer_size = options.write_buffer_bytes;
  out.level_compaction_dynamic_level_bytes = true;
  out.compression = rdb::kLZ4Compression;
  out.bottommost_compression = rdb::kZSTD;
  switch (family) {
    case Family::kAdjacency:
      out.merge_operator = std::make_shared<RowMerge>();
      out.prefix_extractor.reset(rdb::NewFixedPrefixTransform(4));
      out.memtable_prefix_bloom_size_ratio = kMemtableFilter;
      break;
    case Family::kNode:
    case Family::kComponent:
    case Family::kNodeKey:
      out.memtable_prefix_bloom_size_ratio = kMemtableFilter;  // most look-ups are for what is not there, or not of late
      out.memtable_whole_key_filtering = true;
      break;
    case Family::kArticleId:
    case Family::kSource:
      out.memtable_prefix_bloom_size_ratio = kMemtableFilter / 8;  // one key an article
      out.memtable_whole_key_filtering = true;
      break;
    case Family::kPosting:
      out.prefix_extractor.reset(rdb::NewFixedPrefixTransform(4));
      break;
    case Family::kPrint:
      out.prefix_extractor.reset(rdb::NewFixedPrefixTransform(kPrintPrefix));
      out.memtable_prefix_bloom_size_ratio = kMemtableFilter;
      break;
    case Family::kHistory:
      out.compression = rdb::kZSTD;
      out.enable_blob_files = true;
      out.min_blob_size = 2048;
      out.blob_compression_type = rdb::kZSTD;
      out.enable_blob_garbage_collection = true;
      break;
    case Family::kArticle:
      out.compression = rdb::kZSTD;
      out.enable_blob_files = true;  // texts stay out of the way of compaction
      out.min_blob_size = 2048;
      out.blob_compression_type = rdb::kZSTD;
      out.enable_blob_garbage_collection = true;
      break;
    default: break;
  }
  auto own = table;
  if (family == Family::kPrint || family == Family::kName || family == Family::kPosting) {
    // Many small keys, so their filters and indexes are large: kept in parts, which costs a step more a look-up.
    own.index_type = rdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
    own.partition_filters = true;
    own.metadata_block_size = 16u << 10u;
  }
  out.table_factory.reset(rdb::NewBlockBasedTableFactory(own));
  return out;
}

// A store of ours keeps nothing in the default family. Another program's database that uses no other would be
// adopted by opening it, since missing families are made.
void refuse_foreign(const rdb::DBOptions& options, const std::string& path) {
  if (!std::filesystem::exists(std::filesystem::path(path) / "CURRENT")) return;
  std::vector<std::string> names;
  if (!rdb::DB::ListColumnFamilies(options, path, &names).ok() || names.size() != 1) return;  // opening will tell
  rdb::Options alone;
  alone.max_open_files = 16;
  rdb::DB* opened = nullptr;
  if (!rdb::DB::OpenForReadOnly(alone, path, &opened).ok()) return;
  const std::unique_ptr<rdb::DB> db(opened);
  const std::unique_ptr<rdb::Iterator> first(db->NewIterator(rdb::ReadOptions()));
  first->SeekToFirst();
  if (first->Valid()) throw Error(ErrorKind::kStore, path + " is a RocksDB database but no store of Entente");
}

// What a writer that was killed has left.
void clear_incoming(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path + std::string(kIncoming), error);
}

// A store of an older version lacks families and is brought up to date by whoever opens it for writing.
void refuse_old(const rdb::DBOptions& options, const std::string& path) {
  std::vector<std::string> names;
  if (!rdb::DB::ListColumnFamilies(options, path, &names).ok()) return;  // opening will tell
  const auto has = [&](Family family) { return std::find(names.begin(), names.end(), kFamilyNames[static_cast<std::size_t>(family)]) != names.end(); };
  if (has(Family::kArticle) && !has(Family::kHistory)) {
    throw old_store(path);
  }
}

}  // namespace

Error old_store(const std::string& path) {
  return {ErrorKind::kStore, "the store at " + path + " was written by an older entente; bring it up to date with: entente check --rebuild --db " + path};
}

struct Rocks::Impl {
  std::unique_ptr<rdb::Env> memory_env;
  std::unique_ptr<rdb::Env> disk_env;
  std::unique_ptr<rdb::DB> db;
  std::vector<rdb::ColumnFamilyHandle*> handles;
  std::string path;
  std::shared_ptr<rdb::Cache> cache;
  std::size_t capacity = 0;    // of the cache when nothing is reserved
  std::uint64_t cache_id = 0;  // keys of our own never meet those of blocks

  [[nodiscard]] std::array<std::uint64_t, 2> cache_key(std::uint64_t number) const { return {cache_id, number}; }
  [[nodiscard]] rdb::ColumnFamilyHandle* handle(Family family) const {
    return handles.at(static_cast<std::size_t>(family));
  }
};

Rocks::Rocks() : impl_(std::make_unique<Impl>()) {}

Rocks::~Rocks() {
  if (!impl_->db) return;
  for (auto* handle : impl_->handles) impl_->db->DestroyColumnFamilyHandle(handle);
  impl_->db->Close();
}

std::unique_ptr<Rocks> Rocks::open(const std::string& path, OpenMode mode, const RocksOptions& options) {
  std::unique_ptr<Rocks> rocks(new Rocks());
  auto& impl = *rocks->impl_;
  impl.path = path;
  const auto capacity = options.cache_bytes / 8 * 5;
  const auto cache = rdb::NewLRUCache(capacity, shard_bits(capacity));
  impl.cache = cache;
  impl.capacity = capacity;
  impl.cache_id = cache->NewId();

  rdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.filter_policy.reset(rdb::NewRibbonFilterPolicy(10));
  table.block_size = 8u << 10u;
  table.format_version = 5;
  table.checksum = rdb::kXXH3;

  rdb::DBOptions db_options;
  db_options.create_if_missing = mode != OpenMode::kRead;
  db_options.create_missing_column_families = mode != OpenMode::kRead;
  db_options.write_buffer_manager = std::make_shared<rdb::WriteBufferManager>(capacity / 3, cache);
  db_options.allow_concurrent_memtable_write = false;  // there is one writer, and our memtables know no other
  db_options.max_background_jobs = 2;
  db_options.bytes_per_sync = 1u << 20u;
  db_options.max_open_files = 512;
  db_options.keep_log_file_num = 2;
  db_options.info_log_level = rdb::WARN_LEVEL;
  if (mode == OpenMode::kMemory) {
    impl.memory_env.reset(rdb::NewMemEnv(rdb::Env::Default()));
    db_options.env = impl.memory_env.get();
  } else if (mode == OpenMode::kRead) {
    if (!std::filesystem::exists(std::filesystem::path(path) / "CURRENT")) {
      throw Error(ErrorKind::kStore, "there is no store at " + path + "; make one with: entente ingest --db " + path + " PATH...");
    }
  } else {
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_directory(path, error)) {
      throw Error(ErrorKind::kStore, path + " is a file; --db wants a directory");
    }
    if (std::filesystem::is_directory(path, error) && !std::filesystem::is_empty(path, error) &&
        !std::filesystem::exists(std::filesystem::path(path) / "CURRENT", error)) {
      throw Error(ErrorKind::kStore, path + " is a directory with other things in it; name an empty or a new one");
    }
    std::filesystem::create_directories(path, error);
    if (error) throw Error(ErrorKind::kStore, "cannot make the directory " + path + ": " + error.message());
    impl.disk_env = env_with_ready_logs();
    db_options.env = impl.disk_env.get();
  }

  if (mode == OpenMode::kWrite) refuse_foreign(db_options, path);
  if (mode == OpenMode::kWrite) clear_incoming(path);
  if (mode == OpenMode::kRead) refuse_old(db_options, path);

  std::vector<rdb::ColumnFamilyDescriptor> families;
  families.emplace_back(rdb::kDefaultColumnFamilyName, rdb::ColumnFamilyOptions());
  const auto memtables = run_memtables();
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    families.emplace_back(std::string(kFamilyNames[i]), family_options(static_cast<Family>(i), table, memtables, options));
  }
  // The file system in memory knows absolute paths only.
  const auto where = mode == OpenMode::kMemory ? "/" + path : path;
  const bool is_new = mode == OpenMode::kMemory ||
                      (mode == OpenMode::kWrite && !std::filesystem::exists(std::filesystem::path(path) / "CURRENT"));
  rdb::DB* db = nullptr;
  rdb::Status status;
  if (mode == OpenMode::kRead) {
    status = rdb::DB::OpenForReadOnly(db_options, where, families, &impl.handles, &db);
  } else if (is_new) {
    // All families in one step: made one by one as they are missed, each would write out and read back all options.
    status = rdb::DB::Open(rdb::Options(db_options, families.front().options), where, &db);
    if (status.ok()) {
      impl.db.reset(db);
      status = db->CreateColumnFamilies({families.begin() + 1, families.end()}, &impl.handles);
    }
  } else {
    status = rdb::DB::Open(db_options, where, families, &impl.handles, &db);
  }
  if (!status.ok()) {
    const auto text = status.ToString();
    if (status.IsIOError() && text.find("LOCK") != std::string::npos) {  // the name of its lock file
      throw Error(ErrorKind::kStore, "the store at " + path +
                                         " is being written by another process; wait for it, or post the articles to its HTTP API");
    }
    if (status.IsInvalidArgument()) {
      throw Error(ErrorKind::kStore, path + " is a RocksDB database but no store of Entente, or a newer one: " + text);
    }
    check(status, "cannot open the store at " + path);
  }
  if (!is_new) {
    impl.db.reset(db);
    impl.db->DestroyColumnFamilyHandle(impl.handles.front());  // the default family stays empty
    impl.handles.erase(impl.handles.begin());
  }
  return rocks;
}

Rocks::View::View(const Rocks& rocks) : rocks_(&rocks), snapshot_(rocks.impl_->db->GetSnapshot()) {}
Rocks::View::~View() { rocks_->impl_->db->ReleaseSnapshot(static_cast<const rdb::Snapshot*>(snapshot_)); }

namespace {

enum class Step : std::uint8_t { kPut, kErase, kMerge };

// What a batch does in one family. A key's first eight bytes are a number that sorts as they do; what a key has beyond them and its value lie one after
// the other in blocks, which stay where they are while the batch grows.
class Steps {
 public:
  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_ + all_.size() * sizeof(One); }

  void add(Step step, std::string_view key, std::string_view value) { add(step, key, {}, value, false); }
  // The value in two parts. `first`: the store has nothing under the key.
  void add(Step step, std::string_view key, std::string_view head, std::string_view body, bool first) {
    One one;
    for (std::size_t i = 0; i < sizeof(one.head); ++i) one.head = one.head << 8u | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
    one.key = static_cast<std::uint32_t>(key.size());
    one.value = static_cast<std::uint32_t>(head.size() + body.size()) & 0x1fffffffu;  // articles have 4 MiB at most
    one.step = static_cast<std::uint32_t>(step) & 3u;
    one.first = first ? 1 : 0;
    const auto rest = key.substr(std::min(key.size(), sizeof(one.head)));
    const auto size = rest.size() + head.size() + body.size();
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < size) {
      blocks_.emplace_back().reserve(std::max(std::min(kBlock, kFirstBlock << std::min<std::size_t>(blocks_.size(), 10)), size));
    }
    one.block = static_cast<std::uint32_t>(blocks_.size() - 1);
    one.offset = static_cast<std::uint32_t>(blocks_.back().size());
    blocks_.back().append(rest).append(head).append(body);
    bytes_ += size;
    all_.push_back(one);
  }

  void append(Steps&& other) {
    if (all_.empty()) {
      std::swap(*this, other);
      return;
    }
    const auto before = static_cast<std::uint32_t>(blocks_.size());
    for (auto& one : other.all_) one.block += before;
    all_.insert(all_.end(), other.all_.begin(), other.all_.end());
    std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
    bytes_ += other.bytes_;
    other = {};
  }

  // Sorts, and says what is to be done under each key, in order: put (key, value), erase (key) or merge (key, operand). What was put or erased
  // last counts, and what is merged is put together; where the store has nothing under a key, what would be merged with it is put.
  template <class Put, class Erase, class Merge>
  void for_each(const Put& put, const Erase& erase, const Merge& merge) {
    sort();
    std::string key;
    std::string other;
    std::string joined;
    for (std::size_t i = 0; i < all_.size();) {
      key_of(all_[i], key);
      auto end = i + 1;
      for (; end < all_.size() && all_[end].head == all_[i].head; ++end) {
        key_of(all_[end], other);
        if (other != key) break;
      }
      const auto& last = all_[end - 1];
      switch (static_cast<Step>(last.step)) {
        case Step::kPut: put(key, value_of(last)); break;
        case Step::kErase: erase(key); break;
        case Step::kMerge:
          joined.clear();
          for (auto part = i; part < end; ++part) joined.append(all_[i].first != 0 ? rows_of(value_of(all_[part])) : value_of(all_[part]));
          if (all_[i].first != 0) put(key, joined);
          else merge(key, joined);
          break;
      }
      i = end;
    }
  }

 private:
  static constexpr std::size_t kFirstBlock = 4u << 10u;
  static constexpr std::size_t kBlock = 1u << 20u;
  struct One {
    std::uint64_t head = 0;
    std::uint32_t block = 0;
    std::uint32_t offset = 0;
    std::uint32_t key = 0;  // bytes
    std::uint32_t value : 29 = 0;
    std::uint32_t step : 2 = 0;
    std::uint32_t first : 1 = 0;  // the store has nothing under the key
  };

  [[nodiscard]] std::string_view rest_of(const One& one) const {
    return std::string_view(blocks_[one.block]).substr(one.offset, one.key - std::min<std::size_t>(one.key, sizeof(one.head)));
  }
  void key_of(const One& one, std::string& to) const {
    to.clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(one.key, sizeof(one.head)); ++i) to.push_back(static_cast<char>(one.head >> (56u - 8u * i)));
    to.append(rest_of(one));
  }
  [[nodiscard]] std::string_view value_of(const One& one) const {
    return std::string_view(blocks_[one.block]).substr(one.offset + one.key - std::min<std::size_t>(one.key, sizeof(one.head)), one.value);
  }
  // Those of an operand that adds.
  static std::string_view rows_of(std::string_view operand) {
    Reader reader(operand);
    (void)reader.byte();
    return reader.text();
  }

  // By key; what came first under a key stays first.
  void sort() {
    constexpr std::size_t kMany = 1024;
    const auto by_head = [](const One& a, const One& b) { return a.head < b.head; };
    if (all_.size() < kMany) std::stable_sort(all_.begin(), all_.end(), by_head);
    else sort_by_digits();
    for (std::size_t i = 0; i < all_.size();) {
      auto end = i + 1;
      bool rests = all_[i].key != sizeof(One::head);
      for (; end < all_.size() && all_[end].head == all_[i].head; ++end) rests |= all_[end].key != sizeof(One::head);
      if (end - i > 1 && rests) {
        std::stable_sort(all_.begin() + static_cast<std::ptrdiff_t>(i), all_.begin() + static_cast<std::ptrdiff_t>(end), [&](const One& a, const One& b) {
          const auto order = rest_of(a).compare(rest_of(b));
          return order != 0 ? order < 0 : a.key < b.key;
        });
      }
      i = end;
    }
  }

  // By the head, byte after byte from the last (least significant digit first); bytes that are the same in all are left out.
  void sort_by_digits() {
    std::array<std::array<std::size_t, 256>, 8> counts{};
    for (const auto& one : all_) {
      for (std::size_t digit = 0; digit < 8; ++digit) ++counts[digit][one.head >> (8 * digit) & 0xffu];
    }
    std::vector<One> sorted(all_.size());
    for (std::size_t digit = 0; digit < 8; ++digit) {
      auto& places = counts[digit];
      if (places[all_.front().head >> (8 * digit) & 0xffu] == all_.size()) continue;
      std::size_t sum = 0;
      for (auto& place : places) sum += std::exchange(place, sum);
      for (const auto& one : all_) sorted[places[one.head >> (8 * digit) & 0xffu]++] = one;
      all_.swap(sorted);
    }
  }

  std::vector<std::string> blocks_;
  std::size_t bytes_ = 0;
  std::vector<One> all_;
};

// The database counts what each thread does in variables of the thread, which costs a twentieth of the work; nobody reads them.
void count_nothing() { rdb::SetPerfLevel(rdb::PerfLevel::kDisable); }

}  // namespace

// A table that is being written, in `incoming`. What is put comes in the order of keys.
class Rocks::Batch::Table {
 public:
  Table(const Rocks& rocks, Family family, const std::string& name) : Table(rocks, static_cast<std::size_t>(family), name) {}
  Table(const Rocks& rocks, std::size_t family, const std::string& name)
      : env_(rocks.impl_->db->GetEnv()),
        file_(rocks.incoming() + "/" + name + ".sst"),
        handle_(rocks.impl_->handles[family]),
        writer_(rdb::EnvOptions(), rdb::Options(rocks.impl_->db->GetDBOptions(), rocks.impl_->db->GetOptions(handle_)), handle_) {
    check(env_->CreateDirIfMissing(rocks.incoming()), "cannot make the directory " + rocks.incoming());
    done(writer_.Open(file_));
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  // Waits for the thread that writes, whatever became of it, and leaves nothing that the store has not taken in.
  ~Table() {
    if (writing_.valid()) writing_.wait();
    (void)env_->DeleteFile(file_);
  }

  void put(std::string_view key, std::string_view value) { done(writer_.Put(slice_of(key), slice_of(value))); }
  void erase(std::string_view key) { done(writer_.Delete(slice_of(key))); }
  void merge(std::string_view key, std::string_view part) { done(writer_.Merge(slice_of(key), slice_of(part))); }
  // Whether it can still come in order; then it is put, soon, by another thread.
  bool put_behind(std::string_view key, std::string_view value) {
    if (key <= last_) return false;
    last_ = key;
    waiting_.emplace_back(key, value);
    waiting_bytes_ += value.size();
    if (waiting_bytes_ >= kWaiting) write_behind();
    return true;
  }
  [[nodiscard]] std::string finish() {
    write_behind();
    if (writing_.valid()) writing_.get();
    done(writer_.Finish());
    return file_;
  }

 private:
  static constexpr std::size_t kWaiting = 2u << 20u;
  void done(const rdb::Status& status) const { check(status, "cannot write " + file_); }
  void write_behind() {
    if (writing_.valid()) writing_.get();
    if (waiting_.empty()) return;
    writing_ = std::async(std::launch::async, [this, records = std::exchange(waiting_, {})] {
      for (const auto& [key, value] : records) put(key, value);
    });
    waiting_bytes_ = 0;
  }

  rdb::Env* env_;
  std::string file_;
  rdb::ColumnFamilyHandle* handle_;
  rdb::SstFileWriter writer_;
  std::string last_;
  std::vector<std::pair<std::string, std::string>> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::future<void> writing_;
};

struct Rocks::Batch::Impl {
  Kind kind = Kind::kLog;
  const Rocks* rocks = nullptr;  // where records are written as they come
  std::unique_ptr<Table> records;
  std::array<Steps, kFamilyNames.size()> families;

  Steps& steps(Family family) { return families.at(static_cast<std::size_t>(family)); }
};

Rocks::Batch::Batch(Kind kind) : impl_(std::make_unique<Impl>()) { impl_->kind = kind; }
Rocks::Batch::Batch(const Rocks& rocks) : Batch(Kind::kFiles) { impl_->rocks = &rocks; }
Rocks::Batch::~Batch() = default;
Rocks::Batch::Batch(Batch&&) noexcept = default;

void Rocks::Batch::append(Batch&& other) {
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) impl_->families[i].append(std::move(other.impl_->families[i]));
}

void Rocks::Batch::put(Family family, std::string_view key, std::string_view value) {
  if (family == Family::kArticle && impl_->rocks != nullptr) {
    if (!impl_->records) impl_->records = std::make_unique<Table>(*impl_->rocks, family, "records");
    if (impl_->records->put_behind(key, value)) return;
  }
  impl_->steps(family).add(Step::kPut, key, value);
}
void Rocks::Batch::erase(Family family, std::string_view key) { impl_->steps(family).add(Step::kErase, key, {}); }

void Rocks::Batch::add_rows(std::string_view key, std::string_view rows, bool first) {
  Writer out;
  out.byte(kAdd);
  out.varint(rows.size());
  impl_->steps(Family::kAdjacency).add(Step::kMerge, key, out.bytes(), rows, first);
}

void Rocks::Batch::drop_rows(std::string_view key, IngestId ingest) {
  Writer out;
  out.byte(kDrop);
  out.big32(ingest);
  impl_->steps(Family::kAdjacency).add(Step::kMerge, key, out.bytes());
}

std::size_t Rocks::Batch::bytes() const {
  std::size_t sum = 0;
  for (const auto& family : impl_->families) sum += family.bytes();
  return sum;
}

void Rocks::write(Batch& batch, bool sync) {
  count_nothing();
  if (batch.impl_->kind == Batch::Kind::kFiles) return write_files(batch);
  // In the order of keys: so a batch is one run of each memtable (run_memtable.h).
  rdb::WriteBatch ordered(batch.bytes());
  const auto done = [](const rdb::Status& status) { check(status, "cannot write"); };
  for (std::size_t family = 0; family < kFamilyNames.size(); ++family) {
    auto* const handle = impl_->handles[family];
    batch.impl_->families[family].for_each([&](std::string_view key, std::string_view value) { done(ordered.Put(handle, slice_of(key), slice_of(value))); },
                                           [&](std::string_view key) { done(ordered.Delete(handle, slice_of(key))); },
                                           [&](std::string_view key, std::string_view part) { done(ordered.Merge(handle, slice_of(key), slice_of(part))); });
  }
  rdb::WriteOptions options;
  options.sync = sync;
  check(impl_->db->Write(options, &ordered), "cannot write to the store at " + impl_->path);
}

void Rocks::write_files(Batch& batch) {
  try {
    take_in_files(batch);
  } catch (...) {
    clear_incoming(impl_->path);  // on a full disk they would be in the way
    throw;
  }
}

void Rocks::take_in_files(Batch& batch) {
  // What was written before and waits for the disk must not come after what the files bring.
  sync();
  auto& records = batch.impl_->records;
  std::vector<std::size_t> families;
  for (std::size_t family = 0; family < kFamilyNames.size(); ++family) {
    if (!batch.impl_->families[family].empty() || (family == static_cast<std::size_t>(Family::kArticle) && records)) families.push_back(family);
  }
  std::sort(families.begin(), families.end(), [&](std::size_t a, std::size_t b) { return batch.impl_->families[a].bytes() > batch.impl_->families[b].bytes(); });
  std::vector<rdb::IngestExternalFileArg> arguments(families.size());
  std::vector<std::unique_ptr<Batch::Table>> tables(families.size());
  for_each_in_parallel(families.size(), [&](std::size_t i) {
    const auto family = families[i];
    arguments[i].column_family = impl_->handles[family];
    arguments[i].options.move_files = true;
    if (family == static_cast<std::size_t>(Family::kArticle) && records) arguments[i].external_files.push_back(records->finish());
    auto& steps = batch.impl_->families[family];
    if (steps.empty()) return;
    tables[i] = std::make_unique<Batch::Table>(*this, family, std::string(kFamilyNames[family]));
    auto& table = *tables[i];
    steps.for_each([&](std::string_view key, std::string_view value) { table.put(key, value); }, [&](std::string_view key) { table.erase(key); },
                   [&](std::string_view key, std::string_view part) { table.merge(key, part); });
    arguments[i].external_files.push_back(table.finish());  // after the records: what it says of a key counts
    steps = {};
  });
  const auto directory = incoming();
  check(impl_->db->IngestExternalFiles(arguments), "cannot take in what was written to " + directory);
}

std::string Rocks::incoming() const { return impl_->db->GetName() + std::string(kIncoming); }

void Rocks::sync() {
  if (impl_->memory_env) return;  // there is no disk to wait for
  check(impl_->db->FlushWAL(true), "cannot bring the store at " + impl_->path + " to the disk");
}

void Rocks::compact() {
  rdb::CompactRangeOptions options;
  // What a bulk load brought lies in many files already as deep as can be.
  options.bottommost_level_compaction = rdb::BottommostLevelCompaction::kForceOptimized;
  for (auto* handle : impl_->handles) check(impl_->db->CompactRange(options, handle, nullptr, nullptr), "cannot compact");
}

void Rocks::clear(Family family) {
  std::string end;
  {
    const Cursor cursor(*this, family, {});
    if (!cursor.valid()) return;
  }
  if (const auto last = last_key(family, {})) end = *last + '\0';
  check(impl_->db->DeleteRange(rdb::WriteOptions(), impl_->handle(family), rdb::Slice(), slice_of(end)), "cannot write");
}

std::optional<std::string> Rocks::last_key(Family family, std::string_view prefix) const {
  rdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rdb::Iterator> iterator(impl_->db->NewIterator(options, impl_->handle(family)));
  if (prefix.empty()) {
    iterator->SeekToLast();
  } else {
    auto after = std::string(prefix);
    after.back() = static_cast<char>(after.back() + 1);
    iterator->SeekForPrev(slice_of(after));
    if (iterator->Valid() && iterator->key() == slice_of(after)) iterator->Prev();
  }
  check(iterator->status(), "cannot read from the store");
  if (!iterator->Valid()) return std::nullopt;
  auto key = iterator->key().ToString();
  if (std::string_view(key).substr(0, prefix.size()) != prefix) return std::nullopt;
  return key;
}

std::optional<std::string> Rocks::get(Family family, std::string_view key, const View* view) const {
  count_nothing();
  rdb::ReadOptions options;
  if (view != nullptr) options.snapshot = static_cast<const rdb::Snapshot*>(view->snapshot_);
  std::string value;
  const auto status = impl_->db->Get(options, impl_->handle(family), slice_of(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  check(status, "cannot read from the store at " + impl_->path);
  return value;
}

namespace {

rdb::Slice slice_of(const std::array<std::uint64_t, 2>& key) { return {reinterpret_cast<const char*>(key.data()), sizeof(key)}; }

}  // namespace

bool Rocks::keeps(std::size_t bytes) const {
  constexpr std::size_t kParts = 3;  // of a shard
  const auto capacity = impl_->cache->GetCapacity();
  return bytes <= (capacity >> static_cast<unsigned>(shard_bits(capacity))) / kParts;
}

void Rocks::keep(std::uint64_t number, std::shared_ptr<const void> value, std::size_t bytes) const {
  if (!keeps(bytes)) return;
  auto& cache = *impl_->cache;
  const auto erase = [](const rdb::Slice& /*key*/, void* kept) { delete static_cast<std::shared_ptr<const void>*>(kept); };
  auto held = std::make_unique<std::shared_ptr<const void>>(std::move(value));
  // A cache that takes nothing deletes what it was given.
  (void)cache.Insert(slice_of(impl_->cache_key(number)), held.release(), bytes, erase);
}

std::shared_ptr<const void> Rocks::kept(std::uint64_t number) const {
  auto& cache = *impl_->cache;
  auto* const handle = cache.Lookup(slice_of(impl_->cache_key(number)));
  if (handle == nullptr) return nullptr;
  auto value = *static_cast<const std::shared_ptr<const void>*>(cache.Value(handle));
  cache.Release(handle);
  return value;
}

void Rocks::reserve(std::size_t bytes) { impl_->cache->SetCapacity(impl_->capacity - std::min(bytes, impl_->capacity)); }

struct Rocks::Cursor::Impl {
  std::string prefix;
  std::string upper;  // first key past the prefix; empty = no end
  rdb::Slice upper_slice;
  std::unique_ptr<rdb::Iterator> iterator;
};

Rocks::Cursor::Cursor(const Rocks& rocks, Family family, std::string_view prefix, const View* view)
    : impl_(std::make_unique<Impl>()) {
  impl_->prefix = prefix;
  impl_->upper = prefix;
  while (!impl_->upper.empty() && static_cast<unsigned char>(impl_->upper.back()) == 0xff) impl_->upper.pop_back();
  if (!impl_->upper.empty()) {
    impl_->upper.back() = static_cast<char>(static_cast<unsigned char>(impl_->upper.back()) + 1);
  }
  rdb::ReadOptions options;
  if (view != nullptr) options.snapshot = static_cast<const rdb::Snapshot*>(view->snapshot_);
  // A prefix shorter than the extractor's would silently skip keys, so only whole prefixes use the filter.
  const bool whole_prefix = (family == Family::kAdjacency || family == Family::kPosting) && prefix.size() >= 4;
  options.total_order_seek = !whole_prefix;
  options.prefix_same_as_start = whole_prefix;
  if (!impl_->upper.empty()) {
    impl_->upper_slice = slice_of(impl_->upper);
    options.iterate_upper_bound = &impl_->upper_slice;
  }
  impl_->iterator.reset(rocks.impl_->db->NewIterator(options, rocks.impl_->handle(family)));
  impl_->iterator->Seek(slice_of(impl_->prefix));
}

Rocks::Cursor::Cursor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Rocks::Cursor Rocks::Cursor::over_lists(const Rocks& rocks, Family family, const View* view) {
  rdb::ReadOptions options;
  if (view != nullptr) options.snapshot = static_cast<const rdb::Snapshot*>(view->snapshot_);
  options.prefix_same_as_start = true;
  auto impl = std::make_unique<Impl>();
  impl->iterator.reset(rocks.impl_->db->NewIterator(options, rocks.impl_->handle(family)));
  return Cursor(std::move(impl));
}

Rocks::Cursor::~Cursor() = default;
Rocks::Cursor::Cursor(Cursor&&) noexcept = default;

bool Rocks::Cursor::valid() const {
  if (impl_->iterator->Valid()) return true;
  check(impl_->iterator->status(), "cannot read from the store");
  return false;
}

void Rocks::Cursor::next() { impl_->iterator->Next(); }
void Rocks::Cursor::seek(std::string_view key) {
  count_nothing();
  impl_->iterator->Seek(slice_of(key));
}
std::string_view Rocks::Cursor::key() const { return {impl_->iterator->key().data(), impl_->iterator->key().size()}; }
std::string_view Rocks::Cursor::value() const {
  return {impl_->iterator->value().data(), impl_->iterator->value().size()};
}

namespace {

std::unique_ptr<rdb::BackupEngine> open_backups(const std::string& directory, bool create) {
  std::error_code error;
  if (!create && !std::filesystem::is_directory(std::filesystem::path(directory) / "meta", error)) {
    throw Error(ErrorKind::kStore, directory + " has no backups; make one with: entente backup --db DIR " + directory);
  }
  rdb::BackupEngineOptions options(directory);
  options.sync = true;
  rdb::BackupEngine* opened = nullptr;
  check(rdb::BackupEngine::Open(rdb::Env::Default(), options, &opened), "cannot open the backups at " + directory);
  return std::unique_ptr<rdb::BackupEngine>(opened);
}

}  // namespace

std::uint32_t Rocks::backup(const std::string& directory) {
  const auto engine = open_backups(directory, true);
  rdb::CreateBackupOptions options;
  options.flush_before_backup = true;
  rdb::BackupID number = 0;
  check(engine->CreateNewBackup(options, impl_->db.get(), &number), "cannot back up to " + directory);
  check(engine->VerifyBackup(number, true), "the backup in " + directory + " is not what was written");
  return number;
}

std::vector<Rocks::Backup> Rocks::list_backups(const std::string& directory) {
  std::vector<rdb::BackupInfo> infos;
  open_backups(directory, false)->GetBackupInfo(&infos);
  std::vector<Backup> out;
  out.reserve(infos.size());
  for (const auto& info : infos) out.push_back({info.backup_id, info.timestamp, info.size});
  return out;
}

void Rocks::verify_backup(const std::string& directory, std::uint32_t number) {
  check(open_backups(directory, false)->VerifyBackup(number, true), "backup " + std::to_string(number) + " in " + directory + " is damaged");
}

void Rocks::restore(const std::string& directory, std::uint32_t number, const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(path, error) && !(std::filesystem::is_directory(path, error) && std::filesystem::is_empty(path, error))) {
    throw Error(ErrorKind::kStore, path + " is there already; restore to a new place, then put it where you want it");
  }
  verify_backup(directory, number);
  // To a place beside it first, so that a restoring that is cut off leaves no half store.
  const auto unfinished = path + ".unfinished";
  std::filesystem::remove_all(unfinished, error);
  check(open_backups(directory, false)->RestoreDBFromBackup(number, unfinished, unfinished), "cannot restore to " + path);
  std::filesystem::remove(path, error);
  std::filesystem::rename(unfinished, path, error);
  if (error) throw Error(ErrorKind::kStore, "cannot put the restored store at " + path + ": " + error.message());
}

std::uint64_t Rocks::disk_bytes() const {
  std::uint64_t total = 0;
  for (auto* handle : impl_->handles) {
    std::uint64_t bytes = 0;
    if (impl_->db->GetIntProperty(handle, rdb::DB::Properties::kTotalSstFilesSize, &bytes)) total += bytes;
    if (impl_->db->GetIntProperty(handle, rdb::DB::Properties::kTotalBlobFileSize, &bytes)) total += bytes;
  }
  return total;
}

std::uint64_t Rocks::estimate_keys(Family family) const {
  std::uint64_t keys = 0;
  impl_->db->GetIntProperty(impl_->handles[static_cast<std::size_t>(family)], rdb::DB::Properties::kEstimateNumKeys, &keys);
  return keys;
}

}  // namespace entente::graph

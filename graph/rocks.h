// SPDX-License-Identifier: Apache-2.0
// The only user of RocksDB, with what RocksDB is given (run_memtable, log_files): opening, batches, views, cursors, Status to Error. Everything above speaks of families,
// keys and values. Any thread may read; one thread writes at a time (Store sees to it).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/layout.h"
#include "model/error.h"

namespace entente::graph {

enum class OpenMode {
  kWrite,   // creates the store when there is none; one process at a time
  kRead,    // beside a writer, or alone; sees the state at opening
  kMemory,  // a store in memory for tests, empty; path only names it
};

struct RocksOptions {
  // What the store may take of memory. Five eighths hold blocks, indexes, filters, kept lists, memtables and what the writer has at hand; the rest is for
  // batches in the making and what the database takes besides (files that are open, compaction, gaps in the heap), which does not grow with the setting.
  // A bulk load gathers up to twice the setting on top.
  std::size_t cache_bytes = 128u << 20u;
  std::size_t write_buffer_bytes = 16u << 20u; // a memtable; larger ones fall out of the processor's cache
  std::size_t files_from = 500;                // so many articles at once are written as sorted files, past the log
};

// Of a storage version that reading alone cannot deal with.
[[nodiscard]] Error old_store(const std::string& path);

class Rocks {
 public:
  // Throws Error kStore: missing, locked by another process, damaged, not a store of ours.
  static std::unique_ptr<Rocks> open(const std::string& path, OpenMode mode, const RocksOptions& options = {});
  ~Rocks();
  Rocks(const Rocks&) = delete;
  Rocks& operator=(const Rocks&) = delete;

  // A consistent state of the whole store. Keep the Rocks alive.
  class View {
   public:
    View(const Rocks& rocks);
    ~View();
    View(const View&) = delete;
    View& operator=(const View&) = delete;

   private:
    friend class Rocks;
    const Rocks* rocks_;
    const void* snapshot_;
  };

  // All of it or nothing of it. What is put or erased last under a key counts.
  class Batch {
   public:
    // Both are sorted here by family and key. kLog: through the log and the memtables, soon written. kFiles: written as whole tables and taken in at once: many times
    // faster where there is much (tens of thousands of keys), takes the memory of all keys and values twice, and is on the disk when write()
    // returns.
    enum class Kind : std::uint8_t { kLog, kFiles };
    explicit Batch(Kind kind = Kind::kLog);
    // Of kind kFiles, in which article records are written to their table as they come, by a thread of its own, when they come in the order of keys.
    explicit Batch(const Rocks& rocks);
    ~Batch();
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) = delete;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    void put(Family family, std::string_view key, std::string_view value);
    void erase(Family family, std::string_view key);
    // Adjacency only: add packed rows, or take away every row of one ingest, without reading what is there. `first`: nothing is there, and this batch takes
    // nothing away under the key.
    void add_rows(std::string_view key, std::string_view rows, bool first = false);
    void drop_rows(std::string_view key, IngestId ingest);
    // What another does, after what this one does.
    void append(Batch&& other);
    // Bytes of keys and values so far.
    [[nodiscard]] std::size_t bytes() const;

   private:
    friend class Rocks;
    struct Impl;
    class Table;
    std::unique_ptr<Impl> impl_;
  };

  // `sync`: on the disk before it returns. A batch is written once.
  void write(Batch& batch, bool sync);
  // Everything written so far is on the disk.
  void sync();
  // Compacts all families; after a bulk load.
  void compact();

  // Takes everything out of a family.
  void clear(Family family);
  // The last key that begins so.
  [[nodiscard]] std::optional<std::string> last_key(Family family, std::string_view prefix) const;

  [[nodiscard]] std::optional<std::string> get(Family family, std::string_view key, const View* view = nullptr) const;

  // Forward over the keys with a prefix; an empty prefix walks the whole family.
  class Cursor {
   public:
    Cursor(const Rocks& rocks, Family family, std::string_view prefix, const View* view = nullptr);
    // For many short lists: valid after a seek(), as long as the key begins like what was sought (the first bytes of it that
    // the family's filters know: 4 for adjacency and postings, 10 for prints). Lists that are not there cost next to nothing.
    static Cursor over_lists(const Rocks& rocks, Family family, const View* view = nullptr);
    ~Cursor();
    Cursor(Cursor&&) noexcept;
    Cursor& operator=(Cursor&&) = delete;
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    [[nodiscard]] bool valid() const;  // throws Error kStore when reading failed
    void next();
    void seek(std::string_view key);
    [[nodiscard]] std::string_view key() const;
    [[nodiscard]] std::string_view value() const;

   private:
    struct Impl;
    explicit Cursor(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
  };

  // What was worked out from blocks may be kept beside them, in the memory that cache_bytes bounds, as long as it is used more than other
  // things. nullptr when it is not there. What is too large for its place is not kept.
  [[nodiscard]] bool keeps(std::size_t bytes) const;
  void keep(std::uint64_t number, std::shared_ptr<const void> value, std::size_t bytes) const;
  [[nodiscard]] std::shared_ptr<const void> kept(std::uint64_t number) const;

  // Takes so much of cache_bytes for something else, in place of what was taken before.
  void reserve(std::size_t bytes);

  // Adds a backup to a directory of backups; what older ones have is not copied again. Returns its number.
  std::uint32_t backup(const std::string& directory);
  struct Backup {
    std::uint32_t number = 0;
    std::int64_t time = 0;  // seconds since 1970
    std::uint64_t bytes = 0;
  };
  // Oldest first. Throws Error kStore when there are none.
  [[nodiscard]] static std::vector<Backup> list_backups(const std::string& directory);
  // Compares every file of the backup with its checksum. Throws Error kStore when one differs.
  static void verify_backup(const std::string& directory, std::uint32_t number);
  // Makes a store of it at `path`, where nothing may be.
  static void restore(const std::string& directory, std::uint32_t number, const std::string& path);

  // Bytes on disk and in memory, for `stats`.
  [[nodiscard]] std::uint64_t disk_bytes() const;
  // The database's own estimate; good enough to decide between many look-ups and one scan.
  [[nodiscard]] std::uint64_t estimate_keys(Family family) const;

 private:
  Rocks();
  void write_files(Batch& batch);
  void take_in_files(Batch& batch);
  [[nodiscard]] std::string incoming() const;  // where tables are written
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::graph

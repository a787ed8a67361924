// SPDX-License-Identifier: Apache-2.0
// What RocksDB keeps of a family in memory until it is a file, for one writer whose batches come in the order of keys: sorted runs in place of a skip
// list. A key that is greater than the last goes to the end of the run that is open; one that is not begins another; two runs of a rank are merged into
// one of the next, as long as it is not too long. An entry of a run is eight bytes of its key and where it lies, so merging and searching seldom touch
// the keys.
//
// Threads: one writer at a time (allow_concurrent_memtable_write = false), any number of readers, which never wait. Memory is the memtable's own and is
// counted by its write buffer manager; runs that were merged are used again when nobody can be reading them.
// Limits: the families' order must be that of bytes (rocksdb::BytewiseComparator), without timestamps.
#pragma once

#include <memory>

namespace rocksdb {
class MemTableRepFactory;
}  // namespace rocksdb

namespace entente::graph {

// For ColumnFamilyOptions::memtable_factory. May be shared by the families of one database, and of no other.
[[nodiscard]] std::shared_ptr<rocksdb::MemTableRepFactory> run_memtables();

}  // namespace entente::graph

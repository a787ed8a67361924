// SPDX-License-Identifier: Apache-2.0
// RocksDB's files as they are by default, but that its log is written over zeros that lie there already, a mebibyte at a time. A file that grows makes the file
// system write its own journal at every sync; one that does not needs its data written and no more. RocksDB takes zeros behind the last record of a log for its
// end. What was not needed is given back when the log is closed; a writer that is killed leaves it.
#pragma once

#include <memory>

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace entente::graph {

// For DBOptions::env; outlives the database.
[[nodiscard]] std::unique_ptr<rocksdb::Env> env_with_ready_logs();

}  // namespace entente::graph

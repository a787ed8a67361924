// SPDX-License-Identifier: Apache-2.0
// SQLite at its best for this work: one clustered table with the edges of both directions, all of it in the page cache, prepared statements,
// one read transaction a question.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/compare_graph.h"

namespace entente::bench {

class SqlitePeer {
 public:
  // Makes the file where it is missing or has another number of rows; seconds of that, without the sorting, in load_seconds().
  SqlitePeer(const std::string& path, const std::vector<HalfEdge>& halves, std::uint32_t end_vertex);

  [[nodiscard]] std::uint64_t one_hop(std::uint32_t vertex);
  [[nodiscard]] std::uint64_t two_hops(std::uint32_t vertex);
  // Hops of a shortest path of at most kPathHops; 0 = there is none. The smaller of two balls grows; a list is left as soon as the balls touch.
  [[nodiscard]] std::size_t distance(std::uint32_t from, std::uint32_t to);
  [[nodiscard]] double load_seconds() const { return load_seconds_; }

 private:
  struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
  };
  struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;
  void run(const char* sql);
  [[nodiscard]] Statement prepare(const char* sql);
  [[nodiscard]] bool step(sqlite3_stmt* statement);
  void begin();
  void end();
  void fill(const std::vector<HalfEdge>& halves);

  std::unique_ptr<sqlite3, CloseDatabase> db_;
  Statement begin_, end_, properties_, neighbours_, first_hop_;
  Marks forward_;
  Marks backward_;
  std::vector<std::uint8_t> forward_hops_;
  std::vector<std::uint8_t> backward_hops_;
  double load_seconds_ = 0;
};

}  // namespace entente::bench

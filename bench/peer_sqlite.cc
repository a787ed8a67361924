// SPDX-License-Identifier: Apache-2.0
#include "bench/peer_sqlite.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <tuple>

namespace entente::bench {

SqlitePeer::SqlitePeer(const std::string& path, const std::vector<HalfEdge>& halves, std::uint32_t end_vertex)
    : forward_(end_vertex), backward_(end_vertex), forward_hops_(end_vertex), backward_hops_(end_vertex) {
  sqlite3* db = nullptr;
  const auto opened = sqlite3_open(path.c_str(), &db);
  db_.reset(db);
  if (opened != SQLITE_OK) throw std::runtime_error("cannot open " + path);
  // Nothing here may hold it back: memory for all pages, no locks of the file system, no journal.
  run("PRAGMA cache_size = -1000000");
  run("PRAGMA mmap_size = 4000000000");
  run("PRAGMA locking_mode = EXCLUSIVE");
  run("PRAGMA journal_mode = OFF");
  run("PRAGMA synchronous = OFF");
  run("CREATE TABLE IF NOT EXISTS edge (vertex INTEGER, relation INTEGER, outgoing INTEGER, neighbour INTEGER, seq INTEGER,"
      " article INTEGER, claim INTEGER, confidence INTEGER, first_day INTEGER, last_day INTEGER, flags INTEGER,"
      " PRIMARY KEY (vertex, relation, outgoing, neighbour, seq)) WITHOUT ROWID");
  const auto count = prepare("SELECT count(*) FROM edge");
  (void)step(count.get());
  const auto there = static_cast<std::size_t>(sqlite3_column_int64(count.get(), 0));
  sqlite3_reset(count.get());
  if (there != halves.size()) {
    run("DELETE FROM edge");
    fill(halves);
    run("ANALYZE");
  }
  begin_ = prepare("BEGIN");
  end_ = prepare("COMMIT");
  properties_ = prepare("SELECT confidence, first_day, flags FROM edge WHERE vertex = ?");
  first_hop_ = prepare("SELECT neighbour, confidence, first_day, flags FROM edge WHERE vertex = ?");
  neighbours_ = prepare("SELECT neighbour, flags FROM edge WHERE vertex = ?");
}

void SqlitePeer::run(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(db_.get()) + " in " + sql);
  }
}

SqlitePeer::Statement SqlitePeer::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(db_.get()) + " in " + sql);
  }
  return Statement(statement);
}

bool SqlitePeer::step(sqlite3_stmt* statement) {
  const auto got = sqlite3_step(statement);
  if (got == SQLITE_ROW) return true;
  if (got != SQLITE_DONE) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(db_.get()));
  return false;
}

void SqlitePeer::begin() {
  (void)step(begin_.get());
  sqlite3_reset(begin_.get());
}

void SqlitePeer::end() {
  (void)step(end_.get());
  sqlite3_reset(end_.get());
}

void SqlitePeer::fill(const std::vector<HalfEdge>& halves) {
  std::vector<const HalfEdge*> sorted;
  sorted.reserve(halves.size());
  for (const auto& half : halves) sorted.push_back(&half);
  std::sort(sorted.begin(), sorted.end(), [](const HalfEdge* a, const HalfEdge* b) {
    return std::tie(a->vertex, a->relation, a->outgoing, a->neighbour, a->seq) <
           std::tie(b->vertex, b->relation, b->outgoing, b->neighbour, b->seq);
  });
  const auto start = std::chrono::steady_clock::now();
  constexpr std::int64_t kClaims = kClaimsPerArticle;
  const auto insert = prepare("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  run("BEGIN");
  for (const auto* half : sorted) {
    int column = 0;
    for (const std::int64_t value :
         {std::int64_t{half->vertex}, std::int64_t{half->relation}, std::int64_t{half->outgoing}, std::int64_t{half->neighbour},
          std::int64_t{half->seq}, half->seq / kClaims, half->seq % kClaims,
          std::int64_t{half->confidence}, std::int64_t{half->day}, std::int64_t{half->day}, std::int64_t{half->negative}}) {
      sqlite3_bind_int64(insert.get(), ++column, value);
    }
    (void)step(insert.get());
    sqlite3_reset(insert.get());
  }
  run("COMMIT");
  load_seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::uint64_t SqlitePeer::one_hop(std::uint32_t vertex) {
  std::uint64_t sum = 0;
  auto* const rows = properties_.get();
  sqlite3_bind_int64(rows, 1, vertex);
  while (step(rows)) {
    if ((sqlite3_column_int(rows, 2) & 1) != 0) continue;
    sum += worth(static_cast<std::uint16_t>(sqlite3_column_int(rows, 0)), sqlite3_column_int(rows, 1));
  }
  sqlite3_reset(rows);
  return sum;
}

std::uint64_t SqlitePeer::two_hops(std::uint32_t vertex) {
  begin();
  std::uint64_t sum = 0;
  forward_.clear();
  auto* const rows = first_hop_.get();
  sqlite3_bind_int64(rows, 1, vertex);
  while (step(rows)) {
    if ((sqlite3_column_int(rows, 3) & 1) != 0) continue;
    sum += worth(static_cast<std::uint16_t>(sqlite3_column_int(rows, 1)), sqlite3_column_int(rows, 2));
    const auto next = static_cast<std::uint32_t>(sqlite3_column_int64(rows, 0));
    if (forward_.mark(next)) sum += one_hop(next);
  }
  sqlite3_reset(rows);
  end();
  return sum;
}

std::size_t SqlitePeer::distance(std::uint32_t from, std::uint32_t to) {
  struct Side {
    Marks* marks;
    std::vector<std::uint8_t>* hops;
    std::vector<std::uint32_t> level;
  };
  begin();
  Side one{&forward_, &forward_hops_, {from}};
  Side two{&backward_, &backward_hops_, {to}};
  for (auto* side : {&one, &two}) {
    side->marks->clear();
    side->marks->mark(side->level.front());
    (*side->hops)[side->level.front()] = 0;
  }
  std::size_t answer = 0;
  std::vector<std::uint32_t> next;
  auto* const rows = neighbours_.get();
  for (std::size_t hops = 0; hops < kPathHops && answer == 0; ++hops) {
    auto& side = one.level.size() <= two.level.size() ? one : two;
    auto& other = &side == &one ? two : one;
    next.clear();
    for (const auto vertex : side.level) {
      sqlite3_bind_int64(rows, 1, vertex);
      const auto here = (*side.hops)[vertex];
      while (answer == 0 && step(rows)) {
        if ((sqlite3_column_int(rows, 1) & 1) != 0) continue;
        const auto found = static_cast<std::uint32_t>(sqlite3_column_int64(rows, 0));
        if (other.marks->marked(found)) answer = std::size_t{here} + 1 + (*other.hops)[found];
        if (!side.marks->mark(found)) continue;
        (*side.hops)[found] = static_cast<std::uint8_t>(here + 1);
        next.push_back(found);
      }
      sqlite3_reset(rows);
      if (answer != 0) break;
    }
    if (next.empty()) break;
    side.level.swap(next);
  }
  end();
  return answer;
}

}  // namespace entente::bench

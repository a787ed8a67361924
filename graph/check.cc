// SPDX-License-Identifier: Apache-2.0
// `entente check`: article records and decisions are the truth, so the whole store is built again from them alone, in memory, and
// everything derived is compared line by line; the digest is summed afresh from the records.
#include <sstream>

#include "graph/coding.h"
#include "graph/dump.h"
#include "graph/store.h"

namespace entente::graph {

namespace {

// What no dump shows: that every row lies in the chunk where a retraction would look for it, and that the history is whole.
std::optional<std::string> fault_beyond_dump(const Snapshot& snapshot) {
  const auto& rocks = snapshot.rocks();
  for (Rocks::Cursor nodes(rocks, Family::kNode, {}, snapshot.view()); nodes.valid(); nodes.next()) {
    const auto record = decode_node(nodes.value());
    const auto last = record.chunks.empty() ? 0 : record.chunks.back();
    std::size_t in_last = 0;
    for (Rocks::Cursor rows(rocks, Family::kAdjacency, nodes.key(), snapshot.view()); rows.valid(); rows.next()) {
      Reader key(rows.key().substr(nodes.key().size()));
      const auto chunk = key.big32();
      const auto count = row_count(rows.value());
      if (chunk == last) in_last = count;
      for (std::size_t i = 0; i < count; ++i) {
        if (record.chunk_of(read_row(rows.value(), i).ingest) != chunk) return "a row of \"" + record.key.text + "\" lies in a chunk where it would not be found";
      }
    }
    if (in_last != record.last_rows) {
      return "the last chunk of \"" + record.key.text + "\" has " + std::to_string(in_last) + " rows, its node says " + std::to_string(record.last_rows);
    }
  }
  SetHash history;
  for (Rocks::Cursor cursor(rocks, Family::kHistory, {}, snapshot.view()); cursor.valid(); cursor.next()) {
    history.add(std::string(cursor.key()) + std::string(cursor.value()));
  }
  const auto kept = rocks.get(Family::kMeta, kMetaHistoryDigest, snapshot.view());
  if ((kept ? SetHash::from_bytes(*kept) : SetHash()) != history) return "the history is not what was written to it";
  return std::nullopt;
}

}  // namespace

CheckResult check(const Snapshot& snapshot) {
  CheckResult result;
  const auto fresh = Store::open("check", OpenMode::kMemory);
  for (const auto& [id, decision] : snapshot.decisions().all()) {
    if (const auto fault = find_fault(decision)) {
      result.first_violation = "decision " + to_string('d', id) + ": " + *fault;
      return result;
    }
    fresh->decide(decision, false);
  }
  for (Rocks::Cursor cursor(snapshot.rocks(), Family::kArticle, {}, snapshot.view()); cursor.valid(); cursor.next()) {
    const auto extraction = decode_article(cursor.value());
    if (const auto fault = find_fault(extraction)) {
      result.first_violation = extraction.article.source + ": " + *fault;
      return result;
    }
    ++result.articles;
    result.claims += extraction.claims.size();
    fresh->put(extraction, false);
  }
  const auto rebuilt = fresh->snapshot();
  std::istringstream stored_lines(logical_dump(snapshot));
  std::istringstream fresh_lines(logical_dump(rebuilt));
  std::string stored_line;
  std::string fresh_line;
  while (true) {
    const bool more_stored = static_cast<bool>(std::getline(stored_lines, stored_line));
    const bool more_fresh = static_cast<bool>(std::getline(fresh_lines, fresh_line));
    if (!more_stored && !more_fresh) break;
    if (more_stored && stored_line.rfind("row ", 0) == 0) ++result.rows;
    if (more_stored != more_fresh || stored_line != fresh_line) {
      result.first_violation = "the store says\n  " + (more_stored ? stored_line : "(nothing)") +
                               "\nits articles say\n  " + (more_fresh ? fresh_line : "(nothing)");
      return result;
    }
  }
  if (const auto fault = fault_beyond_dump(snapshot)) {
    result.first_violation = fault;
    return result;
  }
  if (snapshot.digest() != rebuilt.digest()) {
    result.first_violation = "the digest " + snapshot.digest() + " is kept, its articles give " + rebuilt.digest();
  }
  return result;
}

}  // namespace entente::graph

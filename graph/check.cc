// SPDX-License-Identifier: Apache-2.0
// `entente check`: the article records are the truth, so the whole store is built again from them alone, in memory, and
// everything derived is compared line by line; the digest is summed afresh from the records.
#include <sstream>

#include "graph/dump.h"
#include "graph/store.h"

namespace entente::graph {

CheckResult check(const Snapshot& snapshot) {
  CheckResult result;
  const auto fresh = Store::open("check", OpenMode::kMemory);
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
  if (snapshot.digest() != rebuilt.digest()) {
    result.first_violation = "the digest " + snapshot.digest() + " is kept, its articles give " + rebuilt.digest();
  }
  return result;
}

}  // namespace entente::graph

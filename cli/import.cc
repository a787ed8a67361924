// SPDX-License-Identifier: Apache-2.0
#include "cli/import.h"

#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "graph/claim_records.h"

namespace entente::cli {

ReadingTotals read_claims(const std::vector<std::string>& paths, const std::function<void(const Extraction&)>& take,
                          const std::function<void(const graph::Decision&)>& take_decision) {
  ReadingTotals totals;
  for (const auto& path : paths) {
    const auto set_aside = [&](std::uint64_t line, const std::string& reason) {
      ++totals.set_aside;
      report({path, line, reason});
    };
    const auto count = [&](const Extraction& extraction) {
      take(extraction);
      ++totals.articles;
      if (extraction.article.status == ArticleStatus::kLanguageNotRead) ++totals.unread;
    };
    const graph::ClaimRecordsSink sink{count, take_decision, set_aside};
    if (path == "-") {
      graph::read_claim_records(std::cin, sink);
      continue;
    }
    std::ifstream in(path, std::ios::binary);
    if (in) graph::read_claim_records(in, sink);
    else set_aside(0, "cannot be read");
  }
  return totals;
}

}  // namespace entente::cli

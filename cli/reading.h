// SPDX-License-Identifier: Apache-2.0
// Reading and extracting many articles on several threads, handed on in the order of reading, so that the number of
// threads changes nothing but the time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extract/article_reader.h"
#include "extract/pipeline.h"

namespace entente::cli {

struct ReadingTotals {
  std::uint64_t articles = 0;
  std::uint64_t unread = 0;  // of a language that is not read; kept and marked
  std::uint64_t set_aside = 0;
  [[nodiscard]] int exit_code() const;
};

// `take` is called from one thread. Rejects are reported and counted. Shows progress on a terminal.
ReadingTotals read_and_extract(const std::vector<std::string>& paths, const extract::ArticleDefaults& defaults,
                               const extract::Pipeline& pipeline, unsigned jobs,
                               const std::function<void(const Extraction&)>& take);

}  // namespace entente::cli

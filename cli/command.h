// SPDX-License-Identifier: Apache-2.0
// One command = one file with one function that adds it to the command line. The list of commands is in main.cc.
// Data goes to standard output, everything else to standard error; progress only where that is a terminal.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/params.h"
#include "extract/article_reader.h"
#include "graph/connections.h"
#include "graph/fragility.h"
#include "graph/measures.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "graph/why_not.h"

namespace entente::cli {

// Exit codes, as documented in --help.
inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kSetAside = 3;
inline constexpr int kNotFound = 4;

// A command's run: returns an exit code, or throws Error.
using Run = std::function<int()>;
using AddCommand = void (*)(CLI::App& app, Run& run);

void add_extract(CLI::App& app, Run& run);
void add_eval(CLI::App& app, Run& run);
void add_ingest(CLI::App& app, Run& run);
void add_match(CLI::App& app, Run& run);
void add_retract(CLI::App& app, Run& run);
void add_merge(CLI::App& app, Run& run);
void add_never_merge(CLI::App& app, Run& run);
void add_split(CLI::App& app, Run& run);
void add_undo(CLI::App& app, Run& run);
void add_decisions(CLI::App& app, Run& run);
void add_diff(CLI::App& app, Run& run);
void add_re_extract(CLI::App& app, Run& run);
void add_backup(CLI::App& app, Run& run);
void add_restore(CLI::App& app, Run& run);
void add_path(CLI::App& app, Run& run);
void add_neighborhood(CLI::App& app, Run& run);
void add_why_not(CLI::App& app, Run& run);
void add_common(CLI::App& app, Run& run);
void add_connect(CLI::App& app, Run& run);
void add_rings(CLI::App& app, Run& run);
void add_measures(CLI::App& app, Run& run);
void add_show(CLI::App& app, Run& run);
void add_search(CLI::App& app, Run& run);
void add_stats(CLI::App& app, Run& run);
void add_digest(CLI::App& app, Run& run);
void add_check(CLI::App& app, Run& run);
void add_export(CLI::App& app, Run& run);
void add_serve(CLI::App& app, Run& run);

// --- options that several commands share

enum class Format : std::uint8_t { kText, kJson, kDot };
void add_format(CLI::App& command, Format& format);
// Where the answer can be drawn: dot beside text and json.
void add_format_or_dot(CLI::App& command, Format& format);
void add_db(CLI::App& command, std::string& db);
// Memory for the store's blocks, filters and write buffers together.
void add_cache(CLI::App& command, graph::RocksOptions& options);
void add_defaults(CLI::App& command, extract::ArticleDefaults& defaults);

struct FilterOptions {
  api::FilterWords words;
  std::uint64_t timeout_ms = 2000;
  std::uint64_t skip_degree = 0;
  std::uint64_t quotes = 2;
  void apply(const graph::Snapshot& snapshot, graph::QueryOptions& options) const;
};
void add_filters(CLI::App& command, FilterOptions& options);
// The part of it that says which claims count.
void add_claim_filters(CLI::App& command, api::FilterWords& words);

// Opens for reading, beside a writer if need be. Throws Error kStore.
[[nodiscard]] std::unique_ptr<graph::Store> open_to_read(const std::string& db);

// Writes to standard output; throws Error kStore when it cannot (a full disk); a closed pipe ends quietly.
void print(std::string_view text);
// "articles/a.txt: is empty"
void report(const Reject& reject);
[[nodiscard]] bool to_terminal(int descriptor);
// "1 article", "2 articles"
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

// --- answers for people (render.cc)

[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, const graph::Fragility& fragility,
                                 graph::VertexId from, graph::VertexId to);
[[nodiscard]] std::string render_rings(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, graph::VertexId centre);
[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::CommonAnswer& answer, const std::vector<graph::VertexId>& of);
[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::ConnectionAnswer& answer);
[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::WhyNotAnswer& answer, graph::VertexId from, graph::VertexId to);
[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::Measures& measures, const std::vector<graph::MeasureRow>& rows);
// The hops as a picture in Graphviz's DOT.
[[nodiscard]] std::string to_dot(const graph::Snapshot& snapshot, const std::vector<graph::Hop>& hops, const std::vector<graph::VertexId>& ends);
[[nodiscard]] std::string render(const graph::Snapshot& snapshot, const graph::NeighborhoodAnswer& answer);
[[nodiscard]] std::string render_entity(const graph::Snapshot& snapshot, const graph::EntityRecord& entity,
                                        const std::vector<graph::Link>& links, std::size_t total);
[[nodiscard]] std::string render(const graph::Stats& stats);
// "Kim Jong Un, also written …" and the notes of a resolution
[[nodiscard]] std::string note_of(const graph::Snapshot& snapshot, std::string_view asked, const graph::Resolution& found);

}  // namespace entente::cli

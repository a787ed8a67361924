// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <map>

#include "cli/command.h"
#include "model/date.h"
#include "model/error.h"

namespace entente::cli {

void add_format(CLI::App& command, Format& format) {
  command.add_option("--format", format, "text for people, json for programs")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{{"text", Format::kText}, {"json", Format::kJson}}))
      ->option_text("text|json [text]");
}

void add_format_or_dot(CLI::App& command, Format& format) {
  command.add_option("--format", format, "text for people, json for programs, dot for a picture (| dot -Tsvg)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{{"text", Format::kText}, {"json", Format::kJson}, {"dot", Format::kDot}}))
      ->option_text("text|json|dot [text]");
}

void add_db(CLI::App& command, std::string& db) {
  command.add_option("--db", db, "directory of the store")->required()->envname("ENTENTE_DB")->option_text("DIR");
}

void add_cache(CLI::App& command, graph::RocksOptions& options) {
  command.add_option_function<std::size_t>(
             "--cache-mb", [&options](const std::size_t& megabytes) { options.cache_bytes = megabytes << 20u; },
             "memory for the store: blocks, filters, kept lists and write buffers; the graph that serve keeps comes on top")
      ->check(CLI::Range(std::size_t{16}, std::size_t{1} << 20u))
      ->option_text("MB [128]");
}

void add_defaults(CLI::App& command, extract::ArticleDefaults& defaults) {
  command.add_option("--source", defaults.source, "source of the article, where the path does not say it (one article only)");
  command.add_option("--title", defaults.title, "title, where the text does not say it");
  command.add_option("--published", defaults.published, "date of publication (2026-03-31), where the text does not say it")
      ->check(CLI::Validator([](std::string& text) { return parse_date(text) ? std::string() : "is no ISO 8601 date: " + text; }, "DATE"));
  command.add_option("--language", defaults.language, "language (en), where detection would err");
}

void add_claim_filters(CLI::App& command, api::FilterWords& words) {
  command.add_option("--relation", words.relations, "only these relations or groups, e.g. SIGNED,MEETS_WITH or agreement")->delimiter(',');
  command.add_option("--since", words.since, "only claims dated on or after, e.g. 2024 or 2024-06-19");
  command.add_option("--until", words.until, "only claims dated on or before");
  command.add_option("--min-confidence", words.min_confidence, "only claims at least this sure, 0 to 1");
  command.add_option("--include", words.include, "also these kinds of claims: negative, planned, conditional, possible, requested; "
                                                 "undated (with --since or --until)")->delimiter(',');
  command.add_option("--direction", words.direction, "along: walk only from the subject of a claim to its object; against: the other way")
      ->check(CLI::IsMember({"any", "along", "against"}));
  command.add_option("--source", words.sources, "only articles whose source or URL contains this; may be given several times");
  command.add_option("--speaker", words.speakers, "only what this one says (a name or id); may be given several times");
  command.add_option("--avoid", words.avoid, "do not walk through this entity; may be given several times");
  command.add_option("--types", words.types, "walk only through entities of these types, e.g. Person,PublicBody")->delimiter(',');
  command.add_option("--known-at", words.known_at, "only articles published on or before this date");
  command.add_option("--as-of", words.as_of, "only what held or had happened by this date; undated claims of articles published by then");
}

void add_filters(CLI::App& command, FilterOptions& options) {
  add_claim_filters(command, options.words);
  command.add_option("--quotes", options.quotes, "sentences a link")->check(CLI::Range(1, 100))->capture_default_str();
  command.add_option("--timeout-ms", options.timeout_ms, "answer with what is found by then")->check(CLI::Range(1, 600000))->capture_default_str();
  command.add_option("--skip-degree", options.skip_degree, "do not walk through entities with more claims than this (0 = walk)")->capture_default_str();
}

void FilterOptions::apply(const graph::Snapshot& snapshot, graph::QueryOptions& options) const {
  options.filter = api::parse_filter(snapshot, words);
  options.budget.time = std::chrono::milliseconds(timeout_ms);
  options.budget.skip_degree = skip_degree;
  options.quotes = quotes;
}

std::unique_ptr<graph::Store> open_to_read(const std::string& db) { return graph::Store::open(db, graph::OpenMode::kRead); }

void print(std::string_view text) {
  std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!std::cout) {
    std::cout.flush();
    if (errno == EPIPE) std::_Exit(kOk);
    throw Error(ErrorKind::kInternal, "cannot write to standard output");
  }
}

void report(const Reject& reject) {
  std::cerr << "entente: set aside: " << reject.source << (reject.position > 0 && reject.reason.find("byte") == std::string::npos ? ":" + std::to_string(reject.position) : std::string()) << " " << reject.reason << "\n";
}

bool to_terminal(int descriptor) { return isatty(descriptor) == 1; }

std::string counted(std::uint64_t number, std::string_view noun) {
  const auto digits = std::to_string(number);
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped.push_back(',');
    grouped.push_back(digits[i]);
  }
  std::string plural(noun);
  if (number != 1) {
    if (plural.size() > 1 && plural.back() == 'y') plural.replace(plural.size() - 1, 1, "ies");
    else plural += "s";
  }
  return grouped + " " + plural;
}

}  // namespace entente::cli

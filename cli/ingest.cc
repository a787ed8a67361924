// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <optional>

#include "api/json_views.h"
#include "cli/command.h"
#include "cli/import.h"
#include "cli/reading.h"
#include "model/date.h"
#include "model/json.h"

namespace entente::cli {

void add_ingest(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::vector<std::string> paths;
    extract::ArticleDefaults defaults;
    unsigned jobs = 1;
    bool claims = false;
    graph::RocksOptions rocks;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("ingest", "Articles into a store: each one whole or not at all");
  add_db(*command, options->db);
  command->add_option("PATH", options->paths, "files, directories, - for standard input; .jsonl has one article a line")->required();
  add_defaults(*command, options->defaults);
  command->add_option("--jobs", options->jobs, "threads; the store is the same with any number")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--claims", options->claims, "the input is claims that are there already: what extract or export --format jsonl writes");
  add_cache(*command, options->rocks);
  add_format(*command, options->format);
  command->footer("The same article again changes nothing; a changed text from the same source takes the place of the old one.\n"
                  "An article that cannot be used is set aside with the reason (exit code 3); the others are kept.\n"
                  "Examples:\n  entente ingest --db news articles/\n  entente ingest --db news --jobs 2 feed.jsonl\n"
                  "  entente export --db old --format jsonl | entente ingest --db new --claims -");
  command->callback([options, &run] {
    run = [options] {
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite, options->rocks);
      std::uint64_t added = 0;
      std::uint64_t replaced = 0;
      std::uint64_t unchanged = 0;
      std::uint64_t decided = 0;
      // Articles a batch and a disk synchronisation. Claims come as fast as they are parsed: many of them go as one bulk load, to which they are handed so many at once.
      const std::size_t group = options->claims ? 2048 : 64;
      std::vector<Extraction> waiting;
      const auto seen = now_in_utc();
      std::optional<graph::BulkLoad> load;  // when there are so many claims that a first group is full
      const auto flush = [&] {
        if (options->claims && !load && waiting.size() == group) load.emplace(*store, seen);
        for (const auto outcome : load ? load->put(waiting) : store->put_all(waiting, true, seen)) {
          switch (outcome) {
            case graph::PutOutcome::kAdded: ++added; break;
            case graph::PutOutcome::kReplaced: ++replaced; break;
            case graph::PutOutcome::kUnchanged: ++unchanged; break;
          }
        }
        waiting.clear();
      };
      const auto keep = [&](const Extraction& extraction) {
        graph::Store::validate(extraction);
        waiting.push_back(extraction);
        if (waiting.size() == group) flush();
      };
      const auto end_load = [&] {
        if (load) load->finish();
        load.reset();
      };
      const auto decide = [&](const graph::Decision& decision) {
        end_load();
        decided += store->decide(decision, false) ? 1 : 0;
      };
      const auto totals = options->claims ? read_claims(options->paths, keep, decide)
                                          : read_and_extract(options->paths, options->defaults, extract::Pipeline::load(extract::find_seeds()), options->jobs, keep);
      flush();
      end_load();
      store->sync();
      const auto snapshot = store->snapshot();
      const auto counts = snapshot.counts();
      if (options->format == Format::kJson) {
        print(write_line(Json{{"added", added}, {"replaced", replaced}, {"unchanged", unchanged}, {"decisions", decided}, {"set_aside", totals.set_aside}, {"language_not_read", totals.unread},
                              {"articles", counts.articles}, {"claims", counts.claims}, {"digest", snapshot.digest()}}) + "\n");
      } else {
        print(counted(added, "article") + " added, " + std::to_string(replaced) + " replaced, " + std::to_string(unchanged) + " unchanged, " +
              std::to_string(totals.set_aside) + " set aside" + (totals.unread > 0 ? ", " + std::to_string(totals.unread) + " in a language that is not read" : std::string()) +
              (decided > 0 ? ", " + counted(decided, "decision") : std::string()) + "\n");
        print("the store has " + counted(counts.articles, "article") + " and " + counted(counts.claims, "claim") + "\n");
      }
      return totals.exit_code();
    };
  });
}

void add_retract(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string article;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("retract", "Take one article out again: the store is as if it had never been there");
  add_db(*command, options->db);
  command->add_option("ARTICLE", options->article, "its id (a:…), source path or URL")->required();
  add_format(*command, options->format);
  command->footer("Examples:\n  entente retract --db news articles/01.txt\n  entente retract --db news https://example.org/1");
  command->callback([options, &run] {
    run = [options] {
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite);
      const auto article = store->retract(options->article);
      if (options->format == Format::kJson) {
        print(write_line(Json{{"retracted", to_string('a', article.id)}, {"source", article.source}, {"digest", store->snapshot().digest()}}) + "\n");
      } else {
        print("retracted " + article.source + " (" + to_string('a', article.id) + ")\n");
      }
      return kOk;
    };
  });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "cli/command.h"
#include "cli/reading.h"
#include "model/json.h"

namespace entente::cli {

void add_extract(CLI::App& app, Run& run) {
  struct Options {
    std::vector<std::string> paths;
    extract::ArticleDefaults defaults;
    WriteOptions write;
    unsigned jobs = 1;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("extract", "Articles to claims as JSON Lines on standard output; no store");
  command->add_option("PATH", options->paths, "files, directories, - for standard input; .jsonl has one article a line")->required();
  add_defaults(*command, options->defaults);
  command->add_flag("--text", options->write.with_text, "write the article's text into its record");
  command->add_flag("--candidates", options->write.with_candidates, "also the pairs of entities without a claim, and why");
  command->add_option("--jobs", options->jobs, "threads; the output is the same with any number")->check(CLI::Range(1, 256))->capture_default_str();
  command->footer("Each line is an article, an entity, a claim or a candidate; start and end count Unicode code points.\n"
                  "Examples:\n  entente extract article.txt\n  entente extract articles/ | jq 'select(.kind==\"claim\")'\n"
                  "  curl -s URL | entente extract - --source URL --published 2026-03-31");
  command->callback([options, &run] {
    run = [options] {
      const auto pipeline = extract::Pipeline::load(extract::find_seeds());
      const auto totals = read_and_extract(options->paths, options->defaults, pipeline, options->jobs,
                                           [&](const Extraction& extraction) { print(to_ndjson(extraction, options->write)); });
      return totals.exit_code();
    };
  });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "graph/export.h"
#include "model/error.h"

namespace entente::cli {

void add_export(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string format = "graphml";
    std::string output = "-";
    std::string around;
    std::string profile = "gephi";
    std::size_t depth = 1;
    bool measures = false;
    FilterOptions filter;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("export", "The graph for Gephi and Graphviz, all claims for other pipelines");
  add_db(*command, options->db);
  std::vector<std::string> names;
  std::string list;
  for (const auto& row : graph::export_formats()) {
    names.emplace_back(row.name);
    list += "\n  " + std::string(row.name) + std::string(12 - row.name.size(), ' ') + std::string(row.meaning);
  }
  command->add_option("--format", options->format, "what to write")->check(CLI::IsMember(names))->capture_default_str();
  command->add_option("--output,-o", options->output, "file to write, - for standard output")->capture_default_str();
  command->add_option("--around", options->around, "only what lies around this name");
  command->add_option("--depth", options->depth, "steps around it")->check(CLI::Range(std::size_t{1}, graph::kMaxDepth))->capture_default_str();
  command->add_option("--profile", options->profile, "graphml: strict validates against the schema; gephi adds the mark without which Gephi merges parallel relations")
      ->check(CLI::IsMember({"gephi", "strict"}))->capture_default_str();
  command->add_flag("--measures", options->measures, "graphml: columns of degree, PageRank, betweenness, core, component and community");
  add_filters(*command, options->filter);
  command->footer("Formats:" + list + "\nExamples:\n  entente export --db news -o news.graphml\n  entente export --db news --format dot --around KCNA | sfdp -Tsvg >kcna.svg");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      graph::ExportOptions query;
      graph::QueryOptions filter;
      options->filter.apply(snapshot, filter);
      query.measures = options->measures;
      query.filter = filter.filter;
      query.strict = options->profile == "strict";
      query.depth = options->depth;
      if (!options->around.empty()) query.around = api::require_entity(snapshot, options->around);
      const auto format = *graph::find_export_format(options->format);
      graph::ExportCounts counts;
      if (options->output == "-") {
        counts = write_export(snapshot, format, query, [](std::string_view piece) { print(piece); });
      } else {
        std::ofstream file(options->output, std::ios::binary | std::ios::trunc);
        if (!file) throw Error(ErrorKind::kInput, "cannot write " + options->output + ": check that its directory exists and may be written");
        counts = write_export(snapshot, format, query, [&](std::string_view piece) { file.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
        file.close();
        if (!file) throw Error(ErrorKind::kInput, options->output + " could not be written to its end: the disk may be full");
      }
      if (counts.truncated) std::cerr << "entente: the neighborhood was cut at its limits; see --depth\n";
      std::string what;
      if (format == graph::ExportFormat::kJsonl) what = counted(counts.articles, "article") + ", " + counted(counts.claims, "claim");
      else what = counted(counts.nodes, "node") + ", " + counted(counts.edges, "edge");
      if (options->output != "-") std::cerr << options->output << ": " << what << "\n";
      return kOk;
    };
  });
}

}  // namespace entente::cli

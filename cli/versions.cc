// SPDX-License-Identifier: Apache-2.0
// diff and re-extract: what a new version of an article, or a new version of the reader, changes.
#include <fmt/format.h>

#include <iostream>

#include "api/json_views.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "graph/diff.h"
#include "model/date.h"
#include "model/error.h"

namespace entente::cli {
namespace {

std::string side_of(const Claim* claim) {
  if (claim == nullptr) return {};
  std::string out = claim->date.empty() ? "undated" : claim->date;
  if (claim->polarity == Polarity::kNegative) out += ", negative";
  if (claim->modality != Modality::kActual) out += ", " + std::string(name_of(claim->modality));
  return out + fmt::format(", confidence {:.2f}", claim->confidence);
}

std::string text_of(const graph::EdgeChange& change) {
  auto out = fmt::format("{:<11} {} {} {}\n", name_of(change.what), change.subject, name_of(change.relation), change.object);
  if (change.before != nullptr) out += fmt::format("  - \"{}\" ({})\n", change.before->evidence.text, side_of(change.before));
  if (change.after != nullptr) out += fmt::format("  + \"{}\" ({})\n", change.after->evidence.text, side_of(change.after));
  return out;
}

}  // namespace

void add_diff(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string article;
    std::uint32_t from = 0;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("diff", "What the newest version of an article changed: edges, dates, confidence, with quotes");
  add_db(*command, options->db);
  command->add_option("ARTICLE", options->article, "its id (a:…), source path or URL")->required();
  command->add_option("--from", options->from, "compare with this older version; default: the one before");
  add_format(*command, options->format);
  command->footer("The newest 20 replaced versions of a source are kept; retracting the article removes them.\n"
                  "Example:\n  entente diff --db news articles/01.txt");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      const auto ingest = snapshot.find_article(options->article);
      if (!ingest) throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + options->article + "\"");
      const auto now = snapshot.article(*ingest);
      const auto before = snapshot.require_version(now->article.source, options->from == 0 ? std::nullopt : std::optional(options->from));
      const auto changes = graph::diff(before.extraction, *now);
      if (options->format == Format::kJson) {
        print(write_line(api::to_json(now->article, before, changes)) + "\n");
        return kOk;
      }
      print(fmt::format("{}: version {} (until {}) and now\n", now->article.source, before.number, before.replaced));
      if (changes.empty()) print("no edge changed\n");
      for (const auto& change : changes) print(text_of(change));
      return kOk;
    };
  });
}

void add_re_extract(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::vector<std::string> articles;
    bool dry_run = false;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("re-extract", "Read the stored texts again with this version of the reader, and tell what changes");
  add_db(*command, options->db);
  command->add_option("ARTICLE", options->articles, "only these: ids, sources or URLs");
  command->add_flag("--dry-run", options->dry_run, "tell, and change nothing");
  add_format(*command, options->format);
  command->footer("Decisions about who is who hold on. What another extractor had posted is replaced by what this one reads.\n"
                  "Example:\n  entente re-extract --db news --dry-run");
  command->callback([options, &run] {
    run = [options] {
      const auto pipeline = extract::Pipeline::load(extract::find_seeds());
      const auto store = graph::Store::open(options->db, options->dry_run ? graph::OpenMode::kRead : graph::OpenMode::kWrite);
      std::vector<graph::IngestId> todo;
      {
        const auto snapshot = store->snapshot();
        for (const auto& reference : options->articles) {
          const auto ingest = snapshot.find_article(reference);
          if (!ingest) throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + reference + "\"");
          todo.push_back(*ingest);
        }
        if (options->articles.empty()) {
          snapshot.for_each_article(std::nullopt, [&](graph::IngestId ingest, const Article&) {
            todo.push_back(ingest);
            return true;
          });
        }
      }
      std::uint64_t changed = 0;
      std::uint64_t edges = 0;
      std::uint64_t waiting = 0;
      for (const auto ingest : todo) {
        const auto before = store->snapshot().article(ingest);
        const auto fresh = pipeline.run(before->article);
        if (graph::encode(*before) == graph::encode(fresh)) continue;
        ++changed;
        const auto changes = graph::diff(*before, fresh);
        edges += changes.size();
        if (options->format == Format::kJson) {
          print(write_line(api::to_json(before->article, changes)) + "\n");
        } else if (!changes.empty()) {
          print(before->article.source + "\n");
          for (const auto& change : changes) print(text_of(change));
        }
        if (options->dry_run) continue;
        store->put(fresh, false, now_in_utc());
        if (++waiting % 64 == 0) store->sync();
      }
      if (!options->dry_run) store->sync();
      if (options->format == Format::kText) {
        print(fmt::format("{} of {} {}, {} changed\n", counted(changed, "article"), todo.size(), options->dry_run ? "would be read otherwise" : "read otherwise", counted(edges, "edge")));
      }
      return kOk;
    };
  });
}

}  // namespace entente::cli

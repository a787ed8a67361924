// SPDX-License-Identifier: Apache-2.0
// merge, never-merge, split, undo, decisions: what people decide about who is who.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "api/json_views.h"
#include "cli/command.h"
#include "graph/decision_json.h"
#include "graph/decisions.h"
#include "model/date.h"
#include "model/error.h"

namespace entente::cli {
namespace {

struct Options {
  std::string db;
  std::string a;
  std::string b;
  std::vector<std::string> articles;
  std::string author;
  std::string reason;
  std::string time;
  bool all = false;
  Format format = Format::kText;
};

std::string user_name() {
  const auto* name = std::getenv("USER");
  return name != nullptr && *name != '\0' ? name : "unknown";
}

void add_author(CLI::App& command, Options& options) {
  options.author = user_name();
  command.add_option("--author", options.author, "who decides")->capture_default_str();
  command.add_option("--reason", options.reason, "why; kept with the decision");
  command.add_option("--time", options.time, "when, ISO 8601; default: now");
}

void sign(graph::Decision& decision, const Options& options) {
  decision.author = options.author;
  decision.reason = options.reason;
  decision.when = options.time.empty() ? now_in_utc() : options.time;
}

// "merge of X and Y", "split of X in a.txt, b.txt"
std::string text_of(const graph::Decision& decision) {
  std::vector<std::string> names;
  for (const auto& name : decision.names) names.push_back("\"" + name + "\"");
  if (names.empty()) {
    for (const auto& key : decision.keys) names.push_back(to_string('e', key));
  }
  auto out = fmt::format("{} {}", name_of(decision.kind), fmt::join(names, " and "));
  if (!decision.sources.empty()) out += fmt::format(" in {}", fmt::join(decision.sources, ", "));
  return out;
}

std::string signature_of(const graph::Decision& decision) {
  auto out = "by " + decision.author;
  if (!decision.when.empty()) out += ", " + decision.when;
  if (!decision.reason.empty()) out += ": " + decision.reason;
  return out;
}

// The entities that the decision speaks of, as they are now.
std::string outcome_of(const graph::Snapshot& snapshot, const graph::Decision& decision) {
  std::vector<graph::VertexId> vertices;
  const auto add = [&](const Id& key) {
    const auto vertex = snapshot.find_entity(key);
    if (vertex && snapshot.is_entity(*vertex) && std::find(vertices.begin(), vertices.end(), *vertex) == vertices.end()) vertices.push_back(*vertex);
  };
  for (const auto& key : decision.keys) add(key);
  if (decision.kind == graph::DecisionKind::kSplit) {
    for (const auto& source : decision.sources) {
      const auto ingest = snapshot.find_article(source);
      if (!ingest) continue;
      const auto extraction = snapshot.article(*ingest);
      for (const auto& entity : extraction->entities) {
        const auto* const split = snapshot.decisions().split_of(source, entity);
        if (split == nullptr || split->id != decision.id) continue;
        const auto vertex = snapshot.vertex_of(source, entity);
        if (std::find(vertices.begin(), vertices.end(), vertex) == vertices.end()) vertices.push_back(vertex);
      }
    }
  }
  std::string out;
  for (const auto vertex : vertices) out += "  " + describe(snapshot.entity(vertex)) + "\n";
  return out;
}

int tell(const graph::Store& store, const graph::Decision& decision, bool changed, const char* outcome, Format format) {
  const auto snapshot = store.snapshot();
  if (format == Format::kJson) {
    auto json = graph::to_json(decision);
    json["outcome"] = changed ? outcome : "unchanged";
    json["digest"] = snapshot.digest();
    print(write_line(json) + "\n");
    return kOk;
  }
  if (!changed) {
    print("already decided: " + to_string('d', decision.id) + " " + text_of(decision) + "\n");
    return kOk;
  }
  print(fmt::format("{} {} {}\nthere are now:\n{}", outcome, to_string('d', decision.id), text_of(decision), outcome_of(snapshot, decision)));
  return kOk;
}

void add_pair(CLI::App& app, Run& run, graph::DecisionKind kind, const char* help, const char* footer) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(std::string(name_of(kind)), help);
  add_db(*command, options->db);
  command->add_option("A", options->a, "a name or id")->required();
  command->add_option("B", options->b, "a name or id")->required();
  add_author(*command, *options);
  add_format(*command, options->format);
  command->footer(footer);
  command->callback([options, kind, &run] {
    run = [options, kind] {
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite);
      auto decision = decision_of_pair(store->snapshot(), kind, options->a, options->b);
      sign(decision, *options);
      const bool changed = store->decide(decision);
      return tell(*store, decision, changed, "decided", options->format);
    };
  });
}

}  // namespace

void add_merge(CLI::App& app, Run& run) {
  add_pair(app, run, graph::DecisionKind::kMerge, "Decide that two names are one entity; can be undone",
           "Holds for articles that come later, too. Names keep their own mentions and claims: undo takes them apart again.\n"
           "Example:\n  entente merge --db news 'Kim Jong Un' 'Marshal Kim' --reason 'the marshal is Kim Jong Un'");
}

void add_never_merge(CLI::App& app, Run& run) {
  add_pair(app, run, graph::DecisionKind::kNever, "Decide that two names are never one entity, whatever ties them; can be undone",
           "Where others tie the two (A is B, B is C, but A is not C), the weakest tie is left out.\n"
           "Example:\n  entente never-merge --db news 'Northern Transit Union' NTU --reason 'another NTU'");
}

void add_split(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("split", "Decide that some articles mean somebody else by a name; can be undone");
  add_db(*command, options->db);
  command->add_option("ENTITY", options->a, "a name or id")->required();
  command->add_option("ARTICLE", options->articles, "the articles that mean another: ids, sources or URLs")->required();
  add_author(*command, *options);
  add_format(*command, options->format);
  command->footer("What these articles say of the name becomes an entity of its own, in later versions of them as well.\n"
                  "Example:\n  entente split --db news 'John Smith' sports/07.txt --reason 'the footballer'");
  command->callback([options, &run] {
    run = [options] {
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite);
      auto decision = decision_of_split(store->snapshot(), options->a, options->articles);
      sign(decision, *options);
      const bool changed = store->decide(decision);
      return tell(*store, decision, changed, "decided", options->format);
    };
  });
}

void add_undo(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("undo", "Take a decision back: the store is as if it had never been taken");
  add_db(*command, options->db);
  command->add_option("DECISION", options->a, "its id (d:…), as decisions lists it")->required();
  add_author(*command, *options);
  add_format(*command, options->format);
  command->footer("Example:\n  entente undo --db news d:mzxw6ytboi2wc3tlmzxw6ytb");
  command->callback([options, &run] {
    run = [options] {
      const auto id = parse_id('d', options->a);
      if (!id) throw Error(ErrorKind::kUsage, "\"" + options->a + "\" is no id of a decision; see: entente decisions");
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite);
      const auto decision = store->undo(*id, options->author, options->reason, options->time.empty() ? now_in_utc() : options->time);
      return tell(*store, decision, true, "undone", options->format);
    };
  });
}

void add_decisions(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("decisions", "List what was decided about who is who");
  add_db(*command, options->db);
  command->add_flag("--all", options->all, "the whole ledger, with what was undone and by whom");
  add_format(*command, options->format);
  command->footer("Example:\n  entente decisions --db news --all");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      std::vector<graph::LedgerEntry> entries;
      if (options->all) {
        entries = snapshot.ledger();
      } else {
        for (const auto& [id, decision] : snapshot.decisions().all()) entries.push_back({decision, false});
      }
      if (entries.empty() && options->format != Format::kJson) print("nothing was decided yet\n");
      for (const auto& entry : entries) {
        if (options->format == Format::kJson) {
          auto json = graph::to_json(entry.decision);
          if (options->all) json["undone"] = entry.undone;
          print(write_line(json) + "\n");
        } else {
          print(fmt::format("{} {}{}\n  {}\n", to_string('d', entry.decision.id), entry.undone ? "undone: " : "", text_of(entry.decision), signature_of(entry.decision)));
        }
      }
      return kOk;
    };
  });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// The commands that ask: path, neighborhood, show, search, stats, digest, check.
#include <algorithm>
#include <iostream>
#include <tuple>

#include "api/json_views.h"
#include "cli/command.h"
#include "model/error.h"
#include "model/json.h"

namespace entente::cli {
namespace {

// The entity of a name; says on standard error what the name was taken for.
graph::VertexId entity_of(const graph::Snapshot& snapshot, const std::string& name, Format format) {
  const auto vertex = api::require_entity(snapshot, name);
  if (format == Format::kText) std::cerr << note_of(snapshot, name, snapshot.resolve(name));
  return vertex;
}

}  // namespace

void add_path(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string from;
    std::string to;
    graph::PathOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("path", "The links between two names, each hop with the sentences that state it");
  add_db(*command, options->db);
  command->add_option("A", options->from, "a name in any spelling, or an id (e:…)")->required();
  command->add_option("B", options->to, "the other")->required();
  command->add_option("--max-hops", options->query.max_hops, "longest path")->check(CLI::Range(std::size_t{1}, graph::kMaxHops))->capture_default_str();
  command->add_option("--k", options->query.k, "number of paths")->check(CLI::Range(std::size_t{1}, graph::kMaxPaths))->capture_default_str();
  add_filters(*command, options->filter);
  add_format(*command, options->format);
  command->footer("Only claims that are affirmed and actual make a path, unless --include says otherwise. Of equally short paths the one\n"
                  "with surer claims and fewer hubs comes first.\n"
                  "Examples:\n  entente path --db news 'Kim Jong Un' TASS\n  entente path --db news Putin 'Choe Son Hui' --relation MEETS_WITH,VISITS --since 2024");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(options->query);
      const auto from = entity_of(snapshot, options->from, options->format);
      const auto to = entity_of(snapshot, options->to, options->format);
      const auto answer = find_paths(snapshot, from, to, options->query);
      print(options->format == Format::kJson ? write_line(api::to_json(snapshot, answer)) + "\n" : render(snapshot, answer, from, to));
      return answer.paths.empty() ? kNotFound : kOk;
    };
  });
}

void add_neighborhood(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string name;
    graph::NeighborhoodOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  options->query.max_nodes = 60;
  options->query.max_links = 120;
  auto* command = app.add_subcommand("neighborhood", "Who and what is around a name");
  add_db(*command, options->db);
  command->add_option("X", options->name, "a name in any spelling, or an id (e:…)")->required();
  command->add_option("--depth", options->query.depth, "steps away")->check(CLI::Range(std::size_t{1}, graph::kMaxDepth))->capture_default_str();
  command->add_option("--max-nodes", options->query.max_nodes, "entities shown, nearest and surest first")->check(CLI::Range(1, 100000))->capture_default_str();
  command->add_option("--max-links", options->query.max_links, "links shown")->check(CLI::Range(1, 1000000))->capture_default_str();
  add_filters(*command, options->filter);
  add_format(*command, options->format);
  command->footer("Example:\n  entente neighborhood --db news KCNA --depth 2 --relation agreement");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(options->query);
      const auto answer = find_neighborhood(snapshot, entity_of(snapshot, options->name, options->format), options->query);
      print(options->format == Format::kJson ? write_line(api::to_json(snapshot, answer)) + "\n" : render(snapshot, answer));
      return kOk;
    };
  });
}

void add_show(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string name;
    std::size_t limit = 40;
    graph::QueryOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("show", "One entity: its names, why they are one, and its claims with their sentences");
  add_db(*command, options->db);
  command->add_option("X", options->name, "a name in any spelling, or an id (e:…)")->required();
  command->add_option("--limit", options->limit, "links shown")->check(CLI::Range(1, 1000000))->capture_default_str();
  add_filters(*command, options->filter);
  add_format(*command, options->format);
  command->footer("Example:\n  entente show --db news Kondrashov --include negative,planned");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(options->query);
      const auto vertex = entity_of(snapshot, options->name, options->format);
      api::EntityPage page;
      page.vertex = vertex;
      auto links = graph::links_of(snapshot, vertex, options->query, 1000000, &page.explored);
      const auto total = links.size();
      if (links.size() > options->limit) links.resize(options->limit);
      page.cut = links.size() < total;
      page.links = links;
      page.articles = snapshot.articles_of(vertex, options->limit);
      print(options->format == Format::kJson ? write_line(api::to_json(snapshot, page)) + "\n" : render_entity(snapshot, snapshot.entity(vertex), links, total));
      return kOk;
    };
  });
}

void add_search(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string text;
    std::size_t limit = 20;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("search", "Names by beginning, other spelling or other script");
  add_db(*command, options->db);
  command->add_option("TEXT", options->text, "a name or its beginning")->required();
  command->add_option("--limit", options->limit, "hits shown")->check(CLI::Range(1, 1000))->capture_default_str();
  add_format(*command, options->format);
  command->footer("Examples:\n  entente search --db news kond\n  entente search --db news 'Ким Чен Ын'");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      const auto hits = snapshot.search(options->text, options->limit);
      if (options->format == Format::kJson) {
        print(write_line(api::to_json(hits)) + "\n");
      } else {
        for (const auto& hit : hits) print(graph::describe(hit.entity) + "  [" + hit.matched + "]\n");
        if (hits.empty()) std::cerr << "entente: no name is like \"" << options->text << "\"\n";
      }
      return hits.empty() ? kNotFound : kOk;
    };
  });
}

void add_stats(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::size_t top = 0;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("stats", "How many articles, entities by type, claims by relation, edges");
  add_db(*command, options->db);
  command->add_option("--top", options->top, "also the persons and bodies that are mentioned most")->check(CLI::Range(0, 1000))->capture_default_str();
  add_format(*command, options->format);
  command->footer("Example:\n  entente stats --db news --top 5");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      const auto stats = snapshot.stats();
      std::vector<graph::EntityRecord> top;
      if (options->top > 0) {
        snapshot.for_each_entity([&](const graph::EntityRecord& entity) {
          const auto identity = identity_class(entity.type);
          if (identity == IdentityClass::kPerson || identity == IdentityClass::kBody) top.push_back(entity);
          return true;
        });
        std::sort(top.begin(), top.end(), [](const graph::EntityRecord& a, const graph::EntityRecord& b) {
          return std::tuple(b.articles, b.mentions, a.id) < std::tuple(a.articles, a.mentions, b.id);
        });
        if (top.size() > options->top) top.resize(options->top);
      }
      if (options->format == Format::kJson) {
        auto json = api::to_json(stats);
        if (options->top > 0) {
          json["top"] = Json::array();
          for (const auto& entity : top) json["top"].push_back(api::to_reference(entity));
        }
        print(write_line(json) + "\n");
      } else {
        print(render(stats));
        for (const auto& entity : top) print("  " + graph::describe(entity) + "\n");
      }
      return kOk;
    };
  });
}

void add_digest(CLI::App& app, Run& run) {
  auto db = std::make_shared<std::string>();
  auto* command = app.add_subcommand("digest", "A hash of the whole logical content, in hexadecimal on one line");
  add_db(*command, *db);
  command->footer("Two stores with the same articles have the same digest, whatever their history.\n"
                  "Example:\n  entente digest --db news");
  command->callback([db, &run] {
    run = [db] {
      print(open_to_read(*db)->snapshot().digest() + "\n");
      return kOk;
    };
  });
}

void add_check(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Compute everything derived afresh from the articles and compare");
  add_db(*command, options->db);
  add_format(*command, options->format);
  command->footer("Needs memory in proportion to the store. Exit code 1 and the first difference when the store is not what its articles say.\n"
                  "Example:\n  entente check --db news");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      const auto result = graph::check(snapshot);
      if (options->format == Format::kJson) {
        Json json{{"ok", !result.first_violation}, {"articles", result.articles}, {"claims", result.claims}, {"rows", result.rows}, {"digest", snapshot.digest()}};
        if (result.first_violation) json["first_violation"] = *result.first_violation;
        print(write_line(json) + "\n");
      } else if (result.first_violation) {
        std::cerr << "entente: " << *result.first_violation << "\n";
      } else {
        print("sound: " + counted(result.articles, "article") + ", " + counted(result.claims, "claim") + ", " + counted(result.rows, "adjacency row") + "\n");
      }
      return result.first_violation ? kFailed : kOk;
    };
  });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// The commands that ask a store: links and their absence, surroundings, entities, measures, counts.
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

std::vector<graph::VertexId> entities_of(const graph::Snapshot& snapshot, const std::vector<std::string>& names, Format format) {
  std::vector<graph::VertexId> out;
  out.reserve(names.size());
  for (const auto& name : names) out.push_back(entity_of(snapshot, name, format));
  return out;
}

// Prints an answer in the format asked for; only that form of it is made.
template <class MakeJson, class MakeText>
void print_answer(Format format, const MakeJson& json, const MakeText& text) {
  print(format == Format::kJson ? write_line(json()) + "\n" : text());
}
template <class MakeJson, class MakeText, class MakeDot>
void print_answer(Format format, const MakeJson& json, const MakeText& text, const MakeDot& dot) {
  if (format == Format::kDot) print(dot());
  else print_answer(format, json, text);
}

void add_max_hops(CLI::App& command, std::size_t& max_hops, const std::string& help) {
  command.add_option("--max-hops", max_hops, help)->check(CLI::Range(std::size_t{1}, graph::kMaxHops))->capture_default_str();
}

void add_ends(CLI::App& command, std::string& from, std::string& to) {
  command.add_option("A", from, "a name in any spelling, or an id (e:…)")->required();
  command.add_option("B", to, "the other")->required();
}

// Each pair once, for a picture of several paths.
std::vector<graph::Hop> hops_of(const graph::PathAnswer& answer) {
  std::vector<graph::Hop> out;
  for (const auto& path : answer.paths) {
    for (const auto& hop : path.hops) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const graph::Hop& other) {
        return std::minmax(other.from, other.to) == std::minmax(hop.from, hop.to);
      });
      if (!known) out.push_back(hop);
    }
  }
  return out;
}

std::vector<graph::Hop> hops_of(const graph::CommonAnswer& answer) {
  std::vector<graph::Hop> out;
  for (const auto& item : answer.items) out.insert(out.end(), item.hops.begin(), item.hops.end());
  return out;
}

}  // namespace

void add_path(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string from;
    std::string to;
    std::vector<std::string> via;
    bool by_hops = false;
    graph::PathOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("path", "The links between two names, each hop with the sentences that state it");
  add_db(*command, options->db);
  add_ends(*command, options->from, options->to);
  command->add_option("--k", options->query.k, "number of paths")->check(CLI::Range(std::size_t{1}, graph::kMaxPaths))->capture_default_str();
  add_max_hops(*command, options->query.max_hops, "longest path");
  command->add_option("--via", options->via, "every path passes through this entity; may be given several times");
  command->add_flag("--in-time-order", options->query.in_time_order, "each hop overlaps in time with the one before or follows it");
  command->add_flag("--by-hops", options->by_hops, "the fewest hops first, whatever the confidence and the hubs");
  command->add_flag("--only-shortest", options->query.only_shortest, "only paths of as few hops as there are");
  add_filters(*command, options->filter);
  add_format_or_dot(*command, options->format);
  command->footer("Only claims that are affirmed and actual make a path, unless --include says otherwise. Of equally short paths the one\n"
                  "with surer claims and fewer hubs comes first. What the answer hangs on is said at its end.\n"
                  "Examples:\n  entente path --db news 'Kim Jong Un' TASS\n  entente path --db news Putin 'Choe Son Hui' --relation MEETS_WITH,VISITS --since 2024\n"
                  "  entente path --db news TASS Putin --via KCNA --avoid Russia\n  entente path --db news TASS Putin --format dot | dot -Tsvg >answer.svg");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(snapshot, options->query);
      options->query.via = api::require_entities(snapshot, options->via);
      if (options->by_hops) options->query.order = graph::PathOrder::kHops;
      const auto from = entity_of(snapshot, options->from, options->format);
      const auto to = entity_of(snapshot, options->to, options->format);
      const auto answer = find_paths(snapshot, from, to, options->query);
      const auto fragility = find_fragility(snapshot, answer, options->query);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, answer, fragility); }, [&] { return render(snapshot, answer, fragility, from, to); },
          [&] { return to_dot(snapshot, hops_of(answer), {from, to}); });
      return answer.paths.empty() ? kNotFound : kOk;
    };
  });
}

void add_why_not(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string from;
    std::string to;
    graph::WhyNotOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("why-not", "Why two names are not linked: what was said of both and made no link, and what the filters cut");
  add_db(*command, options->db);
  add_ends(*command, options->from, options->to);
  command->add_option("--limit", options->query.limit, "claims and sentences shown, each")->check(CLI::Range(1, 1000))->capture_default_str();
  add_max_hops(*command, options->query.max_hops, "longest path");
  add_filters(*command, options->filter);
  add_format(*command, options->format);
  command->footer("Shows claims between the two that the filters leave out, each with the reason; sentences that name both and make no claim;\n"
                  "and the path that needs the fewest exceptions from the filters.\n"
                  "Example:\n  entente why-not --db news 'Kim Jong Un' 'Xi Jinping' --min-confidence 0.8");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(snapshot, options->query);
      const auto from = entity_of(snapshot, options->from, options->format);
      const auto to = entity_of(snapshot, options->to, options->format);
      const auto answer = graph::why_not(snapshot, from, to, options->query);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, answer); }, [&] { return render(snapshot, answer, from, to); });
      return kOk;
    };
  });
}

void add_common(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::vector<std::string> names;
    graph::CommonOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  options->query.limit = 10;
  auto* command = app.add_subcommand("common", "Whom several names have in common, with the sentences that say so");
  add_db(*command, options->db);
  command->add_option("NAMES", options->names, "two to twelve names or ids")->required()->expected(2, static_cast<int>(graph::kMaxCommon));
  command->add_option("--limit", options->query.limit, "entities shown, the best first")->check(CLI::Range(1, 1000))->capture_default_str();
  add_filters(*command, options->filter);
  add_format_or_dot(*command, options->format);
  command->footer("Example:\n  entente common --db news TASS KCNA --types Person,Agreement");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(snapshot, options->query);
      const auto of = entities_of(snapshot, options->names, options->format);
      const auto answer = graph::find_common(snapshot, of, options->query);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, answer); }, [&] { return render(snapshot, answer, of); },
          [&] { return to_dot(snapshot, hops_of(answer), of); });
      return answer.items.empty() ? kNotFound : kOk;
    };
  });
}

void add_connect(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::vector<std::string> names;
    graph::ConnectionOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("connect", "How a list of names hangs together: the fewest and surest links that join them");
  add_db(*command, options->db);
  command->add_option("NAMES", options->names, "two to twenty-five names or ids")->required()->expected(2, static_cast<int>(graph::kMaxTerminals));
  add_max_hops(*command, options->query.max_hops, "hops between two of them at most");
  add_filters(*command, options->filter);
  add_format_or_dot(*command, options->format);
  command->footer("Example:\n  entente connect --db news TASS KCNA Putin 'Kim Jong Un' 'Reporters Without Borders' --quotes 1");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(snapshot, options->query);
      const auto list = entities_of(snapshot, options->names, options->format);
      const auto answer = graph::find_connections(snapshot, list, options->query);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, answer); }, [&] { return render(snapshot, answer); },
          [&] { return to_dot(snapshot, answer.hops, list); });
      return answer.hops.empty() ? kNotFound : kOk;
    };
  });
}

void add_rings(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string name;
    graph::RingOptions query;
    FilterOptions filter;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("rings", "The rings that a name stands in: loops of at least three links");
  add_db(*command, options->db);
  command->add_option("X", options->name, "a name in any spelling, or an id (e:…)")->required();
  command->add_option("--max-length", options->query.max_length, "links of a ring at most")->check(CLI::Range(std::size_t{3}, graph::kMaxHops))->capture_default_str();
  command->add_option("--k", options->query.k, "number of rings")->check(CLI::Range(std::size_t{1}, graph::kMaxPaths))->capture_default_str();
  add_filters(*command, options->filter);
  add_format_or_dot(*command, options->format);
  command->footer("With --direction along a ring runs one way: who owns whom who owns the first.\nExample:\n  entente rings --db news KCNA --k 3");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      options->filter.apply(snapshot, options->query);
      const auto centre = entity_of(snapshot, options->name, options->format);
      const auto answer = graph::find_rings(snapshot, centre, options->query);
      print_answer(
          options->format, [&] { return api::rings_to_json(snapshot, answer); }, [&] { return render_rings(snapshot, answer, centre); },
          [&] { return to_dot(snapshot, hops_of(answer), {centre}); });
      return answer.paths.empty() ? kNotFound : kOk;
    };
  });
}

void add_measures(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    std::string by = "pagerank";
    std::size_t limit = 20;
    api::FilterWords words;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("measures", "Who is central: degree, PageRank, betweenness, core, and the groups there are");
  add_db(*command, options->db);
  std::vector<std::string> names(graph::measure_names().begin(), graph::measure_names().end());
  command->add_option("--by", options->by, "the measure that orders: degree, strength, pagerank, betweenness, core")->check(CLI::IsMember(names))->capture_default_str();
  command->add_option("--limit", options->limit, "entities shown")->check(CLI::Range(1, 10000000))->capture_default_str();
  add_claim_filters(*command, options->words);
  add_format(*command, options->format);
  command->footer("All relations between two entities count as one link, as strong as their confidences together. Betweenness is exact up to 3,000\n"
                  "entities and estimated beyond, which the answer says. The columns are in exports too: entente export --measures.\n"
                  "Example:\n  entente measures --db news --by betweenness --limit 10");
  command->callback([options, &run] {
    run = [options] {
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      const auto measures = graph::measure(snapshot, graph::all_entities(snapshot), api::parse_filter(snapshot, options->words));
      const auto rows = graph::best_rows(measures, options->by, options->limit);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, measures, rows); }, [&] { return render(snapshot, measures, rows); });
      return kOk;
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
      options->filter.apply(snapshot, options->query);
      const auto answer = find_neighborhood(snapshot, entity_of(snapshot, options->name, options->format), options->query);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, answer); }, [&] { return render(snapshot, answer); });
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
      options->filter.apply(snapshot, options->query);
      const auto vertex = entity_of(snapshot, options->name, options->format);
      api::EntityPage page;
      page.vertex = vertex;
      std::size_t total = 0;
      const auto links = graph::links_of(snapshot, vertex, options->query, options->limit, &page.explored, &total);
      page.cut = links.size() < total;
      page.links = links;
      page.articles = snapshot.articles_of(vertex, options->limit);
      print_answer(
          options->format, [&] { return api::to_json(snapshot, page); }, [&] { return render_entity(snapshot, snapshot.entity(vertex), links, total); });
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
    bool rebuild = false;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Compute everything derived afresh from the articles and compare");
  add_db(*command, options->db);
  add_format(*command, options->format);
  command->add_flag("--rebuild", options->rebuild, "make everything derived again from articles and decisions, first; mends damage, brings an old store up to date");
  command->footer("Needs memory in proportion to the store. Exit code 1 and the first difference when the store is not what its articles say.\n"
                  "Example:\n  entente check --db news");
  command->callback([options, &run] {
    run = [options] {
      const auto store = options->rebuild ? graph::Store::open(options->db, graph::OpenMode::kWrite) : open_to_read(options->db);
      if (options->rebuild) store->rebuild();
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

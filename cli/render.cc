// SPDX-License-Identifier: Apache-2.0
// Answers that read like a short report.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command.h"
#include "names/names.h"

namespace entente::cli {
namespace {

std::string words_of(Relation relation) {
  std::string text(name_of(relation));
  for (auto& c : text) c = c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) out.push_back(c);
    else if (!out.empty() && out.back() != ' ') out.push_back(' ');
  }
  return out;
}

std::string article_of(const Article& article) {
  auto name = article.title.empty() ? article.source : article.title;
  if (code_points(name) > 70) name = std::string(slice(name, {0, 69})) + "…";
  auto out = "— " + name;
  if (!article.published.empty()) out += ", " + article.published.substr(0, 10);
  if (!article.title.empty()) out += " (" + article.source + ")";
  return out;
}

std::string evidence_of(const graph::Evidence& evidence, std::string_view indent) {
  const auto& claim = evidence.get();
  std::string facts;
  const auto add = [&facts](const std::string& fact) { facts += (facts.empty() ? "" : "; ") + fact; };
  if (claim.polarity == Polarity::kNegative) add("denied");
  if (claim.modality != Modality::kActual) add(std::string(name_of(claim.modality)));
  if (!claim.date.empty()) add("date " + claim.date);
  const auto speakers = evidence.speakers();
  if (!speakers.empty()) {
    std::string chain;
    for (const auto& speaker : speakers) chain += (chain.empty() ? "" : ", citing ") + one_line(speaker);
    add("said by " + chain);
  }
  add(fmt::format("confidence {:.2f}", claim.confidence));
  return fmt::format("{}“{}”\n{}{} [{}]\n", indent, one_line(claim.evidence.text), indent, article_of(evidence.article->article), facts);
}

std::string link_of(const graph::Snapshot& snapshot, const graph::Link& link) {
  const auto& source = snapshot.entity(link.source).name;
  const auto& target = snapshot.entity(link.target).name;
  return link.forward ? fmt::format("{} {} {}", source, words_of(link.relation), target) : fmt::format("{} {} {}", target, words_of(link.relation), source);
}

std::string explored_of(const graph::Explored& explored) {
  std::string out;
  if (explored.truncated) {
    out += fmt::format("The search was cut short by its limit of {}; there may be more.\n", explored.stopped_by);
  }
  return out;
}

// "name_and_office" as people say it.
std::string spoken(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace

namespace {

// A hop: its links with their quotes, the best in full.
std::string hop_of(const graph::Snapshot& snapshot, const graph::Hop& hop) {
  std::string out;
  constexpr std::size_t kShownLinks = 3;
  for (std::size_t l = 0; l < std::min(hop.links.size(), kShownLinks); ++l) {
    const auto& link = hop.links[l];
    out += fmt::format("   {} {}  (confidence {:.2f}, {})\n", l == 0 ? "•" : "+", link_of(snapshot, link), link.confidence, counted(link.origins, link.origins == 1 ? "report" : "independent report"));
    const auto shown = l == 0 ? link.evidence.size() : std::min<std::size_t>(1, link.evidence.size());
    for (std::size_t e = 0; e < shown; ++e) out += evidence_of(link.evidence[e], "       ");
  }
  if (hop.links.size() > kShownLinks) out += fmt::format("     and {} between the two\n", counted(hop.links.size() - kShownLinks, "more link"));
  return out;
}

std::string names_of(const graph::Snapshot& snapshot, const std::vector<graph::VertexId>& vertices, std::string_view between) {
  std::string out;
  for (const auto vertex : vertices) {
    if (!out.empty()) out += between;
    out += snapshot.entity(vertex).name;
  }
  return out;
}

std::string paths_of(const graph::Snapshot& snapshot, const graph::PathAnswer& answer) {
  std::string out;
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    const auto& path = answer.paths[i];
    out += fmt::format("{}{}. {}\n", i == 0 ? "" : "\n", i + 1, names_of(snapshot, path.vertices, " → "));
    for (const auto& hop : path.hops) out += hop_of(snapshot, hop);
    if (path.hops.size() > 1) {
      const auto& weakest = path.hops[path.weakest_hop];
      out += fmt::format("   Weakest: {} – {}\n", snapshot.entity(weakest.from).name, snapshot.entity(weakest.to).name);
    }
  }
  return out;
}

std::string cuts_of(const std::vector<graph::Cut>& cuts) {
  std::string out;
  for (const auto cut : cuts) out += (out.empty() ? "" : "; ") + std::string(graph::explain(cut));
  return out;
}

std::string_view explain(CandidateReason reason) {
  switch (reason) {
    case CandidateReason::kNoTrigger: return "no word in it says how the two are linked";
    case CandidateReason::kTypesDoNotFit: return "no relation joins entities of their types";
    case CandidateReason::kBelowThreshold: return "what it may say is too unsure";
    case CandidateReason::kNegated: return "what it says of them is denied";
    case CandidateReason::kNotActual: return "what it says of them is planned, possible, asked for or under a condition";
  }
  return "";
}

}  // namespace

std::string render(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, const graph::Fragility& fragility, graph::VertexId from, graph::VertexId to) {
  if (answer.paths.empty()) {
    auto out = fmt::format("No link between {} and {} within these limits and filters.\n", snapshot.entity(from).name, snapshot.entity(to).name);
    out += "Claims that are denied, planned, possible, conditional or requested are left out unless --include names them; --max-hops widens the search;\n"
           "entente why-not tells what was left out.\n";
    return out + explored_of(answer.explored);
  }
  auto out = paths_of(snapshot, answer);
  const auto which = answer.paths.size() == 1 ? std::string("This path") : fmt::format("These {} paths", answer.paths.size());
  if (fragility.exact()) {
    out += fmt::format("\n{} would not hold without {}:\n", which, counted(fragility.upper, "article"));
  } else {
    out += fmt::format("\n{} would not hold without {} to {}, such as:\n", which, fragility.lower, counted(fragility.upper, "article"));
  }
  constexpr std::size_t kShownArticles = 5;
  std::vector<std::string> lines;
  for (const auto origin : fragility.origins) lines.push_back("   " + article_of(snapshot.article_of_origin(origin)) + "\n");
  std::sort(lines.begin(), lines.end());
  for (std::size_t i = 0; i < std::min(lines.size(), kShownArticles); ++i) out += lines[i];
  if (lines.size() > kShownArticles) out += fmt::format("   and {}\n", counted(lines.size() - kShownArticles, "more article"));
  return out + explored_of(answer.explored);
}

std::string render_rings(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, graph::VertexId centre) {
  if (answer.paths.empty()) return fmt::format("{} stands in no ring within these limits and filters.\n", snapshot.entity(centre).name) + explored_of(answer.explored);
  return paths_of(snapshot, answer) + explored_of(answer.explored);
}

std::string render(const graph::Snapshot& snapshot, const graph::CommonAnswer& answer, const std::vector<graph::VertexId>& of) {
  const auto asked = names_of(snapshot, of, ", ");
  if (answer.items.empty()) return fmt::format("{}: nobody and nothing is linked to all of them within these filters.\n", asked) + explored_of(answer.explored);
  auto out = fmt::format("{} have {} in common\n", asked, counted(answer.total, "neighbour"));
  for (const auto& item : answer.items) {
    const auto& entity = snapshot.entity(item.vertex);
    out += fmt::format("\n{} ({})\n", entity.name, name_of(entity.type));
    for (const auto& hop : item.hops) out += hop_of(snapshot, hop);
  }
  if (answer.items.size() < answer.total) out += fmt::format("\n… and {}; --limit shows more\n", answer.total - answer.items.size());
  return out + explored_of(answer.explored);
}

std::string render(const graph::Snapshot& snapshot, const graph::ConnectionAnswer& answer) {
  std::string out;
  for (const auto& hop : answer.hops) out += fmt::format("{} – {}\n", snapshot.entity(hop.from).name, snapshot.entity(hop.to).name) + hop_of(snapshot, hop);
  if (answer.groups.size() > 1) {
    out += (out.empty() ? "" : "\n") + std::string("They do not all hang together within these limits and filters:\n");
    for (const auto& group : answer.groups) out += "   " + names_of(snapshot, group, ", ") + "\n";
  }
  return out + explored_of(answer.explored);
}

std::string render(const graph::Snapshot& snapshot, const graph::WhyNotAnswer& answer, graph::VertexId from, graph::VertexId to) {
  const auto& a = snapshot.entity(from).name;
  const auto& b = snapshot.entity(to).name;
  std::string out;
  if (answer.linked_in) out += fmt::format("{} and {} are linked, in {}: entente path shows how.\n", a, b, counted(*answer.linked_in, "hop"));
  else out += fmt::format("{} and {} are not linked within these limits and filters.\n", a, b);
  if (!answer.cut.empty()) {
    out += "\nClaims between the two that the filters leave out:\n";
    for (const auto& item : answer.cut) {
      out += fmt::format("  {} {} {}: {}\n", snapshot.entity(item.subject).name, words_of(item.evidence.get().relation), snapshot.entity(item.object).name, cuts_of(item.cuts));
      out += evidence_of(item.evidence, "      ");
    }
  }
  if (!answer.unlinked.empty()) {
    out += "\nSentences with both that made no claim:\n";
    for (const auto& item : answer.unlinked) {
      out += fmt::format("  “{}”\n      {}\n      {}\n", one_line(item.get().evidence.text), explain(item.get().reason), article_of(item.article->article));
    }
  }
  if (answer.cut.empty() && answer.unlinked.empty()) {
    out += answer.common_articles == 0 ? "No article speaks of both.\n" : fmt::format("{} of both, in no sentence together.\n", answer.common_articles == 1 ? "One article speaks" : counted(answer.common_articles, "article") + " speak");
  }
  if (!answer.almost.empty()) {
    std::vector<graph::VertexId> vertices{answer.almost.front().from};
    for (const auto& hop : answer.almost) vertices.push_back(hop.to);
    out += fmt::format("\nNearly there: {}\n", names_of(snapshot, vertices, " → "));
    if (answer.too_long) out += fmt::format("  it obeys the filters and is only too long: --max-hops {}\n", answer.almost.size());
    for (const auto& hop : answer.almost) {
      if (!hop.evidence) continue;
      const auto& claim = hop.evidence->get();
      out += fmt::format("  {} {} – {} ({}){}\n", hop.holds ? "•" : "×", snapshot.entity(hop.from).name, snapshot.entity(hop.to).name, words_of(claim.relation), hop.holds ? "" : ": " + cuts_of(hop.cuts));
      out += evidence_of(*hop.evidence, "      ");
    }
  } else if (!answer.linked_in) {
    out += fmt::format("\nNo chain of claims of any kind leads from one to the other within {} hops.\n", graph::kMaxHops);
  }
  return out + explored_of(answer.explored);
}

std::string render(const graph::Snapshot& snapshot, const graph::Measures& measures, const std::vector<graph::MeasureRow>& rows) {
  auto out = fmt::format("{}, {} linked; modularity of the communities {:.3f}\n", counted(measures.rows.size(), "entity"), counted(measures.edges, "pair"), measures.modularity);
  if (measures.sampled_sources > 0) out += fmt::format("Betweenness is estimated from {} sources.\n", measures.sampled_sources);
  out += fmt::format("{:>7} {:>9} {:>10} {:>12} {:>5} {:>10} {:>10}  {}\n", "degree", "strength", "pagerank", "betweenness", "core", "component", "community", "entity");
  for (const auto& row : rows) {
    const auto& entity = snapshot.entity(row.vertex);
    out += fmt::format("{:>7} {:>9.2f} {:>10.6f} {:>12.6f} {:>5} {:>10} {:>10}  {} ({})\n", row.degree, row.strength, row.pagerank, row.betweenness, row.core, row.component, row.community, entity.name, name_of(entity.type));
  }
  return out;
}

std::string to_dot(const graph::Snapshot& snapshot, const std::vector<graph::Hop>& hops, const std::vector<graph::VertexId>& ends) {
  const auto quoted = [](std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c == '\n' ? ' ' : c);
    }
    return out + "\"";
  };
  const auto node = [&](graph::VertexId vertex) { return quoted(to_string('e', snapshot.entity(vertex).id)); };
  std::string out = "digraph answer {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n";
  std::vector<graph::VertexId> vertices = ends;
  for (const auto& hop : hops) {
    for (const auto vertex : {hop.from, hop.to}) {
      if (std::find(vertices.begin(), vertices.end(), vertex) == vertices.end()) vertices.push_back(vertex);
    }
  }
  for (const auto vertex : vertices) {
    const auto& entity = snapshot.entity(vertex);
    const bool end = std::find(ends.begin(), ends.end(), vertex) != ends.end();
    out += fmt::format("  {} [label={}, fillcolor=\"{}40\"{}];\n", node(vertex), quoted(entity.name), info(entity.type).colour, end ? ", penwidth=2" : "");
  }
  for (const auto& hop : hops) {
    for (const auto& link : hop.links) {
      const auto& subject = link.forward ? link.source : link.target;
      const auto& object = link.forward ? link.target : link.source;
      const auto quote = link.evidence.empty() ? std::string() : one_line(link.evidence.front().get().evidence.text);
      out += fmt::format("  {} -> {} [label={}, tooltip={}, penwidth={:.1f}{}];\n", node(subject), node(object), quoted(words_of(link.relation)), quoted(quote),
                         0.5 + 2 * link.confidence, info(link.relation).symmetric ? ", dir=none" : "");
    }
  }
  return out + "}\n";
}

std::string render(const graph::Snapshot& snapshot, const graph::NeighborhoodAnswer& answer) {
  std::string out;
  if (answer.nodes.empty()) return out;
  out += fmt::format("{}: {} around it, {}\n", snapshot.entity(answer.nodes.front().vertex).name, counted(answer.nodes.size() - 1, "entity"), counted(answer.links.size(), "link"));
  std::size_t distance = 0;
  for (const auto& node : answer.nodes) {
    const auto& entity = snapshot.entity(node.vertex);
    if (node.distance != distance) {
      distance = node.distance;
      out += fmt::format("\n{} away:\n", counted(distance, "step"));
    }
    if (node.distance > 0) out += fmt::format("  {} ({})\n", entity.name, name_of(entity.type));
  }
  out += "\nLinks:\n";
  for (const auto& link : answer.links) {
    out += fmt::format("  {}  (confidence {:.2f}, {})\n", link_of(snapshot, link), link.confidence, counted(link.origins, link.origins == 1 ? "report" : "independent report"));
    if (!link.evidence.empty()) out += evidence_of(link.evidence.front(), "      ");
  }
  if (answer.cut) out += "More entities or links were there than --max-nodes and --max-links show.\n";
  return out + explored_of(answer.explored);
}

std::string render_entity(const graph::Snapshot& snapshot, const graph::EntityRecord& entity, const std::vector<graph::Link>& links, std::size_t total) {
  std::string out = fmt::format("{} ({})\n  id        {}\n", entity.name, name_of(entity.type), to_string('e', entity.id));
  if (!entity.aliases.empty()) {
    std::string list;
    constexpr std::size_t kShown = 12;
    for (std::size_t i = 0; i < std::min(entity.aliases.size(), kShown); ++i) list += fmt::format("{}{} ({})", i == 0 ? "" : ", ", one_line(entity.aliases[i].first), entity.aliases[i].second);
    if (entity.aliases.size() > kShown) list += ", …";
    out += "  names     " + list + "\n";
  }
  for (const auto& [scheme, value] : entity.outside_ids) out += fmt::format("  {:<9} {}\n", scheme, value);
  std::string keys;
  for (const auto& key : entity.keys) {
    if (key.reason != KeyReason::kArticle) keys += fmt::format("{}same {} “{}”", keys.empty() ? "" : ", ", spoken(name_of(key.reason)), key.text);
  }
  if (!keys.empty()) out += "  one by    " + keys + "\n";
  out += fmt::format("  found in  {}, {}\n", counted(entity.articles, "article"), counted(entity.mentions, "mention"));
  out += "\n";
  for (const auto& link : links) {
    out += fmt::format("{}  (confidence {:.2f}, {})\n", link_of(snapshot, link), link.confidence, counted(link.origins, link.origins == 1 ? "report" : "independent report"));
    for (const auto& evidence : link.evidence) out += evidence_of(evidence, "    ");
  }
  if (links.size() < total) out += fmt::format("… and {}; --limit shows more\n", counted(total - links.size(), "more link"));
  return out;
}

std::string render(const graph::Stats& stats) {
  std::string out;
  out += counted(stats.counts.articles, "article");
  if (stats.counts.unread > 0) out += fmt::format(" ({} in a language that is not read)", stats.counts.unread);
  out += "\n" + counted(stats.entities, "entity") + "\n";
  for (const auto& [type, number] : stats.by_type) out += fmt::format("  {:<14}{:>10}\n", name_of(type), number);
  out += counted(stats.counts.claims, "claim") + "\n";
  std::vector<std::pair<std::uint64_t, Relation>> relations;
  for (const auto& [relation, number] : stats.by_relation) relations.emplace_back(number, relation);
  std::stable_sort(relations.begin(), relations.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [number, relation] : relations) out += fmt::format("  {:<24}{:>10}\n", name_of(relation), number);
  out += counted(stats.edges, "edge") + "\n";
  return out;
}

std::string note_of(const graph::Snapshot& snapshot, std::string_view asked, const graph::Resolution& found) {
  std::string out;
  if (!found.vertex || parse_id('e', asked)) return out;
  const auto& entity = snapshot.entity(*found.vertex);
  if (names::fold(entity.name) != names::fold(asked)) out += fmt::format("“{}” is taken for {}.\n", asked, graph::describe(entity));
  for (const auto& other : found.candidates) out += fmt::format("“{}” may also be {}.\n", asked, graph::describe(other.entity));
  return out;
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// Answers that read like a short report.
#include <fmt/format.h>

#include <algorithm>
#include <string>

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

}  // namespace

std::string render(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, graph::VertexId from, graph::VertexId to) {
  std::string out;
  if (answer.paths.empty()) {
    out = fmt::format("No link between {} and {} within these limits and filters.\n", snapshot.entity(from).name, snapshot.entity(to).name);
    out += "Claims that are denied, planned, possible, conditional or requested are left out unless --include names them; --max-hops widens the search.\n";
    return out + explored_of(answer.explored);
  }
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    const auto& path = answer.paths[i];
    std::string line;
    for (const auto vertex : path.vertices) line += (line.empty() ? "" : " → ") + snapshot.entity(vertex).name;
    out += fmt::format("{}{}. {}\n", i == 0 ? "" : "\n", i + 1, line);
    for (const auto& hop : path.hops) {
      constexpr std::size_t kShownLinks = 3;
      for (std::size_t l = 0; l < std::min(hop.links.size(), kShownLinks); ++l) {
        const auto& link = hop.links[l];
        out += fmt::format("   {} {}  (confidence {:.2f}, {})\n", l == 0 ? "•" : "+", link_of(snapshot, link), link.confidence, counted(link.origins, "article"));
        const auto shown = l == 0 ? link.evidence.size() : std::min<std::size_t>(1, link.evidence.size());
        for (std::size_t e = 0; e < shown; ++e) out += evidence_of(link.evidence[e], "       ");
      }
      if (hop.links.size() > kShownLinks) out += fmt::format("     and {} between the two\n", counted(hop.links.size() - kShownLinks, "more link"));
    }
    if (path.hops.size() > 1) {
      const auto& weakest = path.hops[path.weakest_hop];
      out += fmt::format("   Weakest: {} – {}\n", snapshot.entity(weakest.from).name, snapshot.entity(weakest.to).name);
    }
  }
  return out + explored_of(answer.explored);
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
    out += fmt::format("  {}  (confidence {:.2f}, {})\n", link_of(snapshot, link), link.confidence, counted(link.origins, "article"));
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
    if (key.reason != KeyReason::kArticle) keys += fmt::format("{}same {} “{}”", keys.empty() ? "" : ", ", name_of(key.reason), key.text);
  }
  if (!keys.empty()) out += "  one by    " + keys + "\n";
  out += fmt::format("  found in  {}, {}\n", counted(entity.articles, "article"), counted(entity.mentions, "mention"));
  out += "\n";
  for (const auto& link : links) {
    out += fmt::format("{}  (confidence {:.2f}, {})\n", link_of(snapshot, link), link.confidence, counted(link.origins, "article"));
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

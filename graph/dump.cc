// SPDX-License-Identifier: Apache-2.0
#include "graph/dump.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "graph/coding.h"
#include "graph/origins.h"

namespace entente::graph {

std::string logical_dump(const Snapshot& snapshot) {
  const auto& rocks = snapshot.rocks();
  const auto* view = snapshot.view();
  std::vector<std::string> lines;
  std::unordered_map<NodeId, std::string> ids;
  std::unordered_map<IngestId, std::string> articles;
  for (Rocks::Cursor cursor(rocks, Family::kNodeKey, {}, view); cursor.valid(); cursor.next()) {
    Reader in(cursor.key());
    ids[read_number(cursor.value())] = to_base32(in.id());
  }
  for (Rocks::Cursor cursor(rocks, Family::kArticle, {}, view); cursor.valid(); cursor.next()) {
    const auto head = decode_article_head(cursor.value());
    articles[read_number(cursor.key())] = to_base32(head.id);
    lines.push_back("article " + to_base32(head.id) + " " + to_base32(make_id({cursor.value()})));
  }
  const auto node_name = [&](NodeId node) {
    const auto found = ids.find(node);
    return found == ids.end() ? std::to_string(node) + "?" : found->second;
  };
  const auto article_name = [&](IngestId ingest) {
    const auto found = articles.find(ingest);
    return found == articles.end() ? std::to_string(ingest) + "?" : found->second;
  };
  for (Rocks::Cursor cursor(rocks, Family::kNode, {}, view); cursor.valid(); cursor.next()) {
    const auto record = decode_node(cursor.value());
    auto line = "node " + node_name(read_number(cursor.key())) + " class " +
                std::to_string(static_cast<int>(record.identity_class)) + " key " + record.key.text + " " +
                std::string(name_of(record.key.reason)) + " uses " + std::to_string(record.uses) + " mentions " +
                std::to_string(record.mentions) + " articles " + std::to_string(record.articles);
    for (const auto& [reason, count] : record.reasons) {
      line += " reason " + std::string(name_of(reason)) + "*" + std::to_string(count);
    }
    std::vector<std::string> links;
    for (const auto& [other, count] : record.links) links.push_back(node_name(other) + "*" + std::to_string(count));
    std::sort(links.begin(), links.end());
    for (const auto& link : links) line += " link " + link;
    for (const auto& [text, count] : record.aliases) line += " alias " + text + "*" + std::to_string(count);
    for (const auto& [text, count] : record.names) line += " name " + text + "*" + std::to_string(count);
    for (const auto& [type, count] : record.types) {
      line += " type " + std::string(name_of(type)) + "*" + std::to_string(count);
    }
    std::replace(line.begin(), line.end(), '\n', ' ');
    lines.push_back(std::move(line));
  }
  for (Rocks::Cursor cursor(rocks, Family::kComponent, {}, view); cursor.valid(); cursor.next()) {
    const auto record = decode_component(cursor.value());
    auto line = "component " + node_name(read_number(cursor.key())) + " of " + node_name(record.representative);
    std::vector<std::string> members;
    for (const auto member : record.members) members.push_back(node_name(member));
    std::sort(members.begin(), members.end());
    for (const auto& member : members) line += " " + member;
    lines.push_back(std::move(line));
  }
  for (Rocks::Cursor cursor(rocks, Family::kAdjacency, {}, view); cursor.valid(); cursor.next()) {
    const auto count = row_count(cursor.value());
    for (std::size_t i = 0; i < count; ++i) {
      const auto row = read_row(cursor.value(), i);
      lines.push_back("row " + node_name(read_number(cursor.key())) + (row.outgoing ? " -> " : " <- ") +
                      node_name(row.neighbour) + " " + std::string(name_of(row.relation)) + " " +
                      article_name(row.ingest) + "#" + std::to_string(row.claim) + " " +
                      std::string(name_of(row.polarity)) + " " + std::string(name_of(row.modality)) + " " +
                      std::to_string(row.confidence) + " " + std::to_string(row.attributed) + " " +
                      (row.dated ? std::to_string(row.first_day) + ".." + std::to_string(row.last_day) : "undated"));
    }
  }
  for (Rocks::Cursor cursor(rocks, Family::kName, {}, view); cursor.valid(); cursor.next()) {
    const auto key = parse_name_key(cursor.key());
    lines.push_back("name " + std::string(1, key.kind) + " " + key.folded + " " + node_name(key.node));
  }
  for (Rocks::Cursor cursor(rocks, Family::kPosting, {}, view); cursor.valid(); cursor.next()) {
    Reader value(cursor.value());
    lines.push_back("posting " + node_name(read_number(cursor.key())) + " " + article_name(read_number(cursor.key().substr(4))) +
                    " " + std::to_string(value.varint()));
  }
  for (Rocks::Cursor cursor(rocks, Family::kSource, {}, view); cursor.valid(); cursor.next()) {
    const auto key = cursor.key();
    if (key[0] == 's') {
      Reader value(cursor.value());
      lines.push_back("source " + std::string(key.substr(1)) + " " + to_base32(value.id()));
    } else {
      Reader id(key.substr(key.size() - Id::kSize));
      lines.push_back("url " + std::string(key.substr(1, key.size() - 2 - Id::kSize)) + " " + to_base32(id.id()));
    }
  }
  for (Rocks::Cursor cursor(rocks, Family::kArticleId, {}, view); cursor.valid(); cursor.next()) {
    Reader in(cursor.key());
    lines.push_back("article_id " + to_base32(in.id()) + " " + article_name(read_number(cursor.value())));
  }
  for (const auto& [id, decision] : snapshot.decisions().all()) {
    auto line = "decision " + to_base32(id) + " " + std::string(name_of(decision.kind)) + " by " + decision.author + " because " + decision.reason;
    for (const auto& key : decision.keys) line += " key " + to_base32(key);
    for (const auto& source : decision.sources) line += " source " + source;
    std::replace(line.begin(), line.end(), '\n', ' ');
    lines.push_back(std::move(line));
  }
  for (Rocks::Cursor cursor(rocks, Family::kOrigin, {}, view); cursor.valid(); cursor.next()) {
    std::vector<std::string> members;
    for (const auto member : snapshot.articles_of_origin(read_number(cursor.key()))) members.push_back(article_name(member));
    std::sort(members.begin(), members.end());
    auto line = "origin " + article_name(read_number(cursor.key()));
    for (const auto& member : members) line += " " + member;
    lines.push_back(std::move(line));
  }
  for (Rocks::Cursor cursor(rocks, Family::kPrint, {}, view); cursor.valid(); cursor.next()) {
    const auto key = cursor.key();
    if (key[0] == 'p') {
      const auto record = decode_print_record(cursor.value());
      auto line = "print " + to_base32(read_print_id(key.substr(1))) + " articles " + std::to_string(record.articles);
      for (const auto& link : record.links) line += " like " + to_base32(link);
      lines.push_back(std::move(line));
    } else if (key[0] == 'm') {
      lines.push_back("print of " + article_name(read_number(key.substr(1 + kPrintId))) + " " + to_base32(read_print_id(key.substr(1))));
    } else {
      const auto band = key.substr(0, key.size() - kPrintId);
      lines.push_back("band " + to_base32(make_id({band})) + " " + to_base32(read_print_id(key.substr(band.size()))));
    }
  }
  const auto counts = snapshot.counts();
  lines.push_back("counts " + std::to_string(counts.articles) + " " + std::to_string(counts.unread) + " " +
                  std::to_string(counts.claims) + " " + std::to_string(counts.mentions));
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

}  // namespace entente::graph

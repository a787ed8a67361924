// SPDX-License-Identifier: Apache-2.0
#include "graph/change.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "graph/coding.h"
#include "model/date.h"
#include "model/error.h"
#include "names/names.h"

namespace entente::graph {
namespace {

// The surface forms by which a user may ask for the entity. Descriptions name only what has no better name.
bool is_alias(const Entity& entity, const Mention& mention) {
  if (mention.form == MentionForm::kPronoun) return false;
  if (mention.form != MentionForm::kDescription) return true;
  return entity.type == EntityType::kAgreement || entity.type == EntityType::kEvent ||
         entity.type == EntityType::kPosition || entity.type == EntityType::kAsset;
}

// Several articles may share a URL (a feed and a file of it), so the key carries the article.
std::string url_key(const Article& article) {
  std::string key = "u" + article.url;
  key.push_back('\0');
  return key.append(bytes_of(article.id));
}

// The rows of the name index that a set of aliases makes: whole names, names from their second word on, skeletons.
std::set<std::pair<char, std::string>> index_rows(const std::map<std::string, std::uint32_t>& aliases) {
  std::set<std::pair<char, std::string>> rows;
  constexpr std::size_t kLongestName = 120;
  for (const auto& [alias, count] : aliases) {
    auto folded = names::fold(alias);
    if (folded.empty()) continue;
    if (folded.size() > kLongestName) folded.resize(kLongestName);
    rows.emplace('n', folded);
    for (auto blank = folded.find(' '); blank != std::string::npos; blank = folded.find(' ', blank + 1)) {
      rows.emplace('w', folded.substr(blank + 1));
    }
    if (auto bones = names::skeleton(folded); bones.size() >= 3) rows.emplace('s', std::move(bones));
  }
  return rows;
}

// One claim seen from both ends.
struct ClaimEnds {
  std::size_t subject;  // index into the article's entities
  std::size_t object;
};

std::vector<ClaimEnds> ends_of(const Extraction& extraction) {
  std::unordered_map<Id, std::size_t> index;
  for (std::size_t i = 0; i < extraction.entities.size(); ++i) index.emplace(extraction.entities[i].id, i);
  std::vector<ClaimEnds> out;
  for (const auto& claim : extraction.claims) out.push_back({index.at(claim.subject), index.at(claim.object)});
  return out;
}

Row row_of(const Claim& claim, std::size_t number, IngestId ingest, NodeId neighbour, bool outgoing) {
  Row row;
  row.neighbour = neighbour;
  row.ingest = ingest;
  row.claim = static_cast<std::uint16_t>(number);
  row.relation = claim.relation;
  row.outgoing = outgoing;
  row.polarity = claim.polarity;
  row.modality = claim.modality;
  row.attributed = !claim.attribution.empty();
  row.confidence = static_cast<std::uint16_t>(std::lround(claim.confidence * 1000));
  const auto id = bytes_of(claim.id);
  row.tie = static_cast<std::uint16_t>(static_cast<unsigned char>(id[0]) << 8 | static_cast<unsigned char>(id[1]));
  if (const auto days = parse_date(claim.date)) {
    row.dated = true;
    row.first_day = days->first;
    row.last_day = days->last;
  }
  return row;
}

std::uint32_t take_number(std::uint32_t& next, std::uint32_t most = std::numeric_limits<std::uint32_t>::max() - 1) {
  if (next > most) {
    throw Error(ErrorKind::kLimit, "the store has given out all its numbers; ingest its jsonl export into a new one");
  }
  return next++;
}

void bump(std::uint32_t& value, int by) { value = static_cast<std::uint32_t>(static_cast<int>(value) + by); }

template <class Map, class Key>
void bump(Map& map, const Key& key, int by) {
  auto& value = map[key];
  bump(value, by);
  if (value == 0) map.erase(key);
}

std::string component_member(std::vector<Id> ids) {
  std::sort(ids.begin(), ids.end());
  std::string out = "component";
  for (const auto& id : ids) out.append(bytes_of(id));
  return out;
}

}  // namespace

void Change::take_out(IngestId ingest, std::string_view record) {
  const auto extraction = decode_article(record);
  const auto& article = extraction.article;
  const auto anchors = apply(extraction, ingest, -1);
  for (const auto& [anchor, rows] : rows_of(extraction, ingest, anchors)) {
    auto& node_record = node(anchor).now;
    const auto chunk = node_record.chunk_of(ingest);
    if (node_record.chunks.empty() || chunk == node_record.chunks.back()) node_record.last_rows -= static_cast<std::uint32_t>(rows.size());
    batch_.drop_rows(adjacency_key(anchor, chunk), ingest);
    if (with_delta_) delta_.dropped.emplace_back(anchor, ingest);
  }
  batch_.erase(Family::kArticle, ingest_key(ingest));
  batch_.erase(Family::kArticleId, bytes_of(article.id));
  batch_.erase(Family::kSource, 's' + article.source);
  if (!article.url.empty()) batch_.erase(Family::kSource, url_key(article));
  origins_.remove(ingest, article);
  state_.digest.remove("article" + std::string(record));
  count(extraction, -1);
}

void Change::put_in(const Extraction& extraction, const std::string& record) {
  const auto& article = extraction.article;
  const auto ingest = take_number(state_.next_ingest);
  Writer number;
  number.big32(ingest);
  batch_.put(Family::kArticle, ingest_key(ingest), record);
  batch_.put(Family::kArticleId, bytes_of(article.id), number.bytes());
  batch_.put(Family::kSource, 's' + article.source, bytes_of(article.id));
  if (!article.url.empty()) batch_.put(Family::kSource, url_key(article), {});
  index(extraction, ingest, record);
}

void Change::index(const Extraction& extraction, IngestId ingest, std::string_view record) {
  const auto anchors = apply(extraction, ingest, +1);
  for (const auto& [anchor, rows] : rows_of(extraction, ingest, anchors)) {
    std::string packed;
    for (const auto& row : rows) {
      append_row(packed, row);
      if (with_delta_) delta_.added.emplace_back(anchor, row);
    }
    auto& node_record = node(anchor).now;
    if (node_record.last_rows >= kChunkRows) {
      node_record.chunks.push_back(ingest);
      node_record.last_rows = 0;
    }
    node_record.last_rows += static_cast<std::uint32_t>(rows.size());
    batch_.add_rows(adjacency_key(anchor, node_record.chunk_of(ingest)), packed);
  }
  origins_.add(ingest, extraction.article);
  state_.digest.add("article" + std::string(record));
  count(extraction, +1);
}

void Change::decide(const Decision& decision) {
  batch_.put(Family::kDecision, bytes_of(decision.id), encode(decision));
  state_.digest.add("decision" + encode_content(decision));
  change_ledger(decision, state_.decisions->with(decision));
}

void Change::undo(const Decision& decision) {
  batch_.erase(Family::kDecision, bytes_of(decision.id));
  state_.digest.remove("decision" + encode_content(decision));
  change_ledger(decision, state_.decisions->without(decision.id));
}

void Change::log(const LedgerEntry& entry) { remember(ledger_key(state_.next_entry++), encode(entry)); }

void Change::remember(const std::string& key, std::string_view value) {
  batch_.put(Family::kHistory, key, value);
  state_.history.add(key + std::string(value));
}

void Change::forget(const std::string& key, std::string_view value) {
  batch_.erase(Family::kHistory, key);
  state_.history.remove(key + std::string(value));
}

void Change::change_ledger(const Decision& decision, std::shared_ptr<const Decisions> next) {
  std::vector<std::string> records;
  for (const auto& source : decision.sources) {
    const auto article = rocks_.get(Family::kSource, 's' + source);
    if (!article) continue;
    const auto number = rocks_.get(Family::kArticleId, *article);
    auto record = number ? rocks_.get(Family::kArticle, ingest_key(read_number(*number))) : std::nullopt;
    if (!record) throw Error(ErrorKind::kStore, "an article record is missing; the store is damaged: restore a backup");
    take_out(read_number(*number), *record);
    records.push_back(std::move(*record));
  }
  state_.decisions = std::move(next);
  for (const auto& record : records) put_in(decode_article(record), record);
  if (decision.kind == DecisionKind::kSplit) return;
  for (const auto& key : decision.keys) {
    if (const auto number = find_node(key)) node(*number).component_changed = true;
  }
}

void Change::finish() {
  update_components();
  for (const auto& [id, node] : nodes_) write_node(id, node);  // in no order: the batch sorts
  origins_moved_ = origins_.finish(batch_);
  const auto put_number = [this](std::string_view key, std::uint32_t value) {
    Writer out;
    out.big32(value);
    batch_.put(Family::kMeta, key, out.bytes());
  };
  put_number(kMetaNextNode, state_.next_node);
  put_number(kMetaNextIngest, state_.next_ingest);
  batch_.put(Family::kMeta, kMetaDigest, state_.digest.bytes());
  batch_.put(Family::kMeta, kMetaHistoryDigest, state_.history.bytes());
  batch_.put(Family::kMeta, kMetaCounts, encode(state_.counts));
  for (const auto& [id, change] : moved_) moved_list_.push_back(change);
}

Change::Node& Change::node(NodeId id) {
  const auto known = nodes_.find(id);
  if (known != nodes_.end()) return known->second;
  auto bytes = rocks_.get(Family::kNode, node_key(id));
  if (!bytes) throw Error(ErrorKind::kStore, "node " + std::to_string(id) + " is missing; the store is damaged");
  auto& made = nodes_[id];
  made.now = decode_node(*bytes);
  made.id = public_id(made.now.identity_class, made.now.key);
  made.stored = std::move(*bytes);
  return made;
}

std::optional<NodeId> Change::find_node(const Id& key) {
  const auto known = by_id_.find(key);
  if (known != by_id_.end()) return known->second;
  const auto bytes = rocks_.get(Family::kNodeKey, bytes_of(key));
  if (!bytes) return std::nullopt;
  return by_id_.emplace(key, read_number(*bytes)).first->second;
}

NodeId Change::node_for(IdentityClass identity_class, const IdentityKey& key) {
  const auto id = public_id(identity_class, key);
  if (const auto known = find_node(id)) return *known;
  const auto number = take_number(state_.next_node, kMostNodes);
  auto& made = nodes_[number];
  made.id = id;
  made.now.identity_class = identity_class;
  made.now.key = key;
  by_id_.emplace(id, number);
  return number;
}

// Adds or takes away what the article says of names; returns the anchor of each entity.
std::vector<NodeId> Change::apply(const Extraction& extraction, IngestId ingest, int by) {
  std::vector<NodeId> anchors;
  std::map<NodeId, std::uint32_t> mentions;
  for (const auto& entity : extraction.entities) {
    const auto identity = identity_class(entity.type);
    std::vector<NodeId> keys;
    const auto identity_keys = state_.decisions->keys_of(extraction.article.source, entity);
    const auto& strongest = anchor_of(identity_keys);
    NodeId anchor = 0;
    for (const auto& key : identity_keys) {
      const auto number = node_for(identity, key);
      count_reason(node(number), key.reason, by);
      if (std::find(keys.begin(), keys.end(), number) == keys.end()) keys.push_back(number);
      if (&key == &strongest) anchor = number;
    }
    anchors.push_back(anchor);
    for (const auto number : keys) {
      auto& known = node(number);
      const bool was = !known.now.unused();
      bump(known.now.uses, by);
      // A key that comes or goes takes the ties that people decided with it.
      if (was == known.now.unused() && !state_.decisions->empty() && state_.decisions->speaks_of(id_of(number))) known.component_changed = true;
      if (number == anchor) continue;
      link(anchor, number, by);
      link(number, anchor, by);
    }
    auto& anchored = node(anchor);
    auto& record = anchored.now;
    bump(record.names, entity.name, by);
    bump(record.types, entity.type, by);
    bump(record.mentions, by * static_cast<int>(entity.mentions.size()));
    for (const auto& mention : entity.mentions) {
      if (!is_alias(entity, mention)) continue;
      const auto names = record.aliases.size();
      bump(record.aliases, mention.quote.text, by);
      anchored.names_changed |= record.aliases.size() != names;
    }
    mentions[anchor] += static_cast<std::uint32_t>(entity.mentions.size());
  }
  for (const auto& [anchor, number] : mentions) {
    bump(node(anchor).now.articles, by);
    if (by > 0) {
      Writer value;
      value.varint(number);
      batch_.put(Family::kPosting, posting_key(anchor, ingest), value.bytes());
    } else {
      batch_.erase(Family::kPosting, posting_key(anchor, ingest));
    }
  }
  return anchors;
}

// Articles may take one key for different things, so its reason is the strongest of those that are there now.
void Change::count_reason(Node& node, KeyReason reason, int by) {
  bump(node.now.reasons, reason, by);
  if (node.now.reasons.empty()) return;
  const auto strongest = std::min_element(
      node.now.reasons.begin(), node.now.reasons.end(),
      [](const auto& a, const auto& b) { return strength_of(a.first) < strength_of(b.first); });
  if (node.now.key.reason != strongest->first) node.component_changed = true;
  node.now.key.reason = strongest->first;
}

void Change::link(NodeId from, NodeId to, int by) {
  auto& record = node(from);
  const bool had = record.now.links.contains(to);
  bump(record.now.links, to, by);
  if (had != record.now.links.contains(to)) record.component_changed = true;
}

// By anchor.
std::map<NodeId, std::vector<Row>> Change::rows_of(const Extraction& extraction, IngestId ingest, const std::vector<NodeId>& anchors) {
  std::map<NodeId, std::vector<Row>> rows;
  const auto ends = ends_of(extraction);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const auto& claim = extraction.claims[i];
    const auto subject = anchors[ends[i].subject];
    const auto object = anchors[ends[i].object];
    rows[subject].push_back(row_of(claim, i, ingest, object, true));
    rows[object].push_back(row_of(claim, i, ingest, subject, false));
  }
  return rows;
}

void Change::count(const Extraction& extraction, int by) {
  const auto add = [by](std::uint64_t& value, std::uint64_t amount) { by > 0 ? value += amount : value -= amount; };
  auto& counts = state_.counts;
  add(counts.articles, 1);
  add(counts.unread, extraction.article.status == ArticleStatus::kLanguageNotRead ? 1 : 0);
  add(counts.claims, extraction.claims.size());
  for (const auto& entity : extraction.entities) add(counts.mentions, entity.mentions.size());
}

std::vector<NodeId> Change::merged_with(NodeId id) {
  std::vector<NodeId> out;
  if (state_.decisions->empty()) return out;
  for (const auto& key : state_.decisions->merged_with(id_of(id))) {
    const auto number = find_node(key);
    if (number && !node(*number).now.unused()) out.push_back(*number);
  }
  return out;
}

// The nodes whose components may change: those that were one with a touched one, and all that hangs together with them by ties now,
// whether or not a decision keeps it apart. Nothing else is looked at.
std::set<NodeId> Change::affected_nodes() {
  std::vector<NodeId> queue;
  for (const auto& [id, node] : nodes_) {
    if (node.component_changed) queue.push_back(id);
  }
  std::set<NodeId> affected;
  while (!queue.empty()) {
    const auto id = queue.back();
    queue.pop_back();
    if (!affected.insert(id).second) continue;
    const auto component = stored_component(id);
    queue.insert(queue.end(), component.begin(), component.end());
    for (const auto& [other, count] : node(id).now.links) queue.push_back(other);
    for (const auto other : merged_with(id)) queue.push_back(other);
  }
  return affected;
}

void Change::update_components() {
  const auto affected = affected_nodes();
  std::set<NodeId> seen;
  for (const auto id : affected) {
    if (seen.contains(id)) continue;
    const auto component = stored_component(id);
    seen.insert(component.begin(), component.end());
    if (component.size() == 1) continue;
    std::vector<Id> ids;
    for (const auto member : component) {
      ids.push_back(id_of(member));
      batch_.erase(Family::kComponent, node_key(member));
      moved_[member] = {member, member, false};
    }
    state_.digest.remove(component_member(std::move(ids)));
  }
  seen.clear();
  for (const auto start : affected) {
    if (node(start).now.unused() || !seen.insert(start).second) continue;
    std::vector<NodeId> hanging_together{start};
    for (std::size_t i = 0; i < hanging_together.size(); ++i) {
      const auto visit = [&](NodeId other) {
        if (seen.insert(other).second) hanging_together.push_back(other);
      };
      for (const auto& [other, count] : node(hanging_together[i]).now.links) visit(other);
      for (const auto other : merged_with(hanging_together[i])) visit(other);
    }
    if (hanging_together.size() > 1) group(hanging_together);
  }
}

// Makes components of nodes that hang together by ties.
void Change::group(const std::vector<NodeId>& hanging_together) {
  if (state_.decisions->empty()) return write_component(hanging_together);
  std::vector<Id> keys;
  std::unordered_map<NodeId, std::size_t> place;
  for (const auto id : hanging_together) {
    place.emplace(id, keys.size());
    keys.push_back(id_of(id));
  }
  std::vector<Tie> ties;
  for (const auto id : hanging_together) {
    const auto here = strength_of(node(id).now.key.reason);
    for (const auto& [other, count] : node(id).now.links) {
      if (id < other) ties.push_back({place.at(id), place.at(other), 1 + std::max(here, strength_of(node(other).now.key.reason))});
    }
    for (const auto other : merged_with(id)) {
      if (id < other) ties.push_back({place.at(id), place.at(other), 0});
    }
  }
  const auto groups = group_keys(keys, ties, *state_.decisions);
  std::map<std::size_t, std::vector<NodeId>> members;
  for (std::size_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(hanging_together[i]);
  for (auto& [number, nodes] : members) {
    if (nodes.size() > 1) write_component(std::move(nodes));
  }
}

std::vector<NodeId> Change::stored_component(NodeId id) const {
  const auto bytes = rocks_.get(Family::kComponent, node_key(id));
  if (!bytes) return {id};
  auto record = decode_component(*bytes);
  if (record.members.empty()) {
    const auto at_representative = rocks_.get(Family::kComponent, node_key(record.representative));
    if (!at_representative) throw Error(ErrorKind::kStore, "a component is missing; the store is damaged");
    record = decode_component(*at_representative);
  }
  return record.members;
}

void Change::write_component(std::vector<NodeId> members) {
  std::sort(members.begin(), members.end());
  std::vector<Id> ids;
  ComponentRecord record;
  std::optional<std::pair<int, Id>> best;
  for (const auto id : members) {
    // Which key speaks for a component: the strongest, then the one with the smaller id.
    const auto rank = std::pair(strength_of(node(id).now.key.reason), id_of(id));
    ids.push_back(rank.second);
    if (!best || rank < *best) {
      best = rank;
      record.representative = id;
    }
  }
  for (const auto id : members) {
    moved_[id] = {id, record.representative, true};
    if (id == record.representative) continue;
    batch_.put(Family::kComponent, node_key(id), encode(ComponentRecord{record.representative, {}}));
  }
  record.members = std::move(members);
  batch_.put(Family::kComponent, node_key(record.representative), encode(record));
  state_.digest.add(component_member(std::move(ids)));
}

void Change::write_node(NodeId id, const Node& node) {
  const auto record = node.now.unused() ? std::string() : encode(node.now);
  if (record == node.stored) return;
  if (record.empty()) {
    batch_.erase(Family::kNode, node_key(id));
    batch_.erase(Family::kNodeKey, bytes_of(node.id));
  } else {
    batch_.put(Family::kNode, node_key(id), record);
    if (node.stored.empty()) {
      Writer number;
      number.big32(id);
      batch_.put(Family::kNodeKey, bytes_of(node.id), number.bytes());
    }
  }
  if (!node.names_changed) return;
  const auto before = node.stored.empty() ? std::set<std::pair<char, std::string>>() : index_rows(decode_node(node.stored).aliases);
  const auto now = index_rows(node.now.aliases);
  for (const auto& [kind, text] : before) {
    if (!now.contains({kind, text})) batch_.erase(Family::kName, name_key(kind, text, id));
  }
  for (const auto& [kind, text] : now) {
    if (!before.contains({kind, text})) batch_.put(Family::kName, name_key(kind, text, id), {});
  }
}

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
#include "graph/change.h"

#include <algorithm>
#include <limits>
#include <thread>
#include <unordered_map>

#include "graph/coding.h"
#include "graph/parallel.h"
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

// The rows of the name index that a set of aliases makes, sorted: whole names, names from their second word on, skeletons.
using IndexRows = std::vector<std::pair<char, std::string>>;

IndexRows index_rows(const Counters<std::string>& aliases) {
  IndexRows rows;
  constexpr std::size_t kLongestName = 120;
  for (const auto& [alias, count] : aliases) {
    auto folded = names::fold(alias);
    if (folded.empty()) continue;
    if (folded.size() > kLongestName) folded.resize(kLongestName);
    for (auto blank = folded.find(' '); blank != std::string::npos; blank = folded.find(' ', blank + 1)) {
      rows.emplace_back('w', folded.substr(blank + 1));
    }
    if (auto bones = names::skeleton(folded); bones.size() >= 3) rows.emplace_back('s', std::move(bones));
    rows.emplace_back('n', std::move(folded));
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::uint32_t take_number(std::uint32_t& next, std::uint32_t most = std::numeric_limits<std::uint32_t>::max() - 1) {
  if (next > most) {
    throw Error(ErrorKind::kLimit, "the store has given out all its numbers; ingest its jsonl export into a new one");
  }
  return next++;
}

void bump(std::uint32_t& value, int by) { value = static_cast<std::uint32_t>(static_cast<int>(value) + by); }

template <class Key, class Like>
void bump(Counters<Key>& counters, const Like& key, int by) {
  auto found = counters.find(key);
  if (found == counters.end()) found = counters.emplace(Key(key), 0).first;
  bump(found->second, by);
  if (found->second == 0) counters.erase(found);
}

constexpr std::size_t kManyNodes = 512;  // from so many on, more than one thread writes their records

std::string component_member(std::vector<Id> ids) {
  std::sort(ids.begin(), ids.end());
  std::string out = "component";
  for (const auto& id : ids) out.append(bytes_of(id));
  return out;
}

}  // namespace

void Change::take_out(IngestId ingest, std::string_view record) {
  const auto extraction = decode_article(record);
  const auto contribution = contribution_of(extraction, std::string(record));
  const auto& article = extraction.article;
  const auto anchors = apply(extraction, contribution, ingest, -1);
  const auto rows = rows_of(contribution, ingest, anchors);
  for (std::size_t i = 0; i < rows.size();) {
    auto* const node = rows[i].first;
    const auto anchor = node->number;
    const auto first = i;
    while (i < rows.size() && rows[i].first == node) ++i;
    auto& node_record = node->now;
    const auto chunk = node_record.chunk_of(ingest);
    if (node_record.chunks.empty() || chunk == node_record.chunks.back()) node_record.last_rows -= static_cast<std::uint32_t>(i - first);
    batch_.drop_rows(adjacency_key(anchor, chunk), ingest);
    if (with_delta_) delta_.dropped.emplace_back(anchor, ingest);
  }
  batch_.erase(Family::kArticle, ingest_key(ingest));
  batch_.erase(Family::kArticleId, bytes_of(article.id));
  batch_.erase(Family::kSource, 's' + article.source);
  if (!article.url.empty()) batch_.erase(Family::kSource, url_key(article));
  if (contribution.print) origins_.remove(ingest, *contribution.print);
  state_.digest.remove(contribution.member);
  count(extraction, -1);
}

void Change::put_in(const Extraction& extraction, const Contribution& contribution) {
  const auto& article = extraction.article;
  const auto ingest = take_number(state_.next_ingest);
  Writer number;
  number.big32(ingest);
  batch_.put(Family::kArticle, ingest_key(ingest), contribution.record);
  batch_.put(Family::kArticleId, bytes_of(article.id), number.bytes());
  batch_.put(Family::kSource, 's' + article.source, bytes_of(article.id));
  if (!article.url.empty()) batch_.put(Family::kSource, url_key(article), {});
  index(extraction, contribution, ingest);
}

void Change::index(const Extraction& extraction, const Contribution& contribution, IngestId ingest) {
  const auto anchors = apply(extraction, contribution, ingest, +1);
  const auto rows = rows_of(contribution, ingest, anchors);
  std::string packed;
  for (std::size_t i = 0; i < rows.size();) {
    auto* const node = rows[i].first;
    const auto anchor = node->number;
    const auto first = i;
    packed.clear();
    for (; i < rows.size() && rows[i].first == node; ++i) {
      append_row(packed, rows[i].second);
      if (with_delta_) delta_.added.emplace_back(anchor, rows[i].second);
    }
    auto& node_record = node->now;
    if (node_record.last_rows >= kChunkRows) {
      node_record.chunks.push_back(ingest);
      node_record.last_rows = 0;
    }
    node_record.last_rows += static_cast<std::uint32_t>(i - first);
    batch_.add_rows(adjacency_key(anchor, node_record.chunk_of(ingest)), packed, anchor >= first_new_node_);
  }
  if (contribution.print) origins_.add(ingest, *contribution.print);
  state_.digest.add(contribution.member);
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
  for (auto& record : records) {
    const auto extraction = decode_article(record);
    put_in(extraction, contribution_of(extraction, std::move(record)));
  }
  if (decision.kind == DecisionKind::kSplit) return;
  for (const auto& key : decision.keys) {
    if (auto* const known = find_node(key)) known->component_changed = true;
  }
}

void Change::finish() {
  update_components();
  write_nodes();
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

Change::Node& Change::know(NodeId number) {
  auto& made = nodes_.emplace_back();
  made.number = number;
  by_number_.emplace(number, &made);
  return made;
}

// What is known of the name comes from memory meanwhile: in a bulk load nearly every look at a node waits for it.
void Change::ask_ahead(const Id& key) const {
  const auto known = by_id_.find(key);
  if (known == by_id_.end()) return;
  constexpr std::size_t kLine = 64;
  const auto* const begin = reinterpret_cast<const char*>(known->second);
  for (std::size_t at = 0; at < sizeof(Node); at += kLine) __builtin_prefetch(begin + at);
}

// nullptr when there is none.
Change::Node* Change::find(NodeId id) {
  const auto known = by_number_.find(id);
  if (known != by_number_.end()) return known->second;
  if (const auto found = known_nodes_.find(id)) {
    auto& made = know(id);
    made.id = found->id;
    made.stored = found->record;
    made.now = decode_node(made.stored);
    return &made;
  }
  auto bytes = rocks_.get(Family::kNode, node_key(id));
  if (!bytes) return nullptr;
  auto& made = know(id);
  made.now = decode_node(*bytes);
  made.id = public_id(made.now.identity_class, made.now.key);
  made.stored = std::move(*bytes);
  return &made;
}

Change::Node& Change::node(NodeId id) {
  auto* const found = find(id);
  if (found == nullptr) throw Error(ErrorKind::kStore, "node " + std::to_string(id) + " is missing; the store is damaged");
  return *found;
}

Change::Node* Change::find_node(const Id& key) {
  const auto known = by_id_.find(key);
  if (known != by_id_.end()) return known->second;
  Node* found = nullptr;
  if (names_ != nullptr) {
    (void)names_->find(key, [&](NodeId may_be) {
      auto* const candidate = find(may_be);
      if (candidate == nullptr || candidate->id != key) return false;
      found = candidate;
      return true;
    });
  } else {
    ++name_look_ups_;
    if (const auto bytes = rocks_.get(Family::kNodeKey, bytes_of(key))) found = &node(read_number(*bytes));
  }
  if (found != nullptr) by_id_.emplace(key, found);
  return found;
}

void Change::update(NameTable& names) const {
  for (const auto& node : nodes_) {
    if (node.stored.empty() == node.now.unused()) continue;
    if (node.now.unused()) names.remove(node.id, node.number);
    else if (node.stored.empty()) names.add(node.id, node.number);
  }
}

void Change::update(NodeCache& nodes) const {
  for (const auto& node : nodes_) {
    const bool written = !node.written.empty();
    // What was written past the log is not kept: it is more than there is room for.
    if (node.now.unused() || (!written && kind_ == Rocks::Batch::Kind::kFiles)) nodes.erase(node.number);
    else nodes.put(node.number, node.id, written ? node.written : node.stored);
  }
}

Change::Node& Change::node_for(const Id& id, IdentityClass identity_class, const IdentityKey& key) {
  if (auto* const known = find_node(id)) return *known;
  const auto number = take_number(state_.next_node, kMostNodes);
  auto& made = know(number);
  made.id = id;
  made.now.identity_class = identity_class;
  made.now.key = key;
  by_id_.emplace(id, &made);
  return made;
}

// Adds or takes away what the article says of names; returns the anchor of each entity.
std::vector<Change::Node*> Change::apply(const Extraction& extraction, const Contribution& contribution, IngestId ingest, int by) {
  std::vector<Node*> anchors;
  anchors.reserve(extraction.entities.size());
  std::vector<std::pair<Node*, std::uint32_t>> mentions;
  mentions.reserve(extraction.entities.size());
  std::vector<Node*> keys;
  std::vector<IdentityKey> set_apart;
  std::size_t next_key = 0;  // in the contribution's
  for (const auto& key : contribution.keys) ask_ahead(key);
  for (const auto& entity : extraction.entities) {
    const auto identity = identity_class(entity.type);
    const auto* identity_keys = &entity.keys;
    const auto* ids = &contribution.keys[next_key];
    next_key += entity.keys.size();
    if (state_.decisions->split_of(extraction.article.source, entity) != nullptr) {
      set_apart = state_.decisions->keys_of(extraction.article.source, entity);
      identity_keys = &set_apart;
      ids = nullptr;
    }
    const auto& strongest = anchor_of(*identity_keys);
    keys.clear();
    Node* anchor = nullptr;
    for (std::size_t i = 0; i < identity_keys->size(); ++i) {
      const auto& key = (*identity_keys)[i];
      auto& named = node_for(ids != nullptr ? ids[i] : public_id(identity, key), identity, key);
      count_reason(named, key.reason, by);
      if (std::find(keys.begin(), keys.end(), &named) == keys.end()) keys.push_back(&named);
      if (&key == &strongest) anchor = &named;
    }
    anchors.push_back(anchor);
    for (auto* const known : keys) {
      const bool was = !known->now.unused();
      bump(known->now.uses, by);
      // A key that comes or goes takes the ties that people decided with it.
      if (was == known->now.unused() && !state_.decisions->empty() && state_.decisions->speaks_of(known->id)) known->component_changed = true;
      if (known == anchor) continue;
      link(*anchor, known->number, by);
      link(*known, anchor->number, by);
    }
    auto& record = anchor->now;
    bump(record.names, entity.name, by);
    bump(record.types, entity.type, by);
    bump(record.mentions, by * static_cast<int>(entity.mentions.size()));
    for (const auto& mention : entity.mentions) {
      if (!is_alias(entity, mention)) continue;
      const auto names = record.aliases.size();
      bump(record.aliases, mention.quote.text, by);
      anchor->names_changed |= record.aliases.size() != names;
    }
    mentions.emplace_back(anchor, static_cast<std::uint32_t>(entity.mentions.size()));
  }
  std::sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) { return a.first->number < b.first->number; });
  for (std::size_t i = 0; i < mentions.size();) {
    auto* const node = mentions[i].first;
    const auto anchor = node->number;
    std::uint32_t number = 0;
    for (; i < mentions.size() && mentions[i].first == node; ++i) number += mentions[i].second;
    bump(node->now.articles, by);
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

void Change::link(Node& from, NodeId to, int by) {
  const auto had = from.now.links.size();
  bump(from.now.links, to, by);
  if (had != from.now.links.size()) from.component_changed = true;
}

std::vector<Change::AnchoredRow> Change::rows_of(const Contribution& contribution, IngestId ingest, const std::vector<Node*>& anchors) {
  std::vector<AnchoredRow> rows;
  rows.reserve(contribution.ends.size());
  for (const auto& end : contribution.ends) {
    rows.emplace_back(anchors[end.entity], end.row);
    rows.back().second.neighbour = anchors[end.row.neighbour]->number;
    rows.back().second.ingest = ingest;
  }
  std::stable_sort(rows.begin(), rows.end(), [](const AnchoredRow& a, const AnchoredRow& b) { return a.first->number < b.first->number; });
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
    const auto* const known = find_node(key);
    if (known != nullptr && !known->now.unused()) out.push_back(known->number);
  }
  return out;
}

// The nodes whose components may change: those that were one with a touched one, and all that hangs together with them by ties now,
// whether or not a decision keeps it apart. Nothing else is looked at.
std::set<NodeId> Change::affected_nodes() {
  std::vector<NodeId> queue;
  for (const auto& node : nodes_) {
    if (node.component_changed) queue.push_back(node.number);
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

// Those who share a name and may differ, by positions in the list.
std::vector<Namesakes> Change::namesakes_among(const std::vector<NodeId>& hanging_together) {
  std::map<std::string, Namesakes, std::less<>> by_name;
  for (std::size_t i = 0; i < hanging_together.size(); ++i) {
    const auto& record = node(hanging_together[i]).now;
    if (record.identity_class != IdentityClass::kPerson) continue;
    if (const auto known = find_name_of_country(record.key)) {
      by_name[std::string(known->name)].of_countries.push_back({i, std::string(known->iso2), record.key.reason == KeyReason::kOffice});
    }
  }
  std::erase_if(by_name, [](const auto& entry) { return !entry.second.may_differ(); });
  if (by_name.empty()) return {};
  for (std::size_t i = 0; i < hanging_together.size(); ++i) {
    const auto& record = node(hanging_together[i]).now;
    if (record.identity_class != IdentityClass::kPerson) continue;
    if (const auto found = by_name.find(record.key.text); found != by_name.end()) found->second.bare = i;
  }
  std::vector<Namesakes> out;
  out.reserve(by_name.size());
  for (auto& [name, namesakes] : by_name) out.push_back(std::move(namesakes));
  return out;
}

// Makes components of nodes that hang together by ties.
void Change::group(const std::vector<NodeId>& hanging_together) {
  const auto namesakes = namesakes_among(hanging_together);
  if (state_.decisions->empty() && namesakes.empty()) return write_component(hanging_together);
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
  const auto groups = group_keys(keys, ties, *state_.decisions, namesakes);
  std::map<std::size_t, std::vector<NodeId>> members;
  for (std::size_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(hanging_together[i]);
  for (auto& [number, nodes] : members) {
    if (nodes.size() > 1) write_component(std::move(nodes));
  }
}

std::vector<NodeId> Change::stored_component(NodeId id) const {
  if (id >= first_new_node_) return {id};
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

// In no order: the batch sorts.
void Change::write_nodes() {
  if (nodes_.size() < kManyNodes) {
    for (auto& node : nodes_) write_node(node, batch_);
    return;
  }
  const std::size_t pieces = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Rocks::Batch> batches;
  for (std::size_t i = 0; i < pieces; ++i) batches.emplace_back(kind_);
  for_each_in_parallel(pieces, [&](std::size_t piece) {
    for (auto i = nodes_.size() * piece / pieces; i < nodes_.size() * (piece + 1) / pieces; ++i) write_node(nodes_[i], batches[piece]);
  });
  for (auto& batch : batches) batch_.append(std::move(batch));
}

void Change::write_node(Node& node, Rocks::Batch& batch) const {
  auto record = node.now.unused() ? std::string() : encode(node.now);
  if (record == node.stored) return;
  const auto key = node_key(node.number);
  if (record.empty()) {
    batch.erase(Family::kNode, key);
    batch.erase(Family::kNodeKey, bytes_of(node.id));
  } else {
    batch.put(Family::kNode, key, record);
    if (node.stored.empty()) batch.put(Family::kNodeKey, bytes_of(node.id), key);
  }
  if (kind_ == Rocks::Batch::Kind::kLog) node.written = std::move(record);
  if (!node.names_changed) return;
  const auto before = node.stored.empty() ? IndexRows() : index_rows(decode_node(node.stored).aliases);
  const auto now = index_rows(node.now.aliases);
  for (const auto& row : before) {
    if (!std::binary_search(now.begin(), now.end(), row)) batch.erase(Family::kName, name_key(row.first, row.second, node.number));
  }
  for (const auto& row : now) {
    if (!std::binary_search(before.begin(), before.end(), row)) batch.put(Family::kName, name_key(row.first, row.second, node.number), {});
  }
}

}  // namespace entente::graph

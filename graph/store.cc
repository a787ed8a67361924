// SPDX-License-Identifier: Apache-2.0
#include "graph/store.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/coding.h"
#include "model/date.h"
#include "model/error.h"
#include "names/names.h"

namespace entente::graph {
namespace {

NodeId node_of(std::string_view bytes) {
  Reader in(bytes);
  return in.big32();
}

std::uint32_t number_of(const std::optional<std::string>& bytes, std::uint32_t when_absent) {
  if (!bytes) return when_absent;
  Reader in(*bytes);
  return in.big32();
}

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

// Which key speaks for a component: the strongest, then the one with the smaller id.
std::pair<int, Id> rank_of(const NodeRecord& record) {
  return {strength_of(record.key.reason), public_id(record.identity_class, record.key)};
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

std::string component_member(std::vector<Id> ids) {
  std::sort(ids.begin(), ids.end());
  std::string out = "component";
  for (const auto& id : ids) out.append(bytes_of(id));
  return out;
}

}  // namespace

// Gathers the effect of taking out and putting in articles, works out the components that change, and writes it all as
// one batch. Counters of the store move only after the batch is written.
class Store::Change {
 public:
  explicit Change(Store& store)
      : store_(store),
        batch_(*store.rocks_),
        next_node_(store.next_node_),
        next_ingest_(store.next_ingest_),
        digest_(store.digest_),
        counts_(store.counts_) {}

  void take_out(IngestId ingest, std::string_view record) {
    const auto extraction = decode_article(record);
    const auto& article = extraction.article;
    const auto anchors = apply(extraction, ingest, -1);
    for (const auto& [anchor, rows] : rows_of(extraction, ingest, anchors)) {
      batch_.drop_rows(adjacency_key(anchor, ingest), ingest);
      if (store_.loaded_) delta_.dropped.emplace_back(anchor, ingest);
    }
    batch_.erase(Family::kArticle, ingest_key(ingest));
    batch_.erase(Family::kArticleId, bytes_of(article.id));
    batch_.erase(Family::kSource, 's' + article.source);
    if (!article.url.empty()) batch_.erase(Family::kSource, url_key(article));
    digest_.remove("article" + std::string(record));
    count(extraction, -1);
  }

  void put_in(const Extraction& extraction, const std::string& record) {
    const auto& article = extraction.article;
    const auto ingest = take_number(next_ingest_);
    const auto anchors = apply(extraction, ingest, +1);
    for (const auto& [anchor, rows] : rows_of(extraction, ingest, anchors)) {
      std::string packed;
      for (const auto& row : rows) {
        append_row(packed, row);
        if (store_.loaded_) delta_.added.emplace_back(anchor, row);
      }
      batch_.add_rows(adjacency_key(anchor, ingest), packed);
    }
    Writer number;
    number.big32(ingest);
    batch_.put(Family::kArticle, ingest_key(ingest), record);
    batch_.put(Family::kArticleId, bytes_of(article.id), number.bytes());
    batch_.put(Family::kSource, 's' + article.source, bytes_of(article.id));
    if (!article.url.empty()) batch_.put(Family::kSource, url_key(article), {});
    digest_.add("article" + record);
    count(extraction, +1);
  }

  void commit(bool sync) {
    update_components();
    for (const auto& [id, node] : nodes_) write_node(id, node);
    const auto put_number = [this](std::string_view key, std::uint32_t value) {
      Writer out;
      out.big32(value);
      batch_.put(Family::kMeta, key, out.bytes());
    };
    put_number(kMetaNextNode, next_node_);
    put_number(kMetaNextIngest, next_ingest_);
    batch_.put(Family::kMeta, kMetaDigest, digest_.bytes());
    batch_.put(Family::kMeta, kMetaCounts, encode(counts_));
    std::vector<IdentityChange> moved;
    for (const auto& [id, change] : moved_) moved.push_back(change);
    store_.publish(batch_, moved, std::move(delta_));
    store_.next_node_ = next_node_;
    store_.next_ingest_ = next_ingest_;
    store_.digest_ = digest_;
    store_.counts_ = counts_;
    if (sync) store_.rocks_->sync();  // last, so that no reader waits with it
  }

 private:
  struct Node {
    NodeRecord before;  // as stored; unused() when new
    NodeRecord now;
    bool stored = false;
    bool component_changed = false;  // its links, or how well it speaks for its component
  };

  Node& node(NodeId id) {
    const auto known = nodes_.find(id);
    if (known != nodes_.end()) return known->second;
    const auto bytes = store_.rocks_->get(Family::kNode, node_key(id));
    if (!bytes) throw Error(ErrorKind::kStore, "node " + std::to_string(id) + " is missing; the store is damaged");
    auto& made = nodes_[id];
    made.before = decode_node(*bytes);
    made.now = made.before;
    made.stored = true;
    return made;
  }

  static std::uint32_t take_number(std::uint32_t& next) {
    if (next == std::numeric_limits<std::uint32_t>::max()) {
      throw Error(ErrorKind::kLimit, "the store has given out all its numbers; ingest its jsonl export into a new one");
    }
    return next++;
  }

  NodeId node_for(IdentityClass identity_class, const IdentityKey& key) {
    const auto id = public_id(identity_class, key);
    const auto known = by_id_.find(id);
    if (known != by_id_.end()) return known->second;
    NodeId number = 0;
    if (const auto bytes = store_.rocks_->get(Family::kNodeKey, bytes_of(id))) {
      number = node_of(*bytes);
    } else {
      number = take_number(next_node_);
      auto& made = nodes_[number];
      made.now.identity_class = identity_class;
      made.now.key = key;
    }
    by_id_.emplace(id, number);
    return number;
  }

  static void bump(std::uint32_t& value, int by) { value = static_cast<std::uint32_t>(static_cast<int>(value) + by); }

  template <class Map, class Key>
  static void bump(Map& map, const Key& key, int by) {
    auto& value = map[key];
    bump(value, by);
    if (value == 0) map.erase(key);
  }

  // Adds or takes away what the article says of names; returns the anchor of each entity.
  std::vector<NodeId> apply(const Extraction& extraction, IngestId ingest, int by) {
    std::vector<NodeId> anchors;
    std::map<NodeId, std::uint32_t> mentions;
    for (const auto& entity : extraction.entities) {
      const auto identity = identity_class(entity.type);
      std::vector<NodeId> keys;
      for (const auto& key : entity.keys) {
        const auto number = node_for(identity, key);
        count_reason(node(number), key.reason, by);
        if (std::find(keys.begin(), keys.end(), number) == keys.end()) keys.push_back(number);
      }
      const auto anchor = keys.front();
      anchors.push_back(anchor);
      for (const auto number : keys) {
        bump(node(number).now.uses, by);
        if (number == anchor) continue;
        link(anchor, number, by);
        link(number, anchor, by);
      }
      auto& record = node(anchor).now;
      bump(record.names, entity.name, by);
      bump(record.types, entity.type, by);
      bump(record.mentions, by * static_cast<int>(entity.mentions.size()));
      for (const auto& mention : entity.mentions) {
        if (is_alias(entity, mention)) bump(record.aliases, mention.quote.text, by);
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
  static void count_reason(Node& node, KeyReason reason, int by) {
    bump(node.now.reasons, reason, by);
    if (node.now.reasons.empty()) return;
    const auto strongest = std::min_element(
        node.now.reasons.begin(), node.now.reasons.end(),
        [](const auto& a, const auto& b) { return strength_of(a.first) < strength_of(b.first); });
    if (node.now.key.reason != strongest->first) node.component_changed = true;
    node.now.key.reason = strongest->first;
  }

  void link(NodeId from, NodeId to, int by) {
    auto& record = node(from);
    const bool had = record.now.links.contains(to);
    bump(record.now.links, to, by);
    if (had != record.now.links.contains(to)) record.component_changed = true;
  }

  // By anchor.
  static std::map<NodeId, std::vector<Row>> rows_of(const Extraction& extraction, IngestId ingest,
                                                    const std::vector<NodeId>& anchors) {
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

  void count(const Extraction& extraction, int by) {
    const auto add = [by](std::uint64_t& value, std::uint64_t amount) { by > 0 ? value += amount : value -= amount; };
    add(counts_.articles, 1);
    add(counts_.unread, extraction.article.status == ArticleStatus::kLanguageNotRead ? 1 : 0);
    add(counts_.claims, extraction.claims.size());
    for (const auto& entity : extraction.entities) add(counts_.mentions, entity.mentions.size());
  }

  // Identity is recomputed for the components whose links changed, and for nothing else.
  void update_components() {
    std::set<NodeId> affected;
    std::vector<std::vector<NodeId>> old_components;
    std::vector<NodeId> touched;
    for (const auto& [id, node] : nodes_) {
      if (node.component_changed) touched.push_back(id);
    }
    for (const auto id : touched) {
      if (affected.contains(id)) continue;
      auto component = stored_component(id);
      affected.insert(component.begin(), component.end());
      if (component.size() > 1) old_components.push_back(std::move(component));
    }
    for (const auto& component : old_components) {
      std::vector<Id> ids;
      for (const auto id : component) {
        const auto& record = node(id);
        ids.push_back(public_id(record.now.identity_class, record.now.key));
        batch_.erase(Family::kComponent, node_key(id));
        moved_[id] = {id, id, false};
      }
      digest_.remove(component_member(std::move(ids)));
    }
    std::set<NodeId> seen;
    for (const auto start : affected) {
      if (node(start).now.unused() || !seen.insert(start).second) continue;
      std::vector<NodeId> component{start};
      for (std::size_t i = 0; i < component.size(); ++i) {
        for (const auto& [other, count] : node(component[i]).now.links) {
          if (seen.insert(other).second) component.push_back(other);
        }
      }
      if (component.size() > 1) write_component(std::move(component));
    }
  }

  std::vector<NodeId> stored_component(NodeId id) const {
    const auto bytes = store_.rocks_->get(Family::kComponent, node_key(id));
    if (!bytes) return {id};
    auto record = decode_component(*bytes);
    if (record.members.empty()) {
      const auto at_representative = store_.rocks_->get(Family::kComponent, node_key(record.representative));
      if (!at_representative) throw Error(ErrorKind::kStore, "a component is missing; the store is damaged");
      record = decode_component(*at_representative);
    }
    return record.members;
  }

  void write_component(std::vector<NodeId> members) {
    std::sort(members.begin(), members.end());
    std::vector<Id> ids;
    ComponentRecord record;
    std::optional<std::pair<int, Id>> best;
    for (const auto id : members) {
      const auto rank = rank_of(node(id).now);
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
    digest_.add(component_member(std::move(ids)));
  }

  void write_node(NodeId id, const Node& node) {
    if (node.now.unused()) {
      if (!node.stored) return;
      batch_.erase(Family::kNode, node_key(id));
      batch_.erase(Family::kNodeKey, bytes_of(public_id(node.now.identity_class, node.now.key)));
    } else {
      batch_.put(Family::kNode, node_key(id), encode(node.now));
      if (!node.stored) {
        Writer number;
        number.big32(id);
        batch_.put(Family::kNodeKey, bytes_of(public_id(node.now.identity_class, node.now.key)), number.bytes());
      }
    }
    const auto same_keys = node.before.aliases.size() == node.now.aliases.size() &&
                           std::equal(node.before.aliases.begin(), node.before.aliases.end(), node.now.aliases.begin(),
                                      [](const auto& a, const auto& b) { return a.first == b.first; });
    if (same_keys) return;
    const auto before = index_rows(node.before.aliases);
    const auto now = index_rows(node.now.aliases);
    for (const auto& [kind, text] : before) {
      if (!now.contains({kind, text})) batch_.erase(Family::kName, name_key(kind, text, id));
    }
    for (const auto& [kind, text] : now) {
      if (!before.contains({kind, text})) batch_.put(Family::kName, name_key(kind, text, id), {});
    }
  }

  Store& store_;
  Rocks::Batch batch_;
  NodeId next_node_;
  IngestId next_ingest_;
  SetHash digest_;
  Counts counts_;
  std::map<NodeId, Node> nodes_;
  std::unordered_map<Id, NodeId> by_id_;
  std::map<NodeId, IdentityChange> moved_;
  GraphDelta delta_;
};

Store::Store(std::unique_ptr<Rocks> rocks, bool writable) : rocks_(std::move(rocks)), writable_(writable) {}

std::unique_ptr<Store> Store::open(const std::string& path, OpenMode mode, const RocksOptions& options) {
  std::unique_ptr<Store> store(new Store(Rocks::open(path, mode, options), mode != OpenMode::kRead));
  auto& rocks = *store->rocks_;
  const auto version = number_of(rocks.get(Family::kMeta, kMetaVersion), 0);
  if (version > kStorageVersion) {
    throw Error(ErrorKind::kStore, "the store at " + path + " has storage version " + std::to_string(version) +
                                       ", this program knows " + std::to_string(kStorageVersion) + ": use a newer entente");
  }
  if (version == 0) {
    if (mode == OpenMode::kRead) throw Error(ErrorKind::kStore, path + " is no store of Entente, or was never written");
    Rocks::Batch batch(rocks);
    Writer out;
    out.big32(kStorageVersion);
    batch.put(Family::kMeta, kMetaVersion, out.bytes());
    rocks.write(batch, true);
  }
  store->next_node_ = number_of(rocks.get(Family::kMeta, kMetaNextNode), 1);
  store->next_ingest_ = number_of(rocks.get(Family::kMeta, kMetaNextIngest), 1);
  if (const auto bytes = rocks.get(Family::kMeta, kMetaDigest)) store->digest_ = SetHash::from_bytes(*bytes);
  if (const auto bytes = rocks.get(Family::kMeta, kMetaCounts)) store->counts_ = decode_counts(*bytes);
  return store;
}

PutOutcome Store::put(const Extraction& extraction, bool sync) {
  if (const auto fault = find_fault(extraction)) {
    throw Error(ErrorKind::kInput, extraction.article.source + ": " + *fault);
  }
  if (extraction.claims.size() > kMaxClaimsPerArticle) {
    throw Error(ErrorKind::kLimit, extraction.article.source + ": more than 65,535 claims in one article; split it");
  }
  const auto record = encode(extraction);
  const std::lock_guard lock(mutex_);
  if (!writable_) throw Error(ErrorKind::kStore, "the store is open for reading only");
  Change change(*this);
  bool replaced = false;
  const auto remove = [&](std::string_view article_id) {
    const auto number = rocks_->get(Family::kArticleId, article_id);
    if (!number) return;
    const auto ingest = node_of(*number);
    const auto old = rocks_->get(Family::kArticle, ingest_key(ingest));
    if (!old) throw Error(ErrorKind::kStore, "an article record is missing; the store is damaged: restore a backup");
    change.take_out(ingest, *old);
    replaced = true;
  };
  const auto& article = extraction.article;
  if (const auto number = rocks_->get(Family::kArticleId, bytes_of(article.id))) {
    if (rocks_->get(Family::kArticle, ingest_key(node_of(*number))) == record) return PutOutcome::kUnchanged;
    remove(bytes_of(article.id));
  } else if (const auto before = rocks_->get(Family::kSource, 's' + article.source)) {
    remove(*before);
  }
  change.put_in(extraction, record);
  change.commit(sync);
  return replaced ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

Article Store::retract(std::string_view reference, bool sync) {
  const std::lock_guard lock(mutex_);
  if (!writable_) throw Error(ErrorKind::kStore, "the store is open for reading only");
  const auto ingest = snapshot().find_article(reference);
  if (!ingest) {
    throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + std::string(reference) + "\"");
  }
  const auto record = rocks_->get(Family::kArticle, ingest_key(*ingest));
  if (!record) throw Error(ErrorKind::kStore, "an article record is missing; the store is damaged: restore a backup");
  Change change(*this);
  change.take_out(*ingest, *record);
  change.commit(sync);
  return decode_article_head(*record);
}

// Writes the batch, without waiting for the disk, and lets readers see it.
void Store::publish(Rocks::Batch& batch, const std::vector<IdentityChange>& moved, GraphDelta delta) {
  const auto identity = identity_.get();
  auto next = moved.empty() || !identity ? identity : identity->with(moved);
  ++writes_;
  try {
    rocks_->write(batch, false);
  } catch (...) {
    --writes_;
    throw;
  }
  ++version_;
  identity_.advance(identity, std::move(next), moved, version_);
  if (loaded_) {
    delta.version = version_;
    delta.moved = moved;
    loaded_->add(std::move(delta));
  }
  ++writes_;
}

Snapshot Store::plain_snapshot() const {
  constexpr int kTries = 1000;
  for (int i = 0; i < kTries; ++i) {
    const auto before = writes_.load();
    if (before % 2 == 0) {
      auto identity = identity_.get();
      auto view = std::make_unique<Rocks::View>(*rocks_);
      if (writes_.load() == before) return {*rocks_, std::move(view), std::move(identity), before / 2, &identity_};
    }
    std::this_thread::yield();
  }
  return Snapshot(*rocks_);  // a writer that never rests: identities are read from the store
}

Snapshot Store::snapshot() const {
  auto out = plain_snapshot();
  if (loaded_ && out.identity()) {
    out.attach(loaded_->for_snapshot(out, [this] { return LoadedGraph::build(plain_snapshot()); }));
  }
  return out;
}

void Store::keep_in_memory() {
  const std::lock_guard lock(mutex_);
  if (loaded_) return;
  if (!identity_.get()) identity_.offer(Identity::load(*rocks_, nullptr), version_);
  loaded_ = std::make_unique<LoadedGraphs>();
  (void)snapshot();  // begins the first build
  loaded_->wait();
}

void Store::wait_for_graph() const {
  if (loaded_) loaded_->wait();
}

std::uint64_t Store::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
#include "graph/snapshot.h"

#include <algorithm>
#include <list>
#include <set>
#include <tuple>
#include <unordered_set>

#include "graph/adjacency.h"
#include "graph/coding.h"
#include "graph/loaded_graph.h"
#include "model/error.h"
#include "names/match.h"
#include "names/names.h"
#include "names/spellings.h"

namespace entente::graph {
namespace {

constexpr std::size_t kCachedArticles = 256;
constexpr std::size_t kNearestScan = 20000;  // name rows looked at for "did you mean"
constexpr double kNearestFloor = 0.55;       // similarity under which a suggestion only confuses

Error damaged(const std::string& what) {
  return {ErrorKind::kStore, what + "; the store is damaged: restore a backup"};
}

}  // namespace

struct Snapshot::Cache {
  std::unordered_map<NodeId, VertexId> vertices;  // nodes looked up
  std::unordered_map<IngestId, IngestId> origins; // articles looked up
  std::unordered_map<VertexId, EntityRecord> entities;
  std::list<std::pair<IngestId, std::shared_ptr<const Extraction>>> articles;  // most recent first
  std::vector<Row> rows;                     // of the list that is being read
  std::unique_ptr<Rocks::Cursor> adjacency;  // one for all blocks: making one costs as much as a block
};

SharedState::SharedState(const Rocks& rocks, std::uint64_t number, std::shared_ptr<const Decisions> ledger, const std::shared_ptr<BothLookUps>& look_ups,
                         std::shared_ptr<const Identity> known, std::shared_ptr<const Identity> known_origins)
    : view(rocks),
      version(number),
      decisions(std::move(ledger)),
      identity(Family::kComponent, {look_ups, &look_ups->front()}, std::move(known)),
      origins(Family::kOrigin, {look_ups, &look_ups->back()}, std::move(known_origins)) {}

Snapshot::Snapshot(const Rocks& rocks) : Snapshot(rocks, std::make_shared<const SharedState>(rocks), nullptr) {}
Snapshot::Snapshot(const Rocks& rocks, std::shared_ptr<const SharedState> state, ListCache* lists)
    : rocks_(&rocks),
      state_(std::move(state)),
      lists_(lists),
      identity_(state_->identity.get()),
      origins_(state_->origins.get()) {}

Snapshot::Cache& Snapshot::cache() const {
  if (!cache_) cache_ = std::make_unique<Cache>();
  return *cache_;
}

Snapshot::~Snapshot() = default;
Snapshot::Snapshot(Snapshot&&) noexcept = default;

NodeRecord Snapshot::node(NodeId node) const {
  const auto bytes = rocks_->get(Family::kNode, node_key(node), view());
  if (!bytes) throw damaged("node " + std::to_string(node) + " is missing");
  return decode_node(*bytes);
}

VertexId Snapshot::vertex_of(NodeId node) const {
  if (identity_) return identity_->representative(node);
  const auto known = cache().vertices.find(node);
  if (known != cache().vertices.end()) return known->second;
  if ((identity_ = state_->identity.look_up(*rocks_, view()))) return identity_->representative(node);
  const auto bytes = rocks_->get(Family::kComponent, node_key(node), view());
  const auto vertex = bytes ? decode_component(*bytes).representative : node;
  cache().vertices.emplace(node, vertex);
  return vertex;
}

std::vector<NodeId> Snapshot::members(VertexId vertex) const {
  if (identity_ && !identity_->grouped(vertex)) return {vertex};
  const auto bytes = rocks_->get(Family::kComponent, node_key(vertex), view());
  if (!bytes) return {vertex};
  return decode_component(*bytes).members;
}

const EntityRecord& Snapshot::entity(VertexId vertex) const {
  const auto known = cache().entities.find(vertex);
  if (known != cache().entities.end()) return known->second;
  EntityRecord out;
  out.vertex = vertex;
  std::map<std::string, std::uint32_t> aliases;
  std::map<std::string, std::uint32_t> name_votes;
  std::map<EntityType, std::uint32_t> types;
  std::vector<std::pair<std::uint32_t, NodeId>> anchors;
  for (const auto member : members(vertex)) {
    const auto record = node(member);
    if (member == vertex) out.id = public_id(record.identity_class, record.key);
    out.keys.push_back(record.key);
    if (record.articles > 0) anchors.emplace_back(record.articles, member);
    out.mentions += record.mentions;
    for (const auto& [text, count] : record.aliases) aliases[text] += count;
    for (const auto& [text, count] : record.names) name_votes[text] += count;
    for (const auto& [type, count] : record.types) types[type] += count;
    const auto colon = record.key.text.find(':');
    if (record.key.reason == KeyReason::kOutsideId && colon != std::string::npos) {
      out.outside_ids.emplace_back(record.key.text.substr(0, colon), record.key.text.substr(colon + 1));
    }
  }
  out.articles = count_articles(std::move(anchors));
  std::sort(out.keys.begin(), out.keys.end(), [](const IdentityKey& a, const IdentityKey& b) {
    return std::tie(a.reason, a.text) < std::tie(b.reason, b.text);
  });
  std::sort(out.outside_ids.begin(), out.outside_ids.end());
  out.aliases.assign(aliases.begin(), aliases.end());
  std::stable_sort(out.aliases.begin(), out.aliases.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  const auto best_name = std::max_element(name_votes.begin(), name_votes.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const auto& vote) {
      return std::tuple(vote.second, vote.first.size());
    };
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.first > b.first;
  });
  if (best_name != name_votes.end()) out.name = best_name->first;
  const auto best_type = std::max_element(types.begin(), types.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best_type != types.end()) out.type = best_type->first;
  return cache().entities.emplace(vertex, std::move(out)).first->second;
}

// An article may know one entity under two names and counts once. The lists of all anchors but the longest are walked.
std::uint32_t Snapshot::count_articles(std::vector<std::pair<std::uint32_t, NodeId>> anchors) const {
  if (anchors.empty()) return 0;
  std::sort(anchors.begin(), anchors.end(), std::greater<>());
  auto count = anchors.front().first;
  std::unordered_set<IngestId> seen;
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    for (Rocks::Cursor cursor(*rocks_, Family::kPosting, node_key(anchors[i].second), view()); cursor.valid(); cursor.next()) {
      const auto ingest = read_number(cursor.key().substr(4));
      if (!seen.insert(ingest).second || rocks_->get(Family::kPosting, posting_key(anchors.front().second, ingest), view())) continue;
      ++count;
    }
  }
  return count;
}

std::optional<VertexId> Snapshot::find_entity(const Id& id) const {
  const auto bytes = rocks_->get(Family::kNodeKey, bytes_of(id), view());
  if (!bytes) return std::nullopt;
  return vertex_of(read_number(*bytes));
}

VertexId Snapshot::vertex_of(std::string_view source, const Entity& entity) const {
  const auto vertex = find_entity(public_id(identity_class(entity.type), anchor_of(decisions().keys_of(source, entity))));
  if (!vertex) throw damaged("the node of " + entity.name + " is missing");
  return *vertex;
}

IngestId Snapshot::origin_of(IngestId ingest) const {
  if (origins_) return origins_->representative(ingest);
  const auto known = cache().origins.find(ingest);
  if (known != cache().origins.end()) return known->second;
  if ((origins_ = state_->origins.look_up(*rocks_, view()))) return origins_->representative(ingest);
  const auto bytes = rocks_->get(Family::kOrigin, ingest_key(ingest), view());
  return cache().origins.emplace(ingest, bytes ? decode_component(*bytes).representative : ingest).first->second;
}

std::vector<IngestId> Snapshot::articles_of_origin(IngestId ingest) const {
  const auto bytes = rocks_->get(Family::kOrigin, ingest_key(origin_of(ingest)), view());
  if (!bytes) return {ingest};
  return decode_component(*bytes).members;
}

Article Snapshot::article_of_origin(IngestId ingest) const {
  std::optional<Article> out;
  for (const auto member : articles_of_origin(ingest)) {
    auto article = article_head(member);
    const auto before = [](const Article& a, const Article& b) { return std::tie(a.published, a.id) < std::tie(b.published, b.id); };
    if (!out || before(article, *out)) out = std::move(article);
  }
  return *out;
}

std::vector<OldVersion> Snapshot::versions_of(std::string_view source) const {
  std::vector<OldVersion> out;
  const auto prefix = version_prefix(source);
  for (Rocks::Cursor cursor(*rocks_, Family::kHistory, prefix, view()); cursor.valid(); cursor.next()) {
    auto record = decode_version(cursor.value());
    out.push_back({read_number(cursor.key().substr(prefix.size())), std::move(record.replaced), decode_article(record.record)});
  }
  return out;
}

OldVersion Snapshot::require_version(std::string_view source, std::optional<std::uint32_t> number) const {
  auto versions = versions_of(source);
  if (versions.empty()) throw Error(ErrorKind::kNotFound, std::string(source) + " has one version only");
  if (!number) return std::move(versions.back());
  for (auto& version : versions) {
    if (version.number == *number) return std::move(version);
  }
  throw Error(ErrorKind::kNotFound, "version " + std::to_string(*number) + " is not kept; there are " + std::to_string(versions.front().number) + " to " +
                                        std::to_string(versions.back().number));
}

std::string Snapshot::first_seen(std::string_view source) const {
  return rocks_->get(Family::kHistory, first_seen_key(source), view()).value_or(std::string());
}

const Decisions& Snapshot::decisions() const {
  if (state_->decisions) return *state_->decisions;
  if (!decisions_) decisions_ = read_decisions(*rocks_, view());
  return *decisions_;
}

std::vector<LedgerEntry> Snapshot::ledger() const {
  std::vector<LedgerEntry> out;
  for (Rocks::Cursor cursor(*rocks_, Family::kHistory, "d", view()); cursor.valid(); cursor.next()) out.push_back(decode_ledger_entry(cursor.value()));
  return out;
}

std::vector<Id> Snapshot::key_ids(VertexId vertex) const {
  std::vector<Id> out;
  for (const auto member : members(vertex)) {
    const auto record = node(member);
    out.push_back(public_id(record.identity_class, record.key));
  }
  return out;
}

Snapshot::NamedKey Snapshot::require_key(std::string_view name_or_id) const {
  if (const auto id = parse_id('e', name_or_id)) {
    const auto vertex = find_entity(*id);
    if (!vertex) throw Error(ErrorKind::kNotFound, "nothing has the id \"" + std::string(name_or_id) + "\" here");
    return {*vertex, *id, entity(*vertex).name};
  }
  const auto vertex = require(name_or_id);
  const auto folded = names::fold(name_or_id);
  NamedKey out{vertex, entity(vertex).id, entity(vertex).name};
  // The key that is the name itself ("acronym:ntu") before one under which an article uses the name as well.
  std::optional<std::tuple<bool, int, Id>> best;
  for (const auto member : members(vertex)) {
    const auto record = node(member);
    const auto& text = record.key.text;
    const bool is_it = text == folded || text.substr(text.find(':') + 1) == folded;
    const bool bears = is_it || std::any_of(record.aliases.begin(), record.aliases.end(), [&](const auto& alias) { return names::fold(alias.first) == folded; });
    const std::tuple rank(!is_it, strength_of(record.key.reason), public_id(record.identity_class, record.key));
    if (!bears || (best && *best < rank)) continue;
    best = rank;
    out.key = std::get<2>(rank);
    out.name = name_or_id;
  }
  return out;
}

std::shared_ptr<const Decisions> read_decisions(const Rocks& rocks, const Rocks::View* view) {
  std::vector<Decision> in_force;
  for (Rocks::Cursor cursor(rocks, Family::kDecision, {}, view); cursor.valid(); cursor.next()) in_force.push_back(decode_decision(cursor.value()));
  return std::make_shared<const Decisions>(std::move(in_force));
}

void Snapshot::add_hits(std::vector<SearchHit>& hits, char kind, const std::string& text, bool prefix, double score,
                        const char* matched, std::size_t limit) const {
  std::string wanted(1, kind);
  wanted += text;
  if (!prefix) wanted.push_back('\0');
  std::size_t looked_at = 0;
  for (Rocks::Cursor cursor(*rocks_, Family::kName, wanted, view()); cursor.valid(); cursor.next()) {
    if (++looked_at > 20 * limit + 1000) return;  // a one-letter prefix in a large store
    const auto vertex = vertex_of(parse_name_key(cursor.key()).node);
    const bool known = std::any_of(hits.begin(), hits.end(),
                                   [&](const SearchHit& hit) { return hit.entity.vertex == vertex; });
    if (!known) hits.push_back({entity(vertex), score, matched});
  }
}

std::vector<SearchHit> Snapshot::respelled(std::string_view text, std::size_t limit) const {
  constexpr std::size_t kShortestSkeleton = 3;
  std::vector<SearchHit> hits;
  for (const auto& spelling : names::other_spellings(text)) {
    add_hits(hits, 'n', spelling, false, 0.8, "spelling", limit);
    add_hits(hits, 'w', spelling, false, 0.8, "spelling", limit);
    if (const auto bones = names::skeleton(spelling); bones.size() >= kShortestSkeleton) add_hits(hits, 's', bones, false, 0.8, "spelling", limit);
  }
  std::erase_if(hits, [&](const SearchHit& hit) {
    const auto kind = names::name_kind(name_of(hit.entity.type));
    const names::PreparedName asked(text, kind);
    const auto fits = [&](const std::string& name) { return names::match(asked, names::PreparedName(name, kind)).same; };
    return !fits(hit.entity.name) && std::none_of(hit.entity.aliases.begin(), hit.entity.aliases.end(), [&](const auto& alias) { return fits(alias.first); });
  });
  return hits;
}

std::vector<SearchHit> Snapshot::nearest(const std::string& folded, std::size_t limit) const {
  std::map<NodeId, double> scores;
  std::size_t looked_at = 0;
  const auto scan = [&](char kind, const std::string& prefix) {
    const std::string wanted = kind + prefix;
    for (Rocks::Cursor cursor(*rocks_, Family::kName, wanted, view()); cursor.valid(); cursor.next()) {
      if (++looked_at > kNearestScan) return;
      const auto key = parse_name_key(cursor.key());
      const auto score = kind == 's' ? names::similarity(names::skeleton(folded), key.folded) * 0.95
                                     : names::similarity(folded, key.folded);
      if (score >= kNearestFloor) {
        auto& best = scores[key.node];
        best = std::max(best, score);
      }
    }
  };
  const auto parts = names::words(folded);
  for (const auto part : parts) {
    scan('n', std::string(part.substr(0, 2)));
    scan('w', std::string(part.substr(0, 2)));
  }
  scan('s', names::skeleton(folded).substr(0, 2));
  if (scores.empty() && !folded.empty()) scan('n', folded.substr(0, 1));
  std::map<VertexId, double> by_vertex;
  for (const auto& [node, score] : scores) {
    auto& best = by_vertex[vertex_of(node)];
    best = std::max(best, score);
  }
  std::vector<SearchHit> hits;
  hits.reserve(by_vertex.size());
  for (const auto& [vertex, score] : by_vertex) hits.push_back({entity(vertex), score * 0.8, "near"});
  std::sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
    return std::tuple(-a.score, -static_cast<double>(a.entity.articles), a.entity.id) <
           std::tuple(-b.score, -static_cast<double>(b.entity.articles), b.entity.id);
  });
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

std::vector<SearchHit> Snapshot::search(std::string_view text, std::size_t limit) const {
  const auto folded = names::fold(text);
  std::vector<SearchHit> hits;
  if (folded.empty()) return hits;
  add_hits(hits, 'n', folded, false, 1.0, "exact", limit);
  add_hits(hits, 'n', folded, true, 0.9, "prefix", limit);
  add_hits(hits, 'w', folded, true, 0.85, "prefix", limit);
  const auto bones = names::skeleton(folded);
  if (bones.size() >= 3) add_hits(hits, 's', bones, false, 0.8, "spelling", limit);
  if (hits.empty()) hits = respelled(text, limit);
  std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
    return std::tuple(-a.score, -static_cast<double>(a.entity.articles), a.entity.id) <
           std::tuple(-b.score, -static_cast<double>(b.entity.articles), b.entity.id);
  });
  if (hits.empty()) hits = nearest(folded, limit);
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

Resolution Snapshot::resolve(std::string_view name_or_id, std::optional<EntityType> type) const {
  Resolution out;
  if (const auto id = parse_id('e', name_or_id)) {
    out.vertex = find_entity(*id);
    if (out.vertex && !is_entity(*out.vertex)) out.vertex.reset();
    return out;
  }
  const auto folded = names::fold(name_or_id);
  if (folded.empty()) return out;
  std::vector<SearchHit> hits;
  add_hits(hits, 'n', folded, false, 1.0, "exact", 50);
  const auto bones = names::skeleton(folded);
  if (hits.empty() && bones.size() >= 4) add_hits(hits, 's', bones, false, 0.8, "spelling", 50);
  if (hits.empty()) hits = respelled(name_or_id, 50);
  if (type) std::erase_if(hits, [&](const SearchHit& hit) { return hit.entity.type != *type; });
  std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
    return std::tuple(-static_cast<double>(a.entity.articles), a.entity.id) <
           std::tuple(-static_cast<double>(b.entity.articles), b.entity.id);
  });
  if (hits.empty()) {
    out.candidates = nearest(folded, 5);
    if (type) std::erase_if(out.candidates, [&](const SearchHit& hit) { return hit.entity.type != *type; });
    return out;
  }
  const auto choose = [&](std::size_t index) {
    out.vertex = hits[index].entity.vertex;
    hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(index));
    out.candidates = std::move(hits);
  };
  if (hits.size() == 1) {
    choose(0);
    return out;
  }
  // The full name of one and a mere alias of the others: "Moscow" the city, not the state that it stands for. A person's
  // bare surname is nobody's full name.
  std::vector<std::size_t> own;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto& entity = hits[i].entity;
    const bool bare = entity.type == EntityType::kPerson && folded.find(' ') == std::string::npos;
    if (!bare && names::fold(entity.name) == folded) own.push_back(i);
  }
  if (own.size() == 1) {
    choose(own.front());
    return out;
  }
  constexpr std::uint32_t kDominates = 4;
  if (hits[0].entity.articles >= kDominates * hits[1].entity.articles) {
    choose(0);
    return out;
  }
  out.ambiguous = true;
  out.candidates = std::move(hits);
  return out;
}

VertexId Snapshot::require(std::string_view name_or_id) const {
  const auto found = resolve(name_or_id);
  if (found.vertex) return *found.vertex;
  std::string list;
  for (const auto& hit : found.candidates) list += "\n  " + describe(hit.entity);
  if (found.ambiguous) {
    throw Error(ErrorKind::kAmbiguous, "\"" + std::string(name_or_id) + "\" stands for several; name one by its id:" + list);
  }
  throw Error(ErrorKind::kNotFound, "nothing is called \"" + std::string(name_or_id) + "\" here" +
                                        (list.empty() ? std::string() : "; the nearest names are:" + list));
}

void Snapshot::for_each_entity(const std::function<bool(const EntityRecord&)>& visit) const {
  for (Rocks::Cursor cursor(*rocks_, Family::kNode, {}, view()); cursor.valid(); cursor.next()) {
    const auto node = read_number(cursor.key());
    if (is_entity(node) && !visit(entity(node))) return;
  }
}

void Snapshot::for_each_row(VertexId vertex, const std::function<bool(const Row&)>& visit) const {
  for (const auto member : members(vertex)) {
    for (Rocks::Cursor cursor(*rocks_, Family::kAdjacency, node_key(member), view()); cursor.valid(); cursor.next()) {
      const auto rows = cursor.value();
      const auto count = row_count(rows);
      for (std::size_t i = 0; i < count; ++i) {
        const auto row = read_row(rows, i);
        if (vertex_of(row.neighbour) == vertex) continue;
        if (!visit(row)) return;
      }
    }
  }
}

bool Snapshot::read_rows(VertexId vertex, std::size_t limit, std::vector<Row>& rows) const {
  auto& cursor = cache().adjacency;
  if (!cursor) cursor = std::make_unique<Rocks::Cursor>(*rocks_, Family::kAdjacency, std::string_view(), view());
  // Read to one place that has room, and given out at its size: a list may come in many small values.
  auto& read = cache().rows;
  read.clear();
  bool whole = true;
  for (const auto member : members(vertex)) {
    const auto prefix = node_key(member);
    for (cursor->seek(prefix); whole && cursor->valid() && cursor->key().substr(0, prefix.size()) == prefix; cursor->next()) {
      append_rows(read, cursor->value());
      if (read.size() > limit) {
        read.resize(limit);
        whole = false;
      }
    }
  }
  const auto keep = [&](const auto& representative) {
    std::erase_if(read, [&](Row& row) { return !normalise(row, vertex, representative); });
  };
  if (identity_) keep([&identity = *identity_](NodeId node) { return identity.representative(node); });
  else keep([this](NodeId node) { return vertex_of(node); });
  constexpr std::size_t kCopied = 4096;
  if (read.size() > kCopied) rows.swap(read);
  else rows.assign(read.begin(), read.end());
  return whole;
}

bool Snapshot::read_block(VertexId vertex, std::size_t limit, std::vector<Row>& rows) const {
  const bool whole = read_rows(vertex, limit, rows);
  arrange_block(rows);
  return whole;
}

ListCache::List Snapshot::kept_list(VertexId vertex) const {
  return lists_ != nullptr && identity_ ? lists_->find(vertex, version()) : nullptr;
}

std::size_t Snapshot::known_length(VertexId vertex) const {
  if (lists_ == nullptr || !lists_->may_be_long(vertex)) return 0;
  const auto list = kept_list(vertex);
  return list ? list->size() : 0;
}

ListCache::List Snapshot::keep_list(VertexId vertex, std::vector<Row>& rows) const {
  if (lists_ == nullptr || !identity_ || !lists_->keeps(rows.size())) return nullptr;
  arrange_block(rows);
  auto list = std::make_shared<const RowList>(rows);
  lists_->offer(vertex, version(), list);
  return list;
}

NodeId Snapshot::end_node() const {
  const auto bytes = rocks_->get(Family::kMeta, kMetaNextNode, view());
  return bytes ? read_number(*bytes) : 1;
}

bool Snapshot::before(VertexId a, VertexId b) const { return a != b && entity(a).id < entity(b).id; }

std::shared_ptr<const Extraction> Snapshot::article(IngestId ingest) const {
  auto& cached = cache().articles;
  const auto known = std::find_if(cached.begin(), cached.end(), [&](const auto& item) { return item.first == ingest; });
  if (known != cached.end()) {
    cached.splice(cached.begin(), cached, known);
    return known->second;
  }
  const auto bytes = rocks_->get(Family::kArticle, ingest_key(ingest), view());
  if (!bytes) throw damaged("article number " + std::to_string(ingest) + " is missing");
  auto decoded = std::make_shared<const Extraction>(decode_article(*bytes));
  cached.emplace_front(ingest, decoded);
  if (cached.size() > kCachedArticles) cached.pop_back();
  return decoded;
}

Article Snapshot::article_head(IngestId ingest) const {
  const auto bytes = rocks_->get(Family::kArticle, ingest_key(ingest), view());
  if (!bytes) throw damaged("article number " + std::to_string(ingest) + " is missing");
  return decode_article_head(*bytes);
}

std::optional<IngestId> Snapshot::find_article(std::string_view reference) const {
  std::optional<std::string> id;
  if (const auto parsed = parse_id('a', reference)) {
    id = std::string(bytes_of(*parsed));
  } else {
    id = rocks_->get(Family::kSource, 's' + std::string(reference), view());
    if (!id) {
      std::string prefix = "u" + std::string(reference);
      prefix.push_back('\0');
      const Rocks::Cursor cursor(*rocks_, Family::kSource, prefix, view());
      if (cursor.valid()) id = std::string(cursor.key().substr(prefix.size()));
    }
  }
  if (!id) return std::nullopt;
  const auto ingest = rocks_->get(Family::kArticleId, *id, view());
  if (!ingest) return std::nullopt;
  return read_number(*ingest);
}

void Snapshot::for_each_article(std::optional<IngestId> after,
                                const std::function<bool(IngestId, const Article&)>& visit) const {
  Rocks::Cursor cursor(*rocks_, Family::kArticle, {}, view());
  if (after) cursor.seek(ingest_key(*after + 1));
  for (; cursor.valid(); cursor.next()) {
    if (!visit(read_number(cursor.key()), decode_article_head(cursor.value()))) return;
  }
}

std::vector<IngestId> Snapshot::articles_of(VertexId vertex, std::size_t limit) const {
  std::set<IngestId> found;
  for (const auto member : members(vertex)) {
    std::size_t taken = 0;
    for (Rocks::Cursor cursor(*rocks_, Family::kPosting, node_key(member), view()); cursor.valid() && taken < limit;
         cursor.next(), ++taken) {
      found.insert(read_number(cursor.key().substr(4)));
    }
  }
  std::vector<IngestId> out(found.begin(), found.end());
  if (out.size() > limit) out.resize(limit);
  return out;
}

Counts Snapshot::counts() const {
  const auto bytes = rocks_->get(Family::kMeta, kMetaCounts, view());
  return bytes ? decode_counts(*bytes) : Counts{};
}

Stats Snapshot::stats() const {
  Stats out;
  out.counts = counts();
  out.disk_bytes = rocks_->disk_bytes();
  for_each_entity([&](const EntityRecord& record) {
    ++out.entities;
    constexpr std::uint64_t kForgetEvery = 4096;
    const auto type = record.type;
    const auto vertex = record.vertex;
    if (out.entities % kForgetEvery == 0) forget();  // `record` ends here
    ++out.by_type[type];
    // A symmetric relation has one edge whichever end a claim names first: it is counted at the smaller end.
    std::set<std::pair<Relation, VertexId>> edges;
    for_each_row(vertex, [&](const Row& row) {
      const auto other = vertex_of(row.neighbour);
      if (row.outgoing) ++out.by_relation[row.relation];
      if (row.polarity != Polarity::kPositive || row.modality != Modality::kActual) return true;
      const bool counts_here = info(row.relation).symmetric ? vertex < other : row.outgoing;
      if (counts_here) edges.emplace(row.relation, other);
      return true;
    });
    out.edges += edges.size();
    return true;
  });
  return out;
}

std::string Snapshot::digest() const {
  const auto bytes = rocks_->get(Family::kMeta, kMetaDigest, view());
  return bytes ? SetHash::from_bytes(*bytes).hex() : SetHash().hex();
}

void Snapshot::forget() const {
  if (!cache_) return;
  cache_->vertices.clear();
  cache_->entities.clear();
}

std::string describe(const EntityRecord& entity) {
  std::set<std::string_view> countries;
  for (const auto& key : entity.keys) {
    if (const auto known = find_name_of_country(key)) countries.insert(known->iso2);
  }
  std::string of;  // tells people of one name apart
  for (const auto country : countries) of.append(of.empty() ? " of " : " and ").append(country);
  return entity.name + " (" + std::string(name_of(entity.type)) + of + ", " + to_string('e', entity.id) + ", " +
         std::to_string(entity.articles) + (entity.articles == 1 ? " article)" : " articles)");
}

}  // namespace entente::graph

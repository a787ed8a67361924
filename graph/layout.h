// SPDX-License-Identifier: Apache-2.0
// Everything that is written to disk: column families, keys, records. docs/storage.md draws it.
// Stored on disk. Never change, never reuse: a change here is a new storage version and a migration.
//
// The articles' records and the decisions are the truth. Nodes, components, adjacency, names and origins are derived from
// them. The history (what was replaced, when something was first seen, what was undone) stands beside both.
//
//   node       one identity key of one identity class ("country iso3166:RU"). Nodes carry dense 32-bit numbers, given
//              out as they come; no logical content depends on them.
//   anchor     the node of an article-local entity's strongest key. Its mentions and claims hang on the anchor.
//   link       two nodes named by one entity: "the same because this article says both".
//   component  nodes that hang together by links and decisions = one entity of the graph. A vertex is the number of
//              the component's representative node; which node that is depends on content alone.
//   chunk      rows of one node that share a value: those of the articles from its first ingest on, up to the next chunk's.
//   print      what a text has in common with its reprints (graph/text_print.h); articles whose prints hang together
//              by likeness are one origin.
#pragma once

#include <array>
#include <boost/container/flat_map.hpp>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"

namespace entente::graph {

inline constexpr std::uint32_t kStorageVersion = 3;

using NodeId = std::uint32_t;
inline constexpr NodeId kMostNodes = (1u << 27u) - 1;  // names that one store ever gives a number to: 134 million; a search's row has 27 bits for one
using VertexId = NodeId;         // of a representative node
using IngestId = std::uint32_t;  // one for every article version ever put; never reused

enum class Family : std::uint8_t {
  kMeta = 0,       // name -> value: version, counters, digest
  kArticle = 1,    // ingest(4, big endian) -> article record
  kArticleId = 2,  // article id(15) -> ingest
  kSource = 3,     // 's' source -> article id; 'u' url 0x00 article id -> nothing
  kNode = 4,       // node(4) -> node record
  kNodeKey = 5,    // public id(15) -> node
  kComponent = 6,  // node(4) -> representative node and, at the representative, all members
  kAdjacency = 7,  // node(4) first ingest of the chunk(4) -> packed rows
  kName = 8,       // kind(1) folded name 0x00 node(4) -> nothing
  kPosting = 9,    // anchor(4) ingest(4) -> number of mentions
  kDecision = 10,  // decision id(15) -> decision in force
  kPrint = 11,     // 'p' print(8) -> print record; 'b' band(4) print(8), 'm' print(8) ingest(4) -> nothing
  kOrigin = 12,    // ingest(4) -> the ingest that stands for its origin; only where an origin has several articles
  kHistory = 13,   // 'v' hash of source(15) number(4) -> replaced version; 'f' hash of source -> first seen; 'd' number(8) -> ledger entry
};
inline constexpr std::array<std::string_view, 14> kFamilyNames{
    "meta",      "article", "article_id", "source",   "node",  "node_key", "component",
    "adjacency", "name",    "posting",    "decision", "print", "origin",   "history"};
// Worked out from articles and decisions.
inline constexpr std::array<Family, 8> kDerivedFamilies{Family::kNode, Family::kNodeKey,  Family::kComponent, Family::kAdjacency,
                                                        Family::kName, Family::kPosting, Family::kPrint,     Family::kOrigin};

// Keys of kMeta.
inline constexpr std::string_view kMetaVersion = "storage_version";
inline constexpr std::string_view kMetaNextNode = "next_node";
inline constexpr std::string_view kMetaNextIngest = "next_ingest";
inline constexpr std::string_view kMetaDigest = "digest";
inline constexpr std::string_view kMetaCounts = "counts";
inline constexpr std::string_view kMetaHistoryDigest = "history_digest";
inline constexpr std::string_view kMetaRebuilding = "rebuilding";  // there while derived families are made again

// One claim as seen from one of its two ends; 24 bytes on disk and in memory.
struct Row {
  NodeId neighbour = 0;        // anchor of the other end
  IngestId ingest = 0;
  std::uint16_t claim = 0;     // index in the article's claims
  Relation relation = Relation::kSigned;
  bool outgoing : 1 = true;    // the owner of the row is the subject
  Polarity polarity : 1 = Polarity::kPositive;
  Modality modality : 3 = Modality::kActual;
  bool attributed : 1 = false;
  bool dated : 1 = false;
  std::uint16_t confidence = 0;  // thousandths, at most kMostConfidence
  std::uint16_t tie = 0;         // of the claim's id: orders equals alike whatever the order of ingestion
  std::int32_t first_day = 0;    // days since 1970-01-01, meaningful when dated
  std::int32_t last_day = 0;
  bool operator==(const Row&) const = default;
};
inline constexpr std::uint16_t kMostConfidence = 1000;
inline constexpr std::size_t kRowSize = 24;
static_assert(sizeof(Row) == kRowSize);
inline constexpr std::uint32_t kChunkRows = 4096;  // a chunk that has as many rows takes no further article, so no value grows without end
inline constexpr std::size_t kMaxClaimsPerArticle = 0xffff;

void append_row(std::string& bytes, const Row& row);
[[nodiscard]] Row read_row(std::string_view bytes, std::size_t index);
[[nodiscard]] std::size_t row_count(std::string_view bytes);  // throws Error kStore on a broken size
// All rows of a value, at the end of `rows`. Where memory holds a row as the disk does, this is a copy and a check.
void append_rows(std::vector<Row>& rows, std::string_view bytes);
// The same to where there is room for row_count(bytes) rows.
void copy_rows(std::string_view bytes, Row* to);

// How often each was counted, in their order. Most have one entry, which needs no memory of its own.
template <class Key>
using Counters = boost::container::small_flat_map<Key, std::uint32_t, 1, std::less<>>;

// What the store knows of a node; counts so that a retraction takes away exactly what was put.
struct NodeRecord {
  IdentityClass identity_class = IdentityClass::kPerson;
  IdentityKey key;                                 // with the strongest of the reasons below
  std::uint32_t uses = 0;                          // article-local entities with this key
  Counters<KeyReason> reasons;                     // what they take it for: "NTU" may be a name here, an acronym there
  Counters<NodeId> links;                          // entities that tie this node to another
  Counters<std::string> aliases;                   // surface forms; counted at the anchor
  Counters<std::string> names;                     // fullest forms, one vote an article-local entity, at the anchor
  Counters<EntityType> types;                      // likewise
  std::uint32_t mentions = 0;                      // at the anchor
  std::uint32_t articles = 0;                      // articles with an entity anchored here
  std::vector<IngestId> chunks;                    // where its rows' chunks begin, but the first, which begins at 0
  std::uint32_t last_rows = 0;                     // in the last chunk
  [[nodiscard]] IngestId chunk_of(IngestId ingest) const;
  [[nodiscard]] bool unused() const { return uses == 0; }
};
[[nodiscard]] std::string encode(const NodeRecord& record);
// How well a key of this reason speaks for its entity; 0 is best: an outside id before a name with an office or a country, before a name, before an acronym.
[[nodiscard]] int strength_of(KeyReason reason);
// The strongest of an entity's keys; among equals the first in the alphabet.
[[nodiscard]] const IdentityKey& anchor_of(const std::vector<IdentityKey>& keys);
[[nodiscard]] NodeRecord decode_node(std::string_view bytes);

struct ComponentRecord {
  NodeId representative = 0;
  std::vector<NodeId> members;  // sorted by number; only at the representative
};
[[nodiscard]] std::string encode(const ComponentRecord& record);
[[nodiscard]] ComponentRecord decode_component(std::string_view bytes);

// The whole extraction without anything that depends on the order of ingestion: equal articles, equal bytes. Quotes
// are kept as spans and sliced again on reading.
[[nodiscard]] std::string encode(const Extraction& extraction);
[[nodiscard]] Extraction decode_article(std::string_view bytes);
// Whether encode() would write it in this form; older ones are read all the same.
[[nodiscard]] bool is_current_record(std::string_view bytes);
// The article's own fields and its text alone: a fraction of the cost.
[[nodiscard]] Article decode_article_head(std::string_view bytes);

struct Counts {
  std::uint64_t articles = 0;
  std::uint64_t unread = 0;  // articles of a language that is not read
  std::uint64_t claims = 0;
  std::uint64_t mentions = 0;
  bool operator==(const Counts&) const = default;
};
[[nodiscard]] std::string encode(const Counts& counts);
[[nodiscard]] Counts decode_counts(std::string_view bytes);

// Keys.
[[nodiscard]] std::string node_key(NodeId node);
[[nodiscard]] std::string ingest_key(IngestId ingest);
// The node or ingest at the beginning of a key, or of the value of kNodeKey, kArticleId and the numbers of kMeta.
[[nodiscard]] std::uint32_t read_number(std::string_view bytes);
[[nodiscard]] std::string adjacency_key(NodeId node, IngestId chunk);
[[nodiscard]] std::string posting_key(NodeId node, IngestId ingest);
[[nodiscard]] std::string name_key(char kind, std::string_view folded, NodeId node);
// Of kHistory. A source may be the beginning of another, so its hash stands for it.
[[nodiscard]] std::string first_seen_key(std::string_view source);
[[nodiscard]] std::string ledger_key(std::uint64_t entry);
[[nodiscard]] std::string version_prefix(std::string_view source);
[[nodiscard]] std::string version_key(std::string_view source, std::uint32_t number);
inline constexpr std::size_t kMostVersions = 20;  // replaced versions of a source that are kept
struct VersionRecord {
  std::string replaced;  // when, ISO 8601
  std::string record;    // as it was
};
[[nodiscard]] std::string encode(const VersionRecord& version);
[[nodiscard]] VersionRecord decode_version(std::string_view bytes);
struct NameKey {
  char kind = 'n';
  std::string folded;
  NodeId node = 0;
};
[[nodiscard]] NameKey parse_name_key(std::string_view key);

// The id that the world sees for a node: a hash of class and key.
[[nodiscard]] Id public_id(IdentityClass identity_class, const IdentityKey& key);

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
#include "graph/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "graph/coding.h"
#include "model/error.h"

namespace entente::graph {
namespace {

// The article record's forms. The first, of storage versions 1 and 2, has the ids of entities and claims in it; the second leaves them out where they
// are what make_entity_id and make_claim_id give. Old ones are still read, since the history keeps replaced versions as they were.
constexpr std::uint8_t kOldRecord = 1;
constexpr std::uint8_t kArticleRecord = 2;
constexpr unsigned kOwnEntityIds = 1;  // flags of the second form
constexpr unsigned kOwnClaimIds = 2;

Error damaged(const std::string& what) {
  return {ErrorKind::kStore, what + "; the store is damaged: restore a backup"};
}

// Byte offsets of every code point, so that spans are cut in constant time.
class Slicer {
 public:
  explicit Slicer(std::string_view text) : text_(text) {
    starts_.reserve(text.size() + 1);
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) starts_.push_back(i);
    }
    starts_.push_back(static_cast<std::uint32_t>(text.size()));
  }
  [[nodiscard]] Quote cut(Span span) const {
    if (span.start > span.end || span.end >= starts_.size()) throw damaged("a stored span lies outside its text");
    const auto begin = starts_[span.start];
    return {span, std::string(text_.substr(begin, starts_[span.end] - begin))};
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

// An empty span has one form, wherever it was.
void write_span(Writer& out, Span span) {
  if (span.empty()) span = {};
  out.varint(span.start);
  out.varint(span.end - span.start);
}

Quote read_quote(Reader& in, const Slicer& slicer) {
  const auto start = in.varint32();
  const auto length = in.varint32();
  if (length > std::numeric_limits<std::uint32_t>::max() - start) throw damaged("a stored span is malformed");
  return length == 0 ? Quote{{start, start}, {}} : slicer.cut({start, start + length});
}

void write_article(Writer& out, const Article& article) {
  out.byte(kArticleRecord);
  out.id(article.id);
  for (const auto* field : {&article.source, &article.url, &article.title, &article.published, &article.language}) {
    out.text(*field);
  }
  out.text(article.text);
  out.varint(article.body_start);
  out.byte(article.derived_text ? 1 : 0);
  out.byte(static_cast<std::uint8_t>(article.status));
}

Article read_article(Reader& in) {
  const auto form = in.byte();
  if (form != kArticleRecord && form != kOldRecord) throw damaged("an article record has an unknown form");
  Article article;
  article.id = in.id();
  for (auto* field : {&article.source, &article.url, &article.title, &article.published, &article.language}) {
    *field = in.text();
  }
  article.text = in.text();
  article.body_start = in.varint32();
  article.derived_text = in.byte() != 0;
  article.status = in.byte() == 0 ? ArticleStatus::kRead : ArticleStatus::kLanguageNotRead;
  return article;
}

template <class Enum>
Enum read_enum(Reader& in, Enum first, Enum last) {
  const auto value = in.byte();
  if (value < static_cast<std::uint8_t>(first) || value > static_cast<std::uint8_t>(last)) {
    throw damaged("a stored kind is unknown");
  }
  return static_cast<Enum>(value);
}

IdentityClass read_identity_class(Reader& in) { return read_enum(in, IdentityClass::kPerson, IdentityClass::kAsset); }
EntityType read_entity_type(Reader& in) { return read_enum(in, EntityType::kPerson, EntityType::kAsset); }
KeyReason read_key_reason(Reader& in) { return read_enum(in, KeyReason::kName, KeyReason::kCitizen); }

}  // namespace

void append_row(std::string& bytes, const Row& row) {
  std::array<char, kRowSize> packed{};
  std::size_t at = 0;
  const auto little = [&](std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i, value >>= 8u) packed[at++] = static_cast<char>(value);
  };
  little(row.neighbour, 4);
  little(row.ingest, 4);
  little(row.claim, 2);
  little(static_cast<std::uint32_t>(row.relation), 1);
  little((row.outgoing ? 1u : 0u) | static_cast<unsigned>(row.polarity) << 1u | static_cast<unsigned>(row.modality) << 2u | (row.attributed ? 1u << 5u : 0u) |
             (row.dated ? 1u << 6u : 0u), 1);
  little(row.confidence, 2);
  little(row.tie, 2);
  little(static_cast<std::uint32_t>(row.first_day), 4);
  little(static_cast<std::uint32_t>(row.last_day), 4);
  bytes.append(packed.data(), packed.size());
}

std::size_t row_count(std::string_view bytes) {
  if (bytes.size() % kRowSize != 0) throw damaged("a packed row has a broken size");
  return bytes.size() / kRowSize;
}

Row read_row(std::string_view bytes, std::size_t index) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data()) + index * kRowSize;
  const auto u16 = [p](std::size_t at) { return static_cast<std::uint16_t>(p[at] | p[at + 1] << 8); };
  const auto u32 = [p](std::size_t at) {
    return std::uint32_t{p[at]} | std::uint32_t{p[at + 1]} << 8 | std::uint32_t{p[at + 2]} << 16 |
           std::uint32_t{p[at + 3]} << 24;
  };
  Row row;
  row.neighbour = u32(0);
  row.ingest = u32(4);
  row.claim = u16(8);
  const auto relation = find_relation(p[10]);
  if (!relation) throw damaged("a stored relation is unknown");
  row.relation = *relation;
  const unsigned flags = p[11];
  row.outgoing = (flags & 1u) != 0;
  row.polarity = (flags & 2u) != 0 ? Polarity::kNegative : Polarity::kPositive;
  const unsigned modality = flags >> 2 & 7u;
  if (modality > static_cast<unsigned>(Modality::kRequested)) throw damaged("a stored modality is unknown");
  row.modality = static_cast<Modality>(modality);
  row.attributed = (flags & 1u << 5) != 0;
  row.dated = (flags & 1u << 6) != 0;
  row.confidence = u16(12);
  row.tie = u16(14);
  row.first_day = static_cast<std::int32_t>(u32(16));
  row.last_day = static_cast<std::int32_t>(u32(20));
  return row;
}

namespace {

// Whether this compiler lays a row out in memory as the disk does: bit-fields from the lowest bit, little endian.
bool laid_out_as_stored() {
  Row row;
  row.neighbour = 0x01020304;
  row.ingest = 0x05060708;
  row.claim = 0x090a;
  row.relation = static_cast<Relation>(0x0b);
  row.outgoing = false;
  row.polarity = Polarity::kNegative;
  row.modality = Modality::kConditional;
  row.attributed = false;
  row.dated = true;
  row.confidence = 0x0c0d;
  row.tie = 0x0e0f;
  row.first_day = 0x10111213;
  row.last_day = 0x14151617;
  std::string stored;
  append_row(stored, row);
  auto bytes = std::array<char, kRowSize>();
  std::memcpy(bytes.data(), &row, kRowSize);
  bytes[11] = static_cast<char>(bytes[11] & 0x7f);  // the one bit that no field uses
  return std::string_view(bytes.data(), kRowSize) == stored;
}

}  // namespace

void copy_rows(std::string_view bytes, Row* to) {
  static const bool as_stored = laid_out_as_stored();
  static const auto known = [] {
    std::array<bool, 256> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = find_relation(static_cast<std::uint8_t>(i)).has_value();
    return out;
  }();
  const auto count = row_count(bytes);
  if (!as_stored) {
    for (std::size_t i = 0; i < count; ++i) to[i] = read_row(bytes, i);
    return;
  }
  if (count > 0) std::memcpy(static_cast<void*>(to), bytes.data(), bytes.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!known[static_cast<std::size_t>(to[i].relation)]) throw damaged("a stored relation is unknown");
    if (to[i].modality > Modality::kRequested) throw damaged("a stored modality is unknown");
    if (to[i].confidence > kMostConfidence || to[i].neighbour > kMostNodes) throw damaged("a stored row holds a number that is too large");
  }
}

void append_rows(std::vector<Row>& rows, std::string_view bytes) {
  const auto start = rows.size();
  rows.resize(start + row_count(bytes));
  copy_rows(bytes, rows.data() + start);
}

std::string encode(const NodeRecord& record) {
  Writer out;
  out.byte(static_cast<std::uint8_t>(record.identity_class));
  out.byte(static_cast<std::uint8_t>(record.key.reason));
  out.text(record.key.text);
  out.varint(record.uses);
  out.varint(record.reasons.size());
  for (const auto& [reason, count] : record.reasons) {
    out.byte(static_cast<std::uint8_t>(reason));
    out.varint(count);
  }
  out.varint(record.mentions);
  out.varint(record.links.size());
  for (const auto& [node, count] : record.links) {
    out.varint(node);
    out.varint(count);
  }
  for (const auto* map : {&record.aliases, &record.names}) {
    out.varint(map->size());
    for (const auto& [text, count] : *map) {
      out.text(text);
      out.varint(count);
    }
  }
  out.varint(record.types.size());
  for (const auto& [type, count] : record.types) {
    out.byte(static_cast<std::uint8_t>(type));
    out.varint(count);
  }
  out.varint(record.articles);
  out.varint(record.chunks.size());
  for (const auto chunk : record.chunks) out.varint(chunk);
  out.varint(record.last_rows);
  return out.take();
}

NodeRecord decode_node(std::string_view bytes) {
  Reader in(bytes);
  NodeRecord record;
  record.identity_class = read_identity_class(in);
  record.key.reason = read_key_reason(in);
  record.key.text = in.text();
  record.uses = in.varint32();
  for (auto left = in.varint(); left > 0; --left) {
    const auto reason = read_key_reason(in);
    record.reasons[reason] = in.varint32();
  }
  record.mentions = in.varint32();
  for (auto left = in.varint(); left > 0; --left) {
    const auto node = in.varint32();
    record.links.insert_or_assign(record.links.end(), node, in.varint32());
  }
  for (auto* map : {&record.aliases, &record.names}) {
    for (auto left = in.varint(); left > 0; --left) {
      const auto text = in.text();
      map->insert_or_assign(map->end(), std::string(text), in.varint32());
    }
  }
  for (auto left = in.varint(); left > 0; --left) {
    const auto type = read_entity_type(in);
    record.types[type] = in.varint32();
  }
  record.articles = in.varint32();
  for (auto left = in.varint(); left > 0; --left) record.chunks.push_back(in.varint32());
  record.last_rows = in.varint32();
  return record;
}

IngestId NodeRecord::chunk_of(IngestId ingest) const {
  const auto next = std::upper_bound(chunks.begin(), chunks.end(), ingest);
  return next == chunks.begin() ? 0 : *std::prev(next);
}

int strength_of(KeyReason reason) {
  switch (reason) {
    case KeyReason::kOutsideId: return 0;
    case KeyReason::kOffice: return 1;
    case KeyReason::kCitizen: return 2;
    case KeyReason::kName: return 3;
    case KeyReason::kDescription: return 4;
    case KeyReason::kAcronym: return 5;
    case KeyReason::kArticle: break;
  }
  return 6;
}

const IdentityKey& anchor_of(const std::vector<IdentityKey>& keys) {
  return *std::min_element(keys.begin(), keys.end(), [](const IdentityKey& a, const IdentityKey& b) {
    return std::pair(strength_of(a.reason), std::string_view(a.text)) < std::pair(strength_of(b.reason), std::string_view(b.text));
  });
}

std::string encode(const ComponentRecord& record) {
  Writer out;
  out.varint(record.representative);
  out.varint(record.members.size());
  for (auto node : record.members) out.varint(node);
  return out.take();
}

ComponentRecord decode_component(std::string_view bytes) {
  Reader in(bytes);
  ComponentRecord record;
  record.representative = in.varint32();
  for (auto left = in.varint(); left > 0; --left) record.members.push_back(in.varint32());
  return record;
}

bool is_current_record(std::string_view bytes) { return !bytes.empty() && static_cast<std::uint8_t>(bytes.front()) == kArticleRecord; }

std::string encode(const Extraction& extraction) {
  Writer out;
  constexpr std::size_t kBytesOfEach = 64;  // about, of an entity or a claim
  out.reserve(extraction.article.text.size() + kBytesOfEach * (extraction.entities.size() + extraction.claims.size() + 4));
  write_article(out, extraction.article);
  const auto& article_id = extraction.article.id;
  const bool own_entity_ids = std::all_of(extraction.entities.begin(), extraction.entities.end(),
                                          [&](const Entity& entity) { return entity.id == make_entity_id(article_id, entity); });
  const bool own_claim_ids = std::all_of(extraction.claims.begin(), extraction.claims.end(),
                                         [&](const Claim& claim) { return claim.id == make_claim_id(article_id, claim); });
  out.byte(static_cast<std::uint8_t>((own_entity_ids ? kOwnEntityIds : 0u) | (own_claim_ids ? kOwnClaimIds : 0u)));
  const IdIndex entity_at(extraction.entities.size(), [&](std::size_t i) { return extraction.entities[i].id; });
  const auto number_of = [&](const Id& id) { return entity_at.find(id).value(); };
  out.varint(extraction.entities.size());
  for (const auto& entity : extraction.entities) {
    if (!own_entity_ids) out.id(entity.id);
    out.byte(static_cast<std::uint8_t>(entity.type));
    out.text(entity.name);
    out.varint(entity.mentions.size());
    for (const auto& mention : entity.mentions) {
      write_span(out, mention.quote.span);
      out.byte(static_cast<std::uint8_t>(mention.form));
    }
    out.varint(entity.keys.size());
    for (const auto& key : entity.keys) {
      out.byte(static_cast<std::uint8_t>(key.reason));
      out.text(key.text);
    }
    out.varint(entity.outside_ids.size());
    for (const auto& [scheme, value] : entity.outside_ids) {
      out.text(scheme);
      out.text(value);
    }
  }
  const auto write_entity = [&](const std::optional<Id>& id) { out.varint(id ? number_of(*id) + 1 : 0); };
  out.varint(extraction.claims.size());
  for (const auto& claim : extraction.claims) {
    if (!own_claim_ids) out.id(claim.id);
    out.varint(number_of(claim.subject));
    out.byte(static_cast<std::uint8_t>(claim.relation));
    out.varint(number_of(claim.object));
    out.byte(static_cast<std::uint8_t>(claim.polarity));
    out.byte(static_cast<std::uint8_t>(claim.modality));
    out.varint(static_cast<std::uint64_t>(std::lround(claim.confidence * 1000)));
    out.text(claim.date);
    out.text(claim.extractor);
    for (const auto* quote : {&claim.evidence, &claim.subject_mention, &claim.trigger, &claim.object_mention}) {
      write_span(out, quote->span);
    }
    out.varint(claim.roles.size());
    for (const auto& filler : claim.roles) {
      out.byte(static_cast<std::uint8_t>(filler.role));
      write_entity(filler.entity);
      out.text(filler.text);
    }
    out.varint(claim.attribution.size());
    for (const auto& speaker : claim.attribution) {
      write_entity(speaker.entity);
      write_span(out, speaker.words.span);
    }
    out.varint(claim.cues.size());
    for (const auto& cue : claim.cues) {
      out.byte(static_cast<std::uint8_t>(cue.kind));
      write_span(out, cue.quote.span);
    }
  }
  out.varint(extraction.candidates.size());
  for (const auto& candidate : extraction.candidates) {
    out.varint(number_of(candidate.subject));
    out.varint(number_of(candidate.object));
    out.byte(static_cast<std::uint8_t>(candidate.reason));
    write_span(out, candidate.evidence.span);
  }
  return out.take();
}

Article decode_article_head(std::string_view bytes) {
  Reader in(bytes);
  return read_article(in);
}

Extraction decode_article(std::string_view bytes) {
  Reader in(bytes);
  Extraction extraction;
  extraction.article = read_article(in);
  const auto& article_id = extraction.article.id;
  const unsigned own = is_current_record(bytes) ? in.byte() : 0;
  const Slicer slicer(extraction.article.text);
  auto& entities = extraction.entities;
  for (auto left = in.varint(); left > 0; --left) {
    auto& entity = entities.emplace_back();
    if ((own & kOwnEntityIds) == 0) entity.id = in.id();
    entity.type = read_entity_type(in);
    entity.name = in.text();
    for (auto mentions = in.varint(); mentions > 0; --mentions) {
      auto& mention = entity.mentions.emplace_back();
      mention.quote = read_quote(in, slicer);
      mention.form = read_enum(in, MentionForm::kName, MentionForm::kPronoun);
    }
    for (auto keys = in.varint(); keys > 0; --keys) {
      auto& key = entity.keys.emplace_back();
      key.reason = read_key_reason(in);
      key.text = in.text();
    }
    for (auto ids = in.varint(); ids > 0; --ids) {
      std::string scheme(in.text());
      entity.outside_ids.emplace_back(std::move(scheme), in.text());
    }
    if ((own & kOwnEntityIds) != 0) entity.id = make_entity_id(article_id, entity);
  }
  const auto entity_at = [&](std::uint64_t index) {
    if (index >= entities.size()) throw damaged("a stored claim names an unknown entity");
    return entities[index].id;
  };
  const auto read_entity = [&]() -> std::optional<Id> {
    const auto index = in.varint();
    if (index == 0) return std::nullopt;
    return entity_at(index - 1);
  };
  for (auto left = in.varint(); left > 0; --left) {
    auto& claim = extraction.claims.emplace_back();
    if ((own & kOwnClaimIds) == 0) claim.id = in.id();
    claim.subject = entity_at(in.varint());
    const auto relation = find_relation(in.byte());
    if (!relation) throw damaged("a stored relation is unknown");
    claim.relation = *relation;
    claim.object = entity_at(in.varint());
    claim.polarity = read_enum(in, Polarity::kPositive, Polarity::kNegative);
    claim.modality = read_enum(in, Modality::kActual, Modality::kRequested);
    claim.confidence = static_cast<double>(in.varint()) / 1000.0;
    claim.date = in.text();
    claim.extractor = in.text();
    for (auto* quote : {&claim.evidence, &claim.subject_mention, &claim.trigger, &claim.object_mention}) {
      *quote = read_quote(in, slicer);
    }
    for (auto roles = in.varint(); roles > 0; --roles) {
      auto& filler = claim.roles.emplace_back();
      filler.role = read_enum(in, Role::kAt, Role::kInstrument);
      filler.entity = read_entity();
      filler.text = in.text();
    }
    for (auto speakers = in.varint(); speakers > 0; --speakers) {
      auto& speaker = claim.attribution.emplace_back();
      speaker.entity = read_entity();
      speaker.words = read_quote(in, slicer);
    }
    for (auto cues = in.varint(); cues > 0; --cues) {
      auto& cue = claim.cues.emplace_back();
      cue.kind = read_enum(in, CueKind::kNegation, CueKind::kDate);
      cue.quote = read_quote(in, slicer);
    }
    if ((own & kOwnClaimIds) != 0) claim.id = make_claim_id(article_id, claim);
  }
  for (auto left = in.varint(); left > 0; --left) {
    auto& candidate = extraction.candidates.emplace_back();
    candidate.subject = entity_at(in.varint());
    candidate.object = entity_at(in.varint());
    candidate.reason = read_enum(in, CandidateReason::kNoTrigger, CandidateReason::kNotActual);
    candidate.evidence = read_quote(in, slicer);
  }
  return extraction;
}

std::string encode(const Counts& counts) {
  Writer out;
  for (auto value : {counts.articles, counts.unread, counts.claims, counts.mentions}) out.varint(value);
  return out.take();
}

Counts decode_counts(std::string_view bytes) {
  Reader in(bytes);
  Counts counts;
  for (auto* value : {&counts.articles, &counts.unread, &counts.claims, &counts.mentions}) *value = in.varint();
  return counts;
}

std::string node_key(NodeId node) {
  Writer out;
  out.big32(node);
  return out.take();
}

std::string ingest_key(IngestId ingest) { return node_key(ingest); }

std::uint32_t read_number(std::string_view bytes) {
  Reader in(bytes);
  return in.big32();
}

std::string adjacency_key(NodeId node, IngestId chunk) {
  Writer out;
  out.big32(node);
  out.big32(chunk);
  return out.take();
}

std::string posting_key(NodeId node, IngestId ingest) { return adjacency_key(node, ingest); }

std::string name_key(char kind, std::string_view folded, NodeId node) {
  Writer out;
  out.byte(static_cast<std::uint8_t>(kind));
  out.raw(folded);
  out.byte(0);
  out.big32(node);
  return out.take();
}

std::string ledger_key(std::uint64_t entry) {
  Writer out;
  out.byte('d');
  out.big32(static_cast<std::uint32_t>(entry >> 32u));
  out.big32(static_cast<std::uint32_t>(entry));
  return out.take();
}

std::string first_seen_key(std::string_view source) { return 'f' + std::string(bytes_of(make_id({"source", source}))); }

std::string version_prefix(std::string_view source) { return 'v' + std::string(bytes_of(make_id({"source", source}))); }

std::string version_key(std::string_view source, std::uint32_t number) { return version_prefix(source) + node_key(number); }

std::string encode(const VersionRecord& version) {
  Writer out;
  out.text(version.replaced);
  out.raw(version.record);
  return out.take();
}

VersionRecord decode_version(std::string_view bytes) {
  Reader in(bytes);
  VersionRecord version;
  version.replaced = in.text();
  version.record = in.rest();
  return version;
}

NameKey parse_name_key(std::string_view key) {
  if (key.size() < 6) throw damaged("a stored name key is too short");
  NameKey out;
  out.kind = key[0];
  out.folded = key.substr(1, key.size() - 6);
  Reader node(key.substr(key.size() - 4));
  out.node = node.big32();
  return out;
}

Id public_id(IdentityClass identity_class, const IdentityKey& key) {
  return make_id({"vertex", std::to_string(static_cast<int>(identity_class)), key.text});
}

}  // namespace entente::graph

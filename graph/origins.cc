// SPDX-License-Identifier: Apache-2.0
#include "graph/origins.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "graph/coding.h"
#include "model/error.h"

namespace entente::graph {
namespace {

Error damaged() { return {ErrorKind::kStore, "the print of an article is missing; the store is damaged: mend it with entente check --rebuild"}; }

std::string_view bytes_of_print(const Id& id) { return bytes_of(id).substr(0, kPrintId); }

std::string print_key(const Id& id) { return 'p' + std::string(bytes_of_print(id)); }

std::string band_row(const TextPrint& print, std::size_t band, const Id& id) {
  return 'b' + band_key(print, band) + std::string(bytes_of_print(id));
}

std::string member_key(const Id& id, IngestId ingest) { return 'm' + std::string(bytes_of_print(id)) + ingest_key(ingest); }

}  // namespace

Id read_print_id(std::string_view bytes) {
  if (bytes.size() < kPrintId) throw damaged();
  Id id;
  std::copy_n(bytes.begin(), kPrintId, id.bytes.begin());
  return id;
}

std::string encode(const PrintRecord& record) {
  Writer out;
  out.raw(encode(record.print));
  out.varint(record.articles);
  out.varint(record.links.size());
  for (const auto& link : record.links) out.raw(bytes_of_print(link));
  return out.take();
}

PrintRecord decode_print_record(std::string_view bytes) {
  PrintRecord record;
  record.print = decode_print(bytes);
  Reader in(bytes.substr(TextPrint::kSlots));
  record.articles = in.varint32();
  for (auto left = in.varint(); left > 0; --left) record.links.insert(read_print_id(in.raw(kPrintId)));
  return record;
}

Id print_id(const TextPrint& print) { return read_print_id(bytes_of(make_id({"print", encode(print)}))); }

OriginChange::Node* OriginChange::find(const Id& id) {
  const auto known = by_id_.find(id);
  if (known != by_id_.end()) return known->second;
  if (!any_stored_) return nullptr;
  const auto bytes = rocks_.get(Family::kPrint, print_key(id));
  if (!bytes) return nullptr;
  auto record = decode_print_record(*bytes);
  auto& node = know(id, record, record.print);
  node.now = std::move(record);
  return &node;
}

OriginChange::Node& OriginChange::know(const Id& id, PrintRecord before, const TextPrint& print) {
  auto& node = nodes_.emplace_back();
  by_id_.emplace(id, &node);
  node.id = id;
  node.before = std::move(before);
  node.now.print = print;
  for (std::size_t band = 0; band < TextPrint::kBands; ++band) {
    auto& first = bands_[band_number(print, band)];
    in_bands_.push_back({&node, first});
    first = static_cast<std::uint32_t>(in_bands_.size());
  }
  return node;
}

void OriginChange::add(IngestId ingest, const TextPrint& print) {
  const auto id = print_id(print);
  auto* node = find(id);
  if (node == nullptr) node = &know(id, {}, print);
  node->added.push_back(ingest);
  if (node->now.articles++ == 0) link_alike(*node);
}

void OriginChange::remove(IngestId ingest, const TextPrint& print) {
  const auto id = print_id(print);
  auto* node = find(id);
  if (node == nullptr) throw damaged();
  if (std::erase(node->added, ingest) == 0) node->removed.push_back(ingest);
  if (--node->now.articles > 0) return;
  for (const auto& other : node->now.links) {
    auto* const linked = find(other);
    if (linked == nullptr) throw damaged();
    linked->now.links.erase(id);
  }
  node->now.links.clear();
}

void OriginChange::link_alike(Node& node) {
  std::set<Id> candidates;
  if (any_stored_ && !cursor_) cursor_.emplace(Rocks::Cursor::over_lists(rocks_, Family::kPrint));
  for (std::size_t band = 0; band < TextPrint::kBands; ++band) {
    for (auto i = bands_.at(band_number(node.now.print, band)); i != 0; i = in_bands_[i - 1].next) {
      if (in_bands_[i - 1].node != &node) candidates.insert(in_bands_[i - 1].node->id);
    }
    if (!any_stored_ || (stored_bands_ != nullptr && !stored_bands_->may_have(band_number(node.now.print, band)))) continue;
    ++look_ups_;
    const auto prefix = 'b' + band_key(node.now.print, band);
    for (cursor_->seek(prefix); cursor_->valid(); cursor_->next()) {
      candidates.insert(read_print_id(cursor_->key().substr(prefix.size())));
    }
  }
  candidates.erase(node.id);
  for (const auto& other : candidates) {
    auto* const found = find(other);
    if (found == nullptr || found->now.articles == 0 || !same_text(found->now.print, node.now.print)) continue;
    found->now.links.insert(node.id);
    node.now.links.insert(other);
  }
}

std::set<IngestId> OriginChange::members(const Id& id, const Node* node) const {
  std::set<IngestId> out;
  if (node == nullptr || node->before.articles > 0) {
    const auto prefix = 'm' + std::string(bytes_of_print(id));
    for (Rocks::Cursor cursor(rocks_, Family::kPrint, prefix); cursor.valid(); cursor.next()) {
      Reader in(cursor.key().substr(prefix.size()));
      out.insert(in.big32());
    }
  }
  if (node == nullptr) return out;
  for (const auto ingest : node->removed) out.erase(ingest);
  out.insert(node->added.begin(), node->added.end());
  return out;
}

void OriginChange::write(Rocks::Batch& batch) const {
  for (const auto& node : nodes_) {
    const auto& id = node.id;
    const bool was = node.before.articles > 0;
    const bool is = node.now.articles > 0;
    for (const auto ingest : node.removed) batch.erase(Family::kPrint, member_key(id, ingest));
    for (const auto ingest : node.added) batch.put(Family::kPrint, member_key(id, ingest), {});
    if (!was && !is) continue;
    if (!is) batch.erase(Family::kPrint, print_key(id));
    else if (!was || node.before.articles != node.now.articles || node.before.links != node.now.links) batch.put(Family::kPrint, print_key(id), encode(node.now));
    if (was == is) continue;
    const auto& print = is ? node.now.print : node.before.print;
    for (std::size_t band = 0; band < TextPrint::kBands; ++band) {
      if (is && stored_bands_ != nullptr) stored_bands_->add(band_number(print, band));
      if (is) batch.put(Family::kPrint, band_row(print, band, id), {});
      else batch.erase(Family::kPrint, band_row(print, band, id));
    }
  }
}

std::vector<IdentityChange> OriginChange::finish(Rocks::Batch& batch) {
  std::vector<IdentityChange> moved;
  write(batch);
  // The one that stands for its origin lists all of it.
  const auto point = [&](IngestId ingest, const std::set<IngestId>& origin) {
    const auto key = ingest_key(ingest);
    const auto before = rocks_.get(Family::kOrigin, key);
    if (origin.size() < 2) {
      if (!before) return;
      batch.erase(Family::kOrigin, key);
      moved.push_back({ingest, ingest, false});
      return;
    }
    ComponentRecord record{*origin.begin(), {}};
    if (ingest == record.representative) record.members.assign(origin.begin(), origin.end());
    const auto value = encode(record);
    if (before == value) return;
    batch.put(Family::kOrigin, key, value);
    moved.push_back({ingest, record.representative, true});
  };
  // Every record that hangs together with a changed one, before or now.
  std::set<Id> seen;
  std::vector<Id> starts;
  for (const auto& node : nodes_) {
    if (node.new_and_alone()) continue;
    starts.push_back(node.id);
    starts.insert(starts.end(), node.before.links.begin(), node.before.links.end());
    for (const auto ingest : node.removed) point(ingest, {});
  }
  for (const auto& start : starts) {
    if (seen.contains(start)) continue;
    std::vector<Id> group{start};
    seen.insert(start);
    std::set<IngestId> ingests;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto id = group[i];
      const auto* node = find(id);
      if (node == nullptr || node->now.articles == 0) continue;
      ingests.merge(members(id, node));
      for (const auto& other : node->now.links) {
        if (seen.insert(other).second) group.push_back(other);
      }
    }
    for (const auto ingest : ingests) point(ingest, ingests);
  }
  return moved;
}

}  // namespace entente::graph

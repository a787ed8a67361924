// SPDX-License-Identifier: Apache-2.0
#include "graph/identity.h"

#include "graph/coding.h"

namespace entente::graph {

void Identity::set(const IdentityChange& change, std::vector<bool>& own) {
  const auto number = change.node / kPart;
  if (number >= parts_.size()) {
    parts_.resize(number + 1);
    own.resize(number + 1, false);
  }
  auto& part = parts_[number];
  if (!own[number]) {
    auto copy = std::make_shared<Part>();
    if (part) {
      *copy = *part;
    } else {
      for (std::size_t i = 0; i < kPart; ++i) copy->representative[i] = static_cast<NodeId>(number * kPart + i);
    }
    part = std::move(copy);
    own[number] = true;
  }
  part->representative[change.node % kPart] = change.representative;
  part->grouped[change.node % kPart] = change.grouped;
}

std::shared_ptr<const Identity> Identity::load(const Rocks& rocks, const Rocks::View* view) {
  auto out = std::make_shared<Identity>();
  std::vector<bool> own;
  for (Rocks::Cursor cursor(rocks, Family::kComponent, {}, view); cursor.valid(); cursor.next()) {
    Reader key(cursor.key());
    out->set({key.big32(), decode_component(cursor.value()).representative, true}, own);
  }
  return out;
}

std::shared_ptr<const Identity> Identity::with(const std::vector<IdentityChange>& changes) const {
  auto out = std::make_shared<Identity>(*this);
  std::vector<bool> own(out->parts_.size(), false);
  for (const auto& change : changes) out->set(change, own);
  return out;
}

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
#include "graph/identity.h"

#include <utility>

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

std::shared_ptr<const Identity> Identity::load(const Rocks& rocks, const Rocks::View* view, Family family) {
  auto out = std::make_shared<Identity>();
  std::vector<bool> own;
  for (Rocks::Cursor cursor(rocks, family, {}, view); cursor.valid(); cursor.next()) {
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

std::shared_ptr<const Identity> LazyIdentity::share() const {
  const std::lock_guard lock(mutex_);
  return identity_;
}

const Identity* LazyIdentity::look_up(const Rocks& rocks, const Rocks::View* view) const {
  // One look-up costs about as much as scanning eight records.
  constexpr std::uint64_t kScanned = 8;
  constexpr std::uint64_t kFew = 64;
  const auto count = ++look_ups_->made;
  if (count == kFew) look_ups_->records = rocks.estimate_keys(family_);
  return count > kFew && count * kScanned > look_ups_->records ? load(rocks, view) : nullptr;
}

const Identity* LazyIdentity::load(const Rocks& rocks, const Rocks::View* view) const {
  if (const auto* const known = get()) return known;
  auto read = Identity::load(rocks, view, family_);  // by two at once, perhaps: they read the same
  const std::lock_guard lock(mutex_);
  if (!identity_) identity_ = std::move(read);
  known_.store(identity_.get(), std::memory_order_release);
  return identity_.get();
}

}  // namespace entente::graph

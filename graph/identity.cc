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

std::shared_ptr<const Identity> SharedIdentity::get() const {
  const std::lock_guard lock(mutex_);
  return identity_;
}

bool SharedIdentity::worth_scanning(const Rocks& rocks) {
  // One look-up costs about as much as scanning eight records.
  constexpr std::uint64_t kScanned = 8;
  constexpr std::uint64_t kFew = 64;
  const auto count = ++looked_up_;
  if (count == kFew) components_ = rocks.estimate_keys(family_);
  return count > kFew && count * kScanned > components_;
}

void SharedIdentity::offer(std::shared_ptr<const Identity> identity, std::uint64_t version) {
  const std::lock_guard lock(mutex_);
  if (!identity_ && version_ == version) identity_ = std::move(identity);
}

void SharedIdentity::forget() {
  const std::lock_guard lock(mutex_);
  identity_ = nullptr;
  looked_up_ = 0;
}

void SharedIdentity::advance(const std::shared_ptr<const Identity>& seen, std::shared_ptr<const Identity> next,
                             const std::vector<IdentityChange>& changes, std::uint64_t version) {
  const std::lock_guard lock(mutex_);
  // It may have been offered while the change was written.
  if (identity_ == seen) identity_ = std::move(next);
  else if (identity_) identity_ = identity_->with(changes);
  version_ = version;
}

}  // namespace entente::graph

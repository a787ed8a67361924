// SPDX-License-Identifier: Apache-2.0
#include "graph/coding.h"

#include <cstring>
#include <limits>

#include "model/error.h"

namespace entente::graph {

void Writer::varint(std::uint64_t value) {
  while (value >= 0x80) {
    byte(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  byte(static_cast<std::uint8_t>(value));
}

void Writer::text(std::string_view value) {
  varint(value.size());
  bytes_.append(value);
}

void Writer::big16(std::uint16_t value) {
  byte(static_cast<std::uint8_t>(value >> 8));
  byte(static_cast<std::uint8_t>(value));
}

void Writer::big32(std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) byte(static_cast<std::uint8_t>(value >> shift));
}

void Writer::little16(std::uint16_t value) {
  byte(static_cast<std::uint8_t>(value));
  byte(static_cast<std::uint8_t>(value >> 8));
}

void Writer::little32(std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
}

std::string_view Reader::need(std::size_t count) {
  if (count > bytes_.size() - at_) {
    throw Error(ErrorKind::kStore, "a stored record ends too early; the store is damaged: restore a backup");
  }
  const auto part = bytes_.substr(at_, count);
  at_ += count;
  return part;
}

std::uint8_t Reader::byte() { return static_cast<std::uint8_t>(need(1)[0]); }

std::uint64_t Reader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto part = byte();
    value |= std::uint64_t{part & 0x7fu} << shift;
    if (part < 0x80) return value;
  }
  throw Error(ErrorKind::kStore, "a stored number is malformed; the store is damaged: restore a backup");
}

std::uint32_t Reader::varint32() {
  const auto value = varint();
  if (value > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::kStore, "a stored number is too large; the store is damaged: restore a backup");
  }
  return static_cast<std::uint32_t>(value);
}

std::string_view Reader::text() {
  const auto size = varint();
  return need(size > bytes_.size() ? bytes_.size() + 1 : static_cast<std::size_t>(size));
}

Id Reader::id() {
  Id value;
  std::memcpy(value.bytes.data(), need(Id::kSize).data(), Id::kSize);
  return value;
}

std::uint16_t Reader::big16() {
  const auto high = byte();
  return static_cast<std::uint16_t>(high << 8 | byte());
}

std::uint32_t Reader::big32() {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | byte();
  return value;
}

std::uint16_t Reader::little16() {
  const auto low = byte();
  return static_cast<std::uint16_t>(byte() << 8 | low);
}

std::uint32_t Reader::little32() {
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) value |= std::uint32_t{byte()} << shift;
  return value;
}

std::string_view Reader::rest() { return need(left()); }

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
// Numbers and strings to bytes and back, for records and keys. Reading is bounds-checked: damaged bytes give
// Error kStore, never a crash. Big endian in keys (so that they sort), LEB128 varints and little endian in values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/id.h"

namespace entente::graph {

class Writer {
 public:
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void varint(std::uint64_t value);
  void text(std::string_view value);  // length, then bytes
  void id(const Id& value) { bytes_.append(bytes_of(value)); }
  void raw(std::string_view value) { bytes_.append(value); }
  void big16(std::uint16_t value);
  void big32(std::uint32_t value);
  void little16(std::uint16_t value);
  void little32(std::uint32_t value);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// A view: keep the bytes alive.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint8_t byte();
  [[nodiscard]] std::uint64_t varint();
  [[nodiscard]] std::uint32_t varint32();
  [[nodiscard]] std::string_view text();
  [[nodiscard]] Id id();
  [[nodiscard]] std::string_view raw(std::size_t size) { return need(size); }
  [[nodiscard]] std::uint16_t big16();
  [[nodiscard]] std::uint32_t big32();
  [[nodiscard]] std::uint16_t little16();
  [[nodiscard]] std::uint32_t little32();
  [[nodiscard]] std::string_view rest();
  [[nodiscard]] bool done() const { return at_ == bytes_.size(); }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

 private:
  [[nodiscard]] std::string_view need(std::size_t count);
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace entente::graph

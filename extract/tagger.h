// SPDX-License-Identifier: Apache-2.0
// Parts of speech (UPOS) for the tokens of a sentence, by a small trained network (docs/models.md).
//
// The same tokens get the same tags on any processor. A loaded tagger is immutable; any number of threads may
// use it.
#pragma once

#include <memory>
#include <string>

#include "extract/document.h"

namespace entente::extract {

class Tagger {
 public:
  // Throws Error{kInput} when the file is absent, damaged or of another version.
  [[nodiscard]] static Tagger load(const std::string& path);

  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;
  ~Tagger();

  // Sets Token::upos of every token.
  void tag(Sentence& sentence) const;

 private:
  struct Impl;
  explicit Tagger(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace entente::extract

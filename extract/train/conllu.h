// SPDX-License-Identifier: Apache-2.0
// Sentences with gold tags and trees from CoNLL-U files. Lines of multiword tokens (1-2) and of empty nodes
// (1.1) are left out; the words between them stay.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace entente::extract::train {

struct Tree {
  std::string document;               // "newdoc id"
  std::unique_ptr<std::string> text;  // what the tokens of `sentence` are views of
  Sentence sentence;                  // with the gold tags, heads and relations
  std::vector<std::string> xpos;
};

// Reads the documents that `wanted` names. Throws Error{kInput} with file and line when something is
// malformed.
[[nodiscard]] std::vector<Tree> read_conllu(const std::string& path,
                                            const std::function<bool(std::string_view document)>& wanted);
[[nodiscard]] std::vector<Tree> read_conllu(const std::string& path);

// The training sentences that may train what ships: ud_ewt train, and the documents of ud_gum train whose
// text is marked free in docs.tsv. `folder` holds ud_ewt and ud_gum.
[[nodiscard]] std::vector<Tree> read_training(const std::string& folder);

// A copy with its own text.
[[nodiscard]] Tree copy(const Tree& tree);

}  // namespace entente::extract::train

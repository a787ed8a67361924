// SPDX-License-Identifier: Apache-2.0
// Trains the networks of the tagger (tagger_network.h) and the parser (parser_network.h) in floating point and writes them in
// whole numbers. One thread and a fixed generator: the same sentences give the same bytes with the same compiler on the same
// kind of processor.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/train/conllu.h"

namespace entente::extract::train {

// Both are measured on `held_out` after each round, which nothing is chosen by, and write the model to `path` after the last.
// Options: epochs, batch (words), rate, dropout and key-dropout (parts of 1), seed, and how often a form, a pair of words and
// any other feature must be seen: least-form, least-pair, least.
void train_tagger(const std::vector<const Tree*>& trees, const std::vector<Tree>& held_out, const std::map<std::string, std::string>& options,
                  const std::string& path, bool loud);
// The tags of all trees are predicted ones.
void train_parser(const std::vector<Tree>& trees, const std::vector<Tree>& held_out, const std::map<std::string, std::string>& options,
                  const std::string& path);

}  // namespace entente::extract::train

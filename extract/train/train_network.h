// SPDX-License-Identifier: Apache-2.0
// Trains the parser's network (parser_network.h) in floating point and writes it in whole numbers. One thread and a fixed
// generator: the same sentences give the same bytes with the same compiler on the same kind of processor.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/train/conllu.h"

namespace entente::extract::train {

// Learns from `trees`, whose tags are predicted ones. After each round the model is written to `path` and measured on
// `held_out`, which nothing is chosen by. Options: epochs, batch (words), rate, dropout and key-dropout (parts of 1), decay,
// seed, and how often a form, a pair of words and any other feature must be seen: least-form, least-pair, least.
void train_network(const std::vector<Tree>& trees, const std::vector<Tree>& held_out, const std::map<std::string, std::string>& options,
                   const std::string& path);

}  // namespace entente::extract::train

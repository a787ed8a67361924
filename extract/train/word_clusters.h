// SPDX-License-Identifier: Apache-2.0
// Clusters of words that stand beside the same words, by the exchange algorithm of class bigram models
// (Kneser and Ney 1993; Martin, Liermann and Ney 1998): each word in turn moves to the class that raises the
// likelihood of the text most.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace entente::extract {

// Sentences of words, folded by the caller. Words seen fewer than `least` times get no cluster. Clusters are
// numbered from 0; the same text gives the same clusters.
std::map<std::string, std::uint32_t> cluster_words(const std::vector<std::vector<std::string>>& sentences,
                                                   std::size_t clusters, std::size_t least, int rounds);

}  // namespace entente::extract

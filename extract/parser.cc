// SPDX-License-Identifier: Apache-2.0
#include "extract/parser.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "extract/linear_model.h"
#include "extract/parser_network.h"
#include "extract/syntax_features.h"
#include "extract/tree_decoder.h"

namespace entente::extract {

struct Parser::Impl {
  LinearModel model;
  network::Network net;
};

Parser::Parser(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

Parser Parser::load(const std::string& path) {
  auto model = LinearModel::load(path, network::kModelKind);
  auto net = network::load(model);
  return Parser(std::make_unique<const Impl>(Impl{std::move(model), net}));
}

void Parser::parse(Sentence& sentence) const {
  thread_local std::vector<syntax::Word> words;  // room that is used again
  thread_local network::Work work;
  syntax::words_of(sentence, words);
  std::int32_t root = -1;
  constexpr auto kLongest = TreeDecoder::kLongest;  // no sentence is longer; a list is
  for (std::size_t first = 0; first < words.size(); first += kLongest) {
    const auto n = std::min(kLongest, words.size() - first);
    network::find_tree(impl_->net, std::span(words).subspan(first, n), std::span(sentence.tokens).subspan(first, n), work);
    for (std::size_t i = 0; i < n; ++i) {
      auto& token = sentence.tokens[first + i];
      token.deprel = static_cast<Deprel>(work.deprels[i]);
      if (work.tree[i] < static_cast<std::int32_t>(n)) {
        token.head = static_cast<std::int32_t>(first) + work.tree[i];
        continue;
      }
      // What goes on after the longest stretch hangs on the root of the first.
      token.head = root;
      if (root < 0) root = static_cast<std::int32_t>(first + i);
      else token.deprel = Deprel::kParataxis;
    }
  }
  sentence.parsed = true;
}

}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
#include "extract/document.h"

#include <algorithm>
#include <array>

namespace entente::extract {
namespace {

constexpr std::array<std::string_view, kUposCount> kUposNames{
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

constexpr std::array<std::string_view, kDeprelCount> kDeprelNames{
    "dep",        "acl",      "acl:relcl",  "advcl",      "advcl:relcl", "advmod",     "amod",     "appos",
    "aux",        "aux:pass", "case",       "cc",         "cc:preconj",  "ccomp",      "compound", "compound:prt",
    "conj",       "cop",      "csubj",      "csubj:pass", "det",         "det:predet", "discourse", "dislocated",
    "expl",       "fixed",    "flat",       "goeswith",   "iobj",        "list",       "mark",     "nmod",
    "nmod:poss",  "nmod:unmarked", "nsubj", "nsubj:pass", "nummod",      "obj",        "obl",      "obl:agent",
    "obl:unmarked", "orphan", "parataxis",  "punct",      "reparandum",  "root",       "vocative", "xcomp"};

constexpr std::uint32_t kBlock = 256;  // bytes between checkpoints

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

}  // namespace

std::string_view name_of(Upos upos) { return kUposNames.at(static_cast<std::size_t>(upos)); }

std::optional<Upos> find_upos(std::string_view name) {
  for (std::size_t i = 0; i < kUposNames.size(); ++i) {
    if (kUposNames[i] == name) return static_cast<Upos>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Deprel deprel) { return kDeprelNames.at(static_cast<std::size_t>(deprel)); }

Deprel find_deprel(std::string_view name) {
  const auto lookup = [](std::string_view wanted) -> std::optional<Deprel> {
    for (std::size_t i = 0; i < kDeprelNames.size(); ++i) {
      if (kDeprelNames[i] == wanted) return static_cast<Deprel>(i);
    }
    return std::nullopt;
  };
  if (name == "nmod:tmod" || name == "nmod:npmod") return Deprel::kNmodUnmarked;  // names before UD 2.11
  if (name == "obl:tmod" || name == "obl:npmod") return Deprel::kOblUnmarked;
  if (const auto found = lookup(name)) return *found;
  return lookup(name.substr(0, name.find(':'))).value_or(Deprel::kDep);
}

Document::Document(const Article& article) : article_(&article) {
  const std::string_view text = article.text;
  std::uint32_t count = 0;
  checkpoints_.reserve(text.size() / kBlock + 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) checkpoints_.push_back(count);
    count += starts_code_point(text[i]) ? 1 : 0;
  }
  if (text.size() % kBlock == 0) checkpoints_.push_back(count);
}

std::uint32_t Document::code_point_at(std::uint32_t byte) const {
  const auto text = this->text();
  byte = std::min(byte, static_cast<std::uint32_t>(text.size()));
  auto count = checkpoints_[byte / kBlock];
  for (auto i = byte / kBlock * kBlock; i < byte; ++i) count += starts_code_point(text[i]) ? 1 : 0;
  return count;
}

Quote Document::quote(std::uint32_t begin, std::uint32_t end) const {
  return {{code_point_at(begin), code_point_at(end)}, std::string(text().substr(begin, end - begin))};
}

}  // namespace entente::extract

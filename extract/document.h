// SPDX-License-Identifier: Apache-2.0
// An article cut up: paragraphs, sentences, tokens with tags and a dependency tree. Inside extract/ all positions
// are bytes of Article::text; Document::quote turns them into code points once, at the end.
//
// Tags and relations are those of Universal Dependencies 2. The numbers are stored in model files: never change one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/span.h"

namespace entente::extract {

enum class Upos : std::uint8_t {
  kX = 0, kAdj, kAdp, kAdv, kAux, kCconj, kDet, kIntj, kNoun, kNum, kPart, kPron, kPropn, kPunct, kSconj, kSym, kVerb,
};
inline constexpr std::size_t kUposCount = 17;
[[nodiscard]] std::string_view name_of(Upos upos);                       // "PROPN"
[[nodiscard]] std::optional<Upos> find_upos(std::string_view name);

// Relations with the subtypes that decide who does what to whom; any other subtype is read as its plain relation.
enum class Deprel : std::uint8_t {
  kDep = 0, kAcl, kAclRelcl, kAdvcl, kAdvclRelcl, kAdvmod, kAmod, kAppos, kAux, kAuxPass, kCase, kCc, kCcPreconj,
  kCcomp, kCompound, kCompoundPrt, kConj, kCop, kCsubj, kCsubjPass, kDet, kDetPredet, kDiscourse, kDislocated, kExpl,
  kFixed, kFlat, kGoeswith, kIobj, kList, kMark, kNmod, kNmodPoss, kNmodUnmarked, kNsubj, kNsubjPass, kNummod, kObj,
  kObl, kOblAgent, kOblUnmarked, kOrphan, kParataxis, kPunct, kReparandum, kRoot, kVocative, kXcomp,
};
inline constexpr std::size_t kDeprelCount = 48;
[[nodiscard]] std::string_view name_of(Deprel deprel);                   // "nsubj:pass"
[[nodiscard]] Deprel find_deprel(std::string_view name);                 // unknown subtype: its base; else kDep

struct Token {
  std::uint32_t begin = 0;  // bytes into Article::text
  std::uint32_t end = 0;
  std::string_view text;    // view into Article::text
  std::string lower;        // case-folded, typographic apostrophes and dashes made plain
  bool space_before = false;
  Upos upos = Upos::kX;
  std::int32_t head = -1;   // index of the head token inside the sentence; -1 = root or not parsed
  Deprel deprel = Deprel::kDep;
};

enum class SentenceKind : std::uint8_t {
  kBody = 0,
  kHeading = 1,    // title or section heading
  kCaption = 2,    // picture caption or credit
  kFurniture = 3,  // "Related article:", "Read more", header lines, bylines' surroundings
};

struct Sentence {
  std::uint32_t begin = 0;  // bytes
  std::uint32_t end = 0;
  std::uint32_t paragraph = 0;
  SentenceKind kind = SentenceKind::kBody;
  std::vector<Token> tokens;
  bool parsed = false;
};

// Views into the article: keep it alive. Movable, not copyable.
class Document {
 public:
  explicit Document(const Article& article);
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  [[nodiscard]] const Article& article() const { return *article_; }
  [[nodiscard]] std::string_view text() const { return article_->text; }
  std::vector<Sentence> sentences;
  std::string dateline_place;   // "PYONGYANG" of "PYONGYANG, March 31 (TASS) —"; empty when there is none
  std::string dateline_agency;  // "TASS"
  std::string reference_date;   // ISO: published, else the dateline's date when it has a year, else empty

  // The quote at bytes [begin, end), positions in code points. O(1) after the constructor's one pass.
  [[nodiscard]] Quote quote(std::uint32_t begin, std::uint32_t end) const;

 private:
  const Article* article_;
  std::vector<std::uint32_t> checkpoints_;  // code points before each 256-byte block
  [[nodiscard]] std::uint32_t code_point_at(std::uint32_t byte) const;
};

}  // namespace entente::extract

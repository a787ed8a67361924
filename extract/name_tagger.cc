// SPDX-License-Identifier: Apache-2.0
#include "extract/name_tagger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <tuple>

#include "extract/linear_model.h"
#include "extract/name_features.h"
#include "extract/name_tags.h"
#include "model/error.h"

namespace entente::extract {
namespace {

constexpr std::size_t kRow = 24;
using Scores = std::array<std::int32_t, kRow>;
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min() / 4;

std::uint32_t read_u32(const char* bytes) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// The lexicon section: pairs of the phrase hash's upper half and the value. In memory a flat table, so that a look-up waits once.
class StoredLexicon final : public NameLexicon {
 public:
  explicit StoredLexicon(std::string_view bytes) {
    const auto count = bytes.size() / 8;
    while ((std::size_t{1} << bits_) < 2 * count) ++bits_;
    slots_.assign(std::size_t{1} << bits_, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t key = read_u32(bytes.data() + 8 * i);
      const std::uint64_t value = read_u32(bytes.data() + 8 * i + 4);
      if (value == 0) continue;
      auto at = start(key << 32);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = key << 32 | value;
    }
  }
  [[nodiscard]] std::uint32_t value(std::uint64_t phrase) const override {
    for (auto at = start(phrase); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] >> 32 == phrase >> 32) return static_cast<std::uint32_t>(slots_[at]);
    }
    return 0;
  }
  void expect(std::uint64_t phrase) const override { __builtin_prefetch(&slots_[start(phrase)]); }

 private:
  [[nodiscard]] std::size_t start(std::uint64_t phrase) const { return static_cast<std::size_t>((phrase >> 32) * 0x9e3779b1ULL % (std::uint64_t{1} << 32)) >> (32 - bits_); }
  std::size_t bits_ = 4;
  std::vector<std::uint64_t> slots_;  // upper half of the hash above the value; 0 = free
};

struct Move {
  std::uint8_t before = 0;
  std::uint8_t after = 0;
  std::int32_t score = 0;
};

}  // namespace

std::string_view name_of(NameLabel label) {
  static constexpr std::array<std::string_view, kNameLabelCount> kNames{"PERSON", "BODY", "PLACE", "EVENT",
                                                                        "THING"};
  return kNames.at(static_cast<std::size_t>(label));
}

// What an article says elsewhere of a phrase: how strongly it is a name of each label.
using Votes = std::array<std::int64_t, kNameLabelCount>;
using Evidence = std::map<std::uint64_t, Votes>;  // by phrase hash

Part part_in(const NameSpan& name, std::uint32_t at) {
  return name.last - name.first == 1 ? Part::kUnit
         : at == name.first          ? Part::kBegin
         : at + 1 == name.last       ? Part::kLast
                                     : Part::kInside;
}

// Strengths in units of the trainer's weights.
constexpr double kSure = 2.0;        // a margin that counts as evidence
constexpr double kMostVote = 8.0;    // no single name counts for more
constexpr double kPersonHint = 2.0;  // added for each word of a hinted name
constexpr double kOtherHint = 0.5;

struct NameTagger::Impl {
  explicit Impl(LinearModel loaded)
      : model(std::move(loaded)), words(model.table("words")), lexicon(model.section("lexicon")) {
    const auto& table = model.table("moves");
    if (words.label_count() != kTagCount || table.label_count() != kTagCount) {
      throw Error{ErrorKind::kInput, model.path() + ": not the tags of this version"};
    }
    // Moves are stored with a scale of their own.
    const auto rescale = [&](std::int32_t score) {
      const auto exact = static_cast<double>(score) * words.scale() / table.scale();
      return static_cast<std::int32_t>(exact < 0 ? exact - 0.5 : exact + 0.5);
    };
    std::size_t closed_count = 0, start_count = 0;
    for (std::size_t t = 0; t < kTagCount; ++t) {
      if (closed(t)) closed_tags[closed_count++] = static_cast<std::uint8_t>(t);
      if (may_start(t)) start_tags[start_count++] = static_cast<std::uint8_t>(t);
    }
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      std::array<std::int32_t, kRow> row{};
      table.add(a, row.data());
      for (std::size_t b = 0; b < kTagCount; ++b) {
        if (a == kTagCount) {
          start[b] = may_start(b) ? rescale(row[b]) : kNever;
        } else if (may_follow(a, b)) {
          const Move move{static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), rescale(row[b])};
          moves.push_back(move);
          if (!closed(a)) inside.push_back(move);
          if (a == kOutsideTag) from_outside.push_back(move);
          if (b == kOutsideTag) to_outside.push_back(move);
          if (a == kOutsideTag && b == kOutsideTag) outside.push_back(move);
        }
      }
    }
    for (std::size_t c = 0; c < kEnds; ++c) {
      for (std::size_t s = 0; s < kEnds; ++s) leave[c][s] = enter[s][c] = move_score(closed_tags[c], start_tags[s]);
    }
  }

  static constexpr std::size_t kEnds = 1 + 2 * kNameLabelCount;  // closed tags, and as many that may start
  using Ends = std::array<std::int32_t, 16>;                     // a number for each, filled up for wide registers
  static_assert(kEnds <= std::tuple_size_v<Ends>);

  // Best scores of a sentence up to and from each word, with the word's own score in both.
  struct Lattice {
    std::vector<Scores> own;
    std::vector<FeatureTable::Wanted> wanted;  // of all words; those of a word begin at wanted_of
    std::vector<std::size_t> wanted_of;
    std::vector<Scores> forward;
    std::vector<Scores> backward;
    std::vector<std::array<std::uint8_t, kRow>> from;
  };

  void score(const Sentence& sentence, NameFeatures& features, Lattice& lattice) const {
    features.prepare(sentence, lexicon);
    lattice.own.assign(features.size(), Scores{});
    NameFeatureList list;
    lattice.wanted.clear();
    lattice.wanted_of.assign(features.size() + 1, 0);
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (features.may_name(i)) {
        features.extract(i, list);
        words.ask(std::span<const std::uint64_t>(list.keys.data(), list.count), lattice.wanted);
      } else {
        lattice.own[i].fill(kNever);
        lattice.own[i][kOutsideTag] = 0;
      }
      lattice.wanted_of[i + 1] = lattice.wanted.size();
    }
    // Rows come from memory some words ahead of their use, not all at once, which would be more than can be on its way.
    constexpr std::size_t kAhead = 2;
    std::array<std::size_t, kAhead + 1> known{};  // of the words whose rows are on their way: how many may be known
    for (std::size_t i = 0; i < features.size() + kAhead; ++i) {
      const auto of_word = [&](std::size_t word) { return std::span(lattice.wanted).subspan(lattice.wanted_of[word], lattice.wanted_of[word + 1] - lattice.wanted_of[word]); };
      if (i < features.size()) known[i % known.size()] = words.fetch(of_word(i));
      if (i >= kAhead) words.add(of_word(i - kAhead).first(known[(i - kAhead) % known.size()]), lattice.own[i - kAhead].data());
    }
  }

  [[nodiscard]] std::vector<NameSpan> decode(Lattice& lattice, const NameFeatures& features) const {
    const auto count = lattice.own.size();
    std::vector<NameSpan> names;
    if (count == 0) return names;
    auto& forward = lattice.forward;
    auto& from = lattice.from;
    forward.resize(count);
    from.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      forward[i].fill(kNever);
      from[i].fill(0);
      if (i == 0) {
        for (std::size_t t = 0; t < kTagCount; ++t) forward[0][t] = start[t];
      } else {
        if (features.may_name(i) && features.may_name(i - 1)) step(forward[i - 1], forward[i], from[i]);
        for (const auto& move : moves_between(features, i)) {
          const auto score = forward[i - 1][move.before] + move.score;
          if (score > forward[i][move.after]) {
            forward[i][move.after] = score;
            from[i][move.after] = move.before;
          }
        }
      }
      for (std::size_t t = 0; t < kTagCount; ++t) {
        forward[i][t] = std::max(forward[i][t] + lattice.own[i][t], kNever);
      }
    }
    std::size_t best = kOutsideTag;
    for (std::size_t t = 0; t < kTagCount; ++t) {
      if (closed(t) && forward[count - 1][t] > forward[count - 1][best]) best = t;
    }
    const auto top = forward[count - 1][best];
    std::size_t end = count;
    for (std::size_t i = count; i-- > 0;) {
      if (best != kOutsideTag) {
        if (closed(best)) end = i + 1;
        if (may_start(best)) {
          names.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end), label_of(best),
                           label_of(best), 0, 0});
        }
      }
      best = from[i][best];
    }
    if (names.empty()) return names;
    std::reverse(names.begin(), names.end());
    fill_backward(lattice, features);
    for (auto& name : names) weigh(lattice, name, top);
    for (auto& name : names) drop_office(features, name);
    return names;
  }

  // "Russian Foreign Minister Sergei Lavrov": a demonym before a title is never the beginning of a person's
  // name.
  static void drop_office(const NameFeatures& features, NameSpan& name) {
    if (name.label != NameLabel::kPerson || name.last - name.first < 3) return;
    auto first = name.first;
    while (first < name.last && features.is(first, WordClass::kDemonym)) ++first;
    if (first == name.first || first == name.last || !features.is(first, WordClass::kTitle)) return;
    while (first < name.last && features.is(first, WordClass::kTitle)) ++first;
    if (first < name.last) name.first = first;
  }

  // The best way from a closed tag to each that may start, all of these at once.
  void step(const Scores& before, Scores& after, std::array<std::uint8_t, kRow>& from) const {
    Ends best, who{};
    best.fill(kNever);
    for (std::size_t c = 0; c < kEnds; ++c) {
      const auto score = before[closed_tags[c]];
      const std::int32_t tag = closed_tags[c];
      for (std::size_t s = 0; s < best.size(); ++s) {
        const auto sum = score + leave[c][s];
        const bool better = sum > best[s];
        best[s] = better ? sum : best[s];
        who[s] = better ? tag : who[s];
      }
    }
    for (std::size_t s = 0; s < kEnds; ++s) {
      after[start_tags[s]] = best[s];
      from[start_tags[s]] = static_cast<std::uint8_t>(who[s]);
    }
  }
  // The same from behind: `after` holds the best from each tag on, its own score included.
  void step_back(const Scores& after, Scores& before) const {
    Ends best;
    best.fill(kNever);
    for (std::size_t s = 0; s < kEnds; ++s) {
      const auto score = after[start_tags[s]];
      for (std::size_t c = 0; c < best.size(); ++c) best[c] = std::max(best[c], score + enter[s][c]);
    }
    for (std::size_t c = 0; c < kEnds; ++c) before[closed_tags[c]] = best[c];
  }

  // The other moves from a word to the next: inside of names, or, where one of the two may not be part of a name, all that are left.
  [[nodiscard]] std::span<const Move> moves_between(const NameFeatures& features, std::size_t after) const {
    if (features.may_name(after)) return features.may_name(after - 1) ? std::span(inside) : std::span(from_outside);
    return features.may_name(after - 1) ? std::span(to_outside) : std::span(outside);
  }

  void fill_backward(Lattice& lattice, const NameFeatures& features) const {
    const auto count = lattice.own.size();
    auto& backward = lattice.backward;
    backward.resize(count);
    for (std::size_t t = 0; t < kTagCount; ++t) backward[count - 1][t] = closed(t) ? 0 : kNever;
    for (std::size_t i = count - 1; i > 0; --i) {
      backward[i - 1].fill(kNever);
      Scores after;
      for (std::size_t t = 0; t < kTagCount; ++t) after[t] = backward[i][t] + lattice.own[i][t];
      if (features.may_name(i) && features.may_name(i - 1)) step_back(after, backward[i - 1]);
      for (const auto& move : moves_between(features, i)) {
        backward[i - 1][move.before] = std::max(backward[i - 1][move.before], move.score + after[move.after]);
      }
    }
  }

  // The margin: any path without this name differs from the best one in the tag of one of its words, or goes
  // on with the name; so the best alternative is the best path with another tag at one of the words.
  void weigh(const Lattice& lattice, NameSpan& name, std::int32_t top) const {
    auto margin = std::numeric_limits<std::int32_t>::max();
    for (auto i = name.first; i < name.last; ++i) {
      const auto ours = tag_of(name.label, part_in(name, i));
      for (std::size_t t = 0; t < kTagCount; ++t) {
        if (t == ours) continue;
        margin = std::min(margin, top - std::max(kNever, lattice.forward[i][t] + lattice.backward[i][t]));
      }
    }
    name.margin = margin;
    // The same words under another label.
    auto second = std::numeric_limits<std::int32_t>::min();
    for (std::size_t l = 0; l < kNameLabelCount; ++l) {
      const auto label = static_cast<NameLabel>(l);
      if (label == name.label) continue;
      const auto total = path(lattice, name, label);
      if (total > second) {
        second = total;
        name.second = label;
      }
    }
    name.type_margin = top - second;
  }

  // The best path that has these words as a name of this label.
  [[nodiscard]] std::int32_t path(const Lattice& lattice, const NameSpan& name, NameLabel label) const {
    const auto size = name.last - name.first;
    const auto head = tag_of(label, size == 1 ? Part::kUnit : Part::kBegin);
    auto total = lattice.forward[name.first][head];
    auto before = head;
    for (auto i = name.first + 1; i < name.last; ++i) {
      const auto tag = tag_of(label, i + 1 == name.last ? Part::kLast : Part::kInside);
      total += move_score(before, tag) + lattice.own[i][tag];
      before = tag;
    }
    return total + lattice.backward[name.last - 1][before];
  }
  [[nodiscard]] std::int32_t move_score(std::size_t before, std::size_t after) const {
    for (const auto& move : moves) {
      if (move.before == before && move.after == after) return move.score;
    }
    return kNever;
  }

  [[nodiscard]] static std::uint64_t phrase_of(const Sentence& sentence, std::uint32_t first,
                                               std::uint32_t last) {
    auto phrase = phrase_start();
    for (auto i = first; i < last; ++i) phrase = phrase_add(phrase, hash_bytes(sentence.tokens[i].lower));
    return phrase;
  }

  [[nodiscard]] Evidence gather(const std::vector<Sentence>& sentences,
                                const std::vector<std::vector<NameSpan>>& names) const {
    Evidence evidence;
    const auto sure = static_cast<std::int32_t>(kSure * words.scale());
    const auto most = static_cast<std::int32_t>(kMostVote * words.scale());
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      for (const auto& name : names[s]) {
        if (name.margin < sure) continue;
        const auto label = static_cast<std::size_t>(name.label);
        const auto vote = std::min(name.margin, most);
        evidence[phrase_of(sentences[s], name.first, name.last)][label] += vote;
        // A person's family name stands for the person later.
        if (name.label == NameLabel::kPerson && name.last - name.first > 1) {
          evidence[phrase_of(sentences[s], name.last - 1, name.last)][label] += vote / 2;
        }
      }
    }
    return evidence;
  }

  // Phrases of the sentence that the article knows as names and that the first look took for something else.
  // The margin of a hint is what its words gain.
  [[nodiscard]] std::vector<NameSpan> hints(const Sentence& sentence, const std::vector<NameSpan>& names,
                                            const Evidence& evidence) const {
    std::vector<NameSpan> out;
    const auto count = static_cast<std::uint32_t>(sentence.tokens.size());
    const auto person_gain = static_cast<std::int32_t>(kPersonHint * words.scale());
    const auto other_gain = static_cast<std::int32_t>(kOtherHint * words.scale());
    const auto sure = static_cast<std::int32_t>(kSure * words.scale());
    for (std::uint32_t i = 0; i < count;) {
      std::uint32_t end = i;
      const Votes* found = nullptr;
      if (sentence.tokens[i].text != sentence.tokens[i].lower) {
        auto phrase = phrase_start();
        for (std::uint32_t n = 1; n <= kLongestPhrase && i + n <= count; ++n) {
          phrase = phrase_add(phrase, hash_bytes(sentence.tokens[i + n - 1].lower));
          if (const auto it = evidence.find(phrase); it != evidence.end()) {
            found = &it->second;
            end = i + n;
          }
        }
      }
      if (found == nullptr) {
        ++i;
        continue;
      }
      const auto best =
          static_cast<std::size_t>(std::max_element(found->begin(), found->end()) - found->begin());
      std::int64_t others = 0;
      for (std::size_t l = 0; l < found->size(); ++l) others += l == best ? 0 : (*found)[l];
      bool settled = (*found)[best] < 2 * others;
      for (const auto& name : names) {
        if (name.last <= i || name.first >= end) continue;
        const bool same = name.first == i && name.last == end;
        settled = settled || (same && static_cast<std::size_t>(name.label) == best) || name.margin >= sure;
      }
      const auto label = static_cast<NameLabel>(best);
      const auto gain = label == NameLabel::kPerson ? person_gain : other_gain;
      if (!settled) out.push_back({i, end, label, label, gain, 0});
      i = end;
    }
    return out;
  }

  LinearModel model;
  const FeatureTable& words;
  StoredLexicon lexicon;
  std::array<std::int32_t, kRow> start{};
  std::vector<Move> moves;                                      // all
  std::vector<Move> inside, from_outside, to_outside, outside;  // some of them
  std::array<std::uint8_t, kEnds> closed_tags{}, start_tags{};
  std::array<Ends, kEnds> leave{}, enter{};  // scores of moves: [closed][start], [start][closed]
};

NameTagger::NameTagger(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
NameTagger::NameTagger(NameTagger&&) noexcept = default;
NameTagger& NameTagger::operator=(NameTagger&&) noexcept = default;
NameTagger::~NameTagger() = default;

NameTagger NameTagger::load(const std::string& path) {
  return NameTagger{std::make_unique<const Impl>(LinearModel::load(path, "names"))};
}

std::int32_t NameTagger::unit() const { return static_cast<std::int32_t>(std::lround(impl_->words.scale())); }

std::vector<NameSpan> NameTagger::find(const Sentence& sentence) const {
  NameFeatures features;
  Impl::Lattice lattice;
  impl_->score(sentence, features, lattice);
  return impl_->decode(lattice, features);
}

std::vector<std::vector<NameSpan>> NameTagger::find(const std::vector<Sentence>& sentences) const {
  NameFeatures features;
  Impl::Lattice lattice;
  std::vector<std::vector<NameSpan>> names;
  std::vector<std::vector<Scores>> own;  // the words' scores of the first look, which a second one needs again
  names.reserve(sentences.size());
  own.reserve(sentences.size());
  for (const auto& sentence : sentences) {
    impl_->score(sentence, features, lattice);
    names.push_back(impl_->decode(lattice, features));
    own.push_back(lattice.own);
  }
  if (sentences.size() < 2) return names;
  const auto evidence = impl_->gather(sentences, names);
  if (evidence.empty()) return names;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const auto hints = impl_->hints(sentences[s], names[s], evidence);
    if (hints.empty()) continue;
    features.prepare(sentences[s], impl_->lexicon);
    lattice.own = std::move(own[s]);
    for (const auto& hint : hints) {
      for (auto i = hint.first; i < hint.last; ++i) {
        lattice.own[i][tag_of(hint.label, part_in(hint, i))] += hint.margin;
      }
    }
    names[s] = impl_->decode(lattice, features);
  }
  return names;
}

}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
// What the tagger and the parser see of a word and of a half-built tree, as feature keys. Shared by the
// programs that run the models and the one that trains them, so that both always see the same. Keys are
// stored in model files: a change here needs both models trained anew.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "extract/linear_model.h"

namespace entente::extract::syntax {

// Keys of one decision; the capacity is a bound on the templates below.
class Keys {
 public:
  void clear() { size_ = 0; }
  void add(std::uint64_t key) { keys_[size_++] = key; }
  [[nodiscard]] std::span<const std::uint64_t> view() const { return {keys_.data(), size_}; }
  template <typename Keep>
  void filter(Keep keep) {
    size_ = static_cast<std::size_t>(std::remove_if(keys_.begin(),
                                                    keys_.begin() + static_cast<std::ptrdiff_t>(size_),
                                                    [&](std::uint64_t) { return !keep(); }) -
                                     keys_.begin());
  }

 private:
  std::array<std::uint64_t, 224> keys_;
  std::size_t size_ = 0;
};

// How the capitals of a sentence are used: a capital tells little in a headline.
enum class Casing : std::uint8_t { kNormal = 0, kTitle = 1, kUpper = 2 };

struct Word {
  std::uint64_t form = 0;                 // lower case, digits as 0, plain quotes and dashes
  std::uint64_t shape = 0;                // "Xx", "X", "x", "0", "x-0" ... with the casing of the sentence
  std::array<std::uint64_t, 5> prefix{};  // of 1..5 code points; 0 when the word is shorter
  std::array<std::uint64_t, 5> suffix{};
  std::uint8_t known = 0;  // class of tags the word was seen with; 0 = rare or unknown
};

[[nodiscard]] Casing casing_of(const Sentence& sentence);
void words_of(const Sentence& sentence, std::vector<Word>& out);

// ---- tagger ----

inline constexpr std::uint8_t kNoTag = 255;  // before the first word

// `before` is the label of the word on the left, `before2` of the one before that.
void tag_keys(std::span<const Word> words, std::size_t i, std::uint8_t before, std::uint8_t before2,
              Keys& keys);

// The classes of tags frequent words were seen with, and the words that have one tag only: an open-addressed
// table of 64-bit entries, 48 bits of the form's hash above 8 bits of class above 8 bits of label.
class WordList {
 public:
  struct Entry {
    std::uint8_t known = 0;
    std::uint8_t only = kNoTag;  // the label of a word that has no other
  };
  WordList() = default;
  explicit WordList(std::string_view section) : section_(section) {}
  [[nodiscard]] Entry find(std::uint64_t form) const;
  [[nodiscard]] static std::string write(const std::vector<std::pair<std::uint64_t, Entry>>& entries);

 private:
  std::string_view section_;
};

// ---- parser ----

// Arc-hybrid transitions. The root stands after the last word: it is the last thing in the buffer and never
// shifted.
enum class Move : std::uint8_t { kShift = 0, kLeft = 1, kRight = 2 };

struct Action {
  Move move = Move::kShift;
  Deprel deprel = Deprel::kDep;
};

inline constexpr std::int32_t kNone = -1;

struct Node {
  std::int32_t head = kNone;
  std::int32_t left = kNone, left2 = kNone;  // the outermost child on the left, and the one inside of it
  std::int32_t right = kNone, right2 = kNone;
  std::uint8_t deprel = 0;
  std::uint8_t lefts = 0, rights = 0;         // how many children, at most 15
  std::uint64_t left_set = 0, right_set = 0;  // their relations
};

struct State {
  std::vector<Node> nodes;
  std::vector<std::int32_t> stack;
  std::int32_t next = 0;  // front of the buffer; equals size() when only the root is left

  void reset(std::size_t size);
  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(nodes.size()); }
  [[nodiscard]] bool done() const { return next == size() && stack.empty(); }
  [[nodiscard]] bool allows(Move move) const;
  [[nodiscard]] std::optional<Action> only_action() const;  // where no other is allowed
  void apply(Action action);
};

// The labels of a parser's table as actions, and which of them a state allows.
class Actions {
 public:
  static constexpr std::uint8_t kRootKind = 3;  // the arc from the root; the kinds before it are the moves

  // False when a name is unknown or a kind is missing.
  [[nodiscard]] bool assign(const std::vector<std::string>& names);
  [[nodiscard]] std::size_t size() const { return actions_.size(); }
  [[nodiscard]] Action operator[](std::size_t i) const { return actions_[i]; }
  [[nodiscard]] std::uint8_t kind(std::size_t i) const { return kinds_[i]; }
  [[nodiscard]] static std::array<bool, 4> allowed(const State& state);
  // The action that scores best among those the state allows; the first of equals.
  [[nodiscard]] std::size_t best(const State& state, const std::int32_t* scores) const;

 private:
  static constexpr std::int32_t kBarred = -(1 << 28);  // below every sum of weights, and far from the end of the range

  std::vector<Action> actions_;
  std::vector<std::uint8_t> kinds_;
  std::array<std::vector<std::int32_t>, 16> bars_;  // by set of allowed kinds: what to add to the score of each action
};

// A word as the parser sees it.
struct ParserWord {
  std::uint64_t form = 0;
  std::uint64_t suffix = 0;
  std::uint64_t tag = 0;   // UPOS
  std::uint64_t fine = 0;  // the finer tag below it
  // What a first parser thought of the word, for a second one to weigh.
  std::int32_t guide_head = kNone;  // the root is the number of words; kNone when there was no first parser
  std::int32_t guide_last = kNone;  // the last of its dependents
  std::uint8_t guide_deprel = 0;
};
void set_guide(std::span<const std::int32_t> heads, std::span<const std::uint8_t> deprels,
               std::vector<ParserWord>& words);

// Keys for the finer tag ("VERB/VBD") of a word whose UPOS is known; `before` is the finer tag on the left.
void fine_keys(std::span<const Word> words, const std::vector<Token>& tokens, std::size_t i,
               std::uint8_t before, Keys& keys);
void parser_words_of(std::span<const Word> words, const std::vector<Token>& tokens,
                     std::span<const std::uint8_t> fine, std::vector<ParserWord>& out);

// The keys of a state fall into parts by what they look at, and so by how long they stay the same.
enum class Part : std::uint8_t {
  kFront,    // the first words of the buffer: the same until the next shift
  kTop,      // the top of the stack, its left children and what lies below: the same as long as it is on the stack
  kRights,   // the right children of the top: the same until it gets another one
  kMeeting,  // stack and buffer together: new in every state
  kAll,
};
void parse_keys(std::span<const ParserWord> words, const State& state, Part part, Keys& keys);

[[nodiscard]] std::string name_of(Action action);  // "LEFT nsubj"
[[nodiscard]] std::optional<Action> find_action(std::string_view name);

// Draws a tree from left to right, always by the action that scores best; `score(keys, scores)` adds the row
// of every key. 2n transitions for n words.
template <typename Scorer>
void draw(std::span<const ParserWord> words, const Actions& actions, State& state, Scorer score) {
  const auto width = actions.size();
  Keys keys;
  const auto add = [&](Part part, std::int32_t* scores) {
    parse_keys(words, state, part, keys);
    score(keys.view(), scores);
  };
  // What was summed once is kept as long as it holds: for the front of the buffer one row; for each place of the stack the row of its
  // top and below that the same with the right children.
  std::vector<std::int32_t> scores(width), front(width), places;
  std::int32_t front_of = kNone;
  bool shifted = false, grown = false;
  const auto decide = [&] {
    if (front_of != state.next) {
      front_of = state.next;
      std::fill_n(front.data(), width, 0);
      add(Part::kFront, front.data());
    }
    const auto place = (state.stack.size() - 1) * 2 * width;
    if (places.size() < place + 2 * width) places.resize(place + 2 * width);
    auto* top = places.data() + place;
    auto* whole = top + width;
    if (shifted) {
      std::fill_n(top, width, 0);
      add(Part::kTop, top);
    }
    if (shifted || grown) {
      std::copy_n(top, width, whole);
      add(Part::kRights, whole);
    }
    for (std::size_t i = 0; i < width; ++i) scores[i] = front[i] + whole[i];
    add(Part::kMeeting, scores.data());
    return actions[actions.best(state, scores.data())];
  };
  state.reset(words.size());
  while (!state.done()) {
    const auto only = state.only_action();
    const auto action = only ? *only : decide();
    shifted = action.move == Move::kShift;
    grown = action.move == Move::kRight;
    state.apply(action);
  }
}

}  // namespace entente::extract::syntax

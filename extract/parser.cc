// SPDX-License-Identifier: Apache-2.0
#include "extract/parser.h"

#include <fmt/format.h>

#include <limits>
#include <type_traits>

#include "extract/linear_model.h"
#include "extract/syntax_features.h"
#include "model/error.h"

namespace entente::extract {
namespace syntax {

void State::reset(std::size_t size) {
  nodes.assign(size, Node{});
  stack.clear();
  next = 0;
}

bool State::allows(Move move) const {
  switch (move) {
    case Move::kShift:
      return next < size();
    // With only the root left in the buffer, the last word of the stack and no other becomes its child.
    case Move::kLeft:
      return next < size() ? !stack.empty() : stack.size() == 1;
    case Move::kRight:
      return stack.size() > 1;
  }
  return false;
}

std::optional<Action> State::only_action() const {
  if (stack.empty()) return Action{};
  if (next == size() && stack.size() == 1) return Action{Move::kLeft, Deprel::kRoot};
  return std::nullopt;
}

void State::apply(Action action) {
  constexpr std::uint8_t kMany = 15;
  if (action.move == Move::kShift) {
    stack.push_back(next++);
    return;
  }
  const auto child = stack.back();
  stack.pop_back();
  auto& node = nodes[static_cast<std::size_t>(child)];
  node.deprel = static_cast<std::uint8_t>(action.deprel);
  const auto bit = std::uint64_t{1} << node.deprel;
  if (action.move == Move::kRight) {
    node.head = stack.back();
    auto& head = nodes[static_cast<std::size_t>(node.head)];
    head.right2 = head.right;
    head.right = child;
    head.right_set |= bit;
    if (head.rights < kMany) ++head.rights;
  } else if (next < size()) {
    node.head = next;
    auto& head = nodes[static_cast<std::size_t>(node.head)];
    head.left2 = head.left;
    head.left = child;
    head.left_set |= bit;
    if (head.lefts < kMany) ++head.lefts;
  }
}

std::string name_of(Action action) {
  switch (action.move) {
    case Move::kLeft:
      return "LEFT " + std::string(extract::name_of(action.deprel));
    case Move::kRight:
      return "RIGHT " + std::string(extract::name_of(action.deprel));
    case Move::kShift:
      break;
  }
  return "SHIFT";
}

std::optional<Action> find_action(std::string_view name) {
  if (name == "SHIFT") return Action{};
  const auto space = name.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto deprel = find_deprel(name.substr(space + 1));
  if (extract::name_of(deprel) != name.substr(space + 1)) return std::nullopt;
  if (name.substr(0, space) == "LEFT") return Action{Move::kLeft, deprel};
  if (name.substr(0, space) == "RIGHT") return Action{Move::kRight, deprel};
  return std::nullopt;
}

bool Actions::assign(const std::vector<std::string>& names) {
  actions_.clear();
  kinds_.clear();
  std::array<bool, 4> kinds{};
  for (const auto& name : names) {
    const auto action = find_action(name);
    if (!action) return false;
    const bool root = action->move == Move::kLeft && action->deprel == Deprel::kRoot;
    actions_.push_back(*action);
    kinds_.push_back(root ? kRootKind : static_cast<std::uint8_t>(action->move));
    kinds[kinds_.back()] = true;
  }
  for (std::size_t set = 0; set < bars_.size(); ++set) {
    bars_[set].clear();
    for (const auto kind : kinds_) bars_[set].push_back((set >> kind & 1u) != 0 ? 0 : kBarred);
  }
  return kinds == std::array<bool, 4>{true, true, true, true};
}

std::size_t Actions::best(const State& state, const std::int32_t* scores) const {
  const auto allowed_kinds = allowed(state);
  std::size_t set = 0;
  for (std::size_t kind = 0; kind < allowed_kinds.size(); ++kind) set |= allowed_kinds[kind] ? std::size_t{1} << kind : 0;
  const auto& bars = bars_[set];
  // Two plain passes, which compilers make wide, instead of one with a branch for each action.
  auto highest = std::numeric_limits<std::int32_t>::min();
  for (std::size_t i = 0; i < bars.size(); ++i) highest = std::max(highest, scores[i] + bars[i]);
  std::size_t best = 0;
  while (scores[best] + bars[best] != highest) ++best;
  return best;
}

std::array<bool, 4> Actions::allowed(const State& state) {
  const bool left = state.allows(Move::kLeft);
  const bool root = state.next == state.size();
  return {state.allows(Move::kShift), left && !root, state.allows(Move::kRight), left && root};
}

void fine_keys(std::span<const Word> words, const std::vector<Token>& tokens, std::size_t i,
               std::uint8_t before, Keys& keys) {
  static constexpr Word kOutside{kHashSeed, kHashSeed, {}, {}, 0};
  const auto at = [&](std::size_t offset_plus_two) -> const Word& {
    const std::size_t j = i + offset_plus_two;
    return j >= 2 && j - 2 < words.size() ? words[j - 2] : kOutside;
  };
  const auto tag = [&](std::size_t offset_plus_two) -> std::uint64_t {
    const std::size_t j = i + offset_plus_two;
    return j >= 2 && j - 2 < tokens.size() ? static_cast<std::uint64_t>(tokens[j - 2].upos) : 99u;
  };
  const Word &w = at(2), &l = at(1), &l2 = at(0), &r = at(3);
  const auto t = tag(2), tl = tag(1), tl2 = tag(0), tr = tag(3), tr2 = tag(4);
  std::uint64_t number = 5000;
  keys.clear();
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    keys.add(mix(mix(mix(mix(++number, t), a), b), c));
  };
  add(0);
  add(w.form);
  for (std::size_t n = 0; n < 4; ++n) add(w.suffix[n]);
  add(w.shape);
  add(w.form, tl);
  add(w.form, tr);
  add(l.form);
  add(l2.form);
  add(r.form);
  add(w.form, l.form);
  add(w.form, r.form);
  add(tl, tl2);
  add(tr, tr2);
  add(tl, tr);
  add(before);
  add(before, w.suffix[2]);
  add(before, w.suffix[1], tl2);
  add(w.suffix[1], l.form);
  add(w.suffix[1], l2.form);
  add(w.suffix[1], tl, tl2);
  add(w.suffix[1], tr, tr2);
  add(w.form, before, tr);
}

void parser_words_of(std::span<const Word> words, const std::vector<Token>& tokens,
                     std::span<const std::uint8_t> fine, std::vector<ParserWord>& out) {
  out.clear();
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto tag = std::uint64_t{1} + static_cast<std::uint64_t>(tokens[i].upos);
    const auto suffix = words[i].suffix[2] != 0 ? words[i].suffix[2] : words[i].form;
    out.push_back({words[i].form, mix(suffix, tag), tag, std::uint64_t{1} + fine[i], kNone, kNone, 0});
  }
}

void set_guide(std::span<const std::int32_t> heads, std::span<const std::uint8_t> deprels,
               std::vector<ParserWord>& words) {
  for (auto& word : words) word.guide_last = kNone;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].guide_head = heads[i] < 0 ? static_cast<std::int32_t>(words.size()) : heads[i];
    words[i].guide_deprel = deprels[i];
    if (const auto h = static_cast<std::size_t>(words[i].guide_head); h < words.size()) {
      words[h].guide_last = static_cast<std::int32_t>(i);
    }
  }
}

namespace {

template <Part kPart>
using PartOf = std::integral_constant<Part, kPart>;

// One list of templates for all parts, so that a key has the same number whichever part is asked for.
template <Part kWanted>
void keys_of(std::span<const ParserWord> words, const State& state, Keys& keys) {
  constexpr PartOf<Part::kFront> front;
  constexpr PartOf<Part::kTop> top;
  constexpr PartOf<Part::kRights> rights;
  constexpr PartOf<Part::kMeeting> meeting;
  static constexpr ParserWord kNoWord{hash_bytes("<none>"), hash_bytes("<none>"), 100, 300, kNone, kNone, 63};
  static constexpr ParserWord kRootWord{
      hash_bytes("<root>"), hash_bytes("<root>"), 101, 301, kNone, kNone, 62};
  static constexpr Node kNoNode{};
  const auto word = [&](std::int32_t i) -> const ParserWord& {
    if (i < 0) return kNoWord;
    return i < state.size() ? words[static_cast<std::size_t>(i)] : kRootWord;
  };
  const auto node = [&](std::int32_t i) -> const Node& {
    return i >= 0 && i < state.size() ? state.nodes[static_cast<std::size_t>(i)] : kNoNode;
  };
  const auto stack = [&](std::size_t depth) {
    return depth < state.stack.size() ? state.stack[state.stack.size() - 1 - depth] : kNone;
  };
  const auto buffer = [&](std::int32_t offset) {
    return state.next + offset <= state.size() ? state.next + offset : kNone;
  };
  const auto s0 = stack(0), s1 = stack(1), s2 = stack(2), b0 = buffer(0), b1 = buffer(1), b2 = buffer(2);
  const ParserWord &S0 = word(s0), &S1 = word(s1), &S2 = word(s2), &B0 = word(b0), &B1 = word(b1),
                   &B2 = word(b2);
  const Node &N0 = node(s0), &N1 = node(s1), &NB = node(b0);
  const auto label = [&](std::int32_t i) -> std::uint64_t { return i < 0 ? 200u : node(i).deprel; };

  std::uint64_t number = 1000;
  keys.clear();
  const auto add = [&](auto part, auto... values) {
    ++number;
    if constexpr (kWanted == Part::kAll || kWanted == part.value) {
      auto key = number;
      ((key = mix(key, values)), ...);
      keys.add(key);
    }
  };

  // Single words.
  const auto single = [&](auto part, const ParserWord& w) {
    add(part, w.form);
    add(part, w.fine);
    add(part, w.form, w.fine);
    add(part, w.suffix);
  };
  single(top, S0);
  single(top, S1);
  single(top, S2);
  single(front, B0);
  single(front, B1);
  single(front, B2);
  // Pairs.
  const auto pair = [&](auto part, const ParserWord& a, const ParserWord& b) {
    add(part, a.form, a.fine, b.form, b.fine);
    add(part, a.form, b.form, b.fine);
    add(part, a.form, a.fine, b.form);
    add(part, a.form, a.fine, b.fine);
    add(part, a.fine, b.form, b.fine);
    add(part, a.form, b.form);
    add(part, a.fine, b.fine);
    add(part, a.suffix, b.suffix);
    add(part, a.suffix, b.fine);
    add(part, a.fine, b.suffix);
  };
  pair(meeting, S0, B0);
  pair(top, S1, S0);
  add(meeting, S1.fine, B0.fine);
  add(meeting, S1.form, S1.fine, B0.fine);
  add(meeting, S1.fine, B0.form, B0.fine);
  add(meeting, S1.form, B0.form);
  add(front, B0.fine, B1.tag);
  add(front, B0.form, B0.fine, B1.tag);
  add(front, B0.fine, B1.form, B1.tag);
  add(meeting, S0.fine, B1.tag);
  add(meeting, S0.form, B1.tag);
  add(meeting, S0.fine, B1.form);
  add(top, S2.tag, S0.fine);
  add(meeting, S2.tag, B0.fine);
  // Triples.
  add(meeting, S0.fine, B0.fine, B1.tag);
  add(meeting, S0.fine, B0.fine, B1.tag, B2.tag);
  add(meeting, S1.fine, S0.fine, B0.fine);
  add(meeting, S1.fine, S0.fine, B0.fine, B1.tag);
  add(top, S2.tag, S1.fine, S0.fine);
  add(meeting, S2.tag, S1.fine, S0.fine, B0.fine);
  add(front, B0.fine, B1.tag, B2.tag);
  add(meeting, S0.form, B0.fine, B1.tag);
  add(meeting, S0.fine, B0.form, B1.tag);
  add(meeting, S1.form, S0.fine, B0.fine);
  add(meeting, S1.fine, S0.form, B0.fine);
  add(meeting, S1.fine, S0.fine, B0.form);
  // Children.
  const auto l0 = N0.left, r0 = N0.right, l1 = N1.left, r1 = N1.right, lb = NB.left;
  const auto child = [&](auto part, std::int32_t i) {
    add(part, word(i).form);
    add(part, word(i).tag);
    add(part, label(i));
  };
  child(top, l0);
  child(rights, r0);
  child(top, l1);
  child(top, r1);
  child(meeting, lb);
  add(top, label(N0.left2), S0.fine);
  add(rights, label(N0.right2), S0.fine);
  add(top, label(N1.right2), S1.fine);
  add(meeting, label(NB.left2), B0.fine);
  add(meeting, S0.fine, word(l0).tag, B0.fine);
  add(meeting, S0.fine, word(r0).tag, B0.fine);
  add(meeting, S0.fine, B0.fine, word(lb).tag);
  add(meeting, S0.fine, label(l0), B0.fine);
  add(meeting, S0.fine, label(r0), B0.fine);
  add(meeting, S0.fine, B0.fine, label(lb));
  add(top, S1.fine, S0.fine, word(l0).tag);
  add(rights, S1.fine, S0.fine, word(r0).tag);
  add(top, S1.fine, S0.fine, word(l1).tag);
  add(top, S1.fine, S0.fine, word(r1).tag);
  add(top, S1.fine, S0.fine, label(l0));
  add(rights, S1.fine, S0.fine, label(r0));
  add(top, S1.fine, S0.fine, label(l1));
  add(top, S1.fine, S0.fine, label(r1));
  add(top, S0.fine, word(l0).tag, word(N0.left2).tag);
  add(rights, S0.fine, word(r0).tag, word(N0.right2).tag);
  add(top, S1.fine, word(r1).tag, word(N1.right2).tag);
  add(meeting, B0.fine, word(lb).tag, word(NB.left2).tag);
  add(meeting, S0.form, word(l0).form, B0.fine);
  add(meeting, S0.form, word(r0).form, B0.fine);
  add(top, S1.form, S0.fine, word(l0).form);
  add(top, S1.fine, S0.form, word(l0).form);
  add(meeting, S0.fine, B0.form, word(lb).form);
  // Distances, numbers of children and their relations.
  const auto distance = [](std::int32_t a, std::int32_t b) -> std::uint64_t {
    if (a < 0 || b < 0) return 20;
    const auto d = b - a;
    return static_cast<std::uint64_t>(d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7);
  };
  const auto d0 = distance(s0, b0), d1 = distance(s1, s0);
  add(meeting, S0.form, d0);
  add(meeting, S0.fine, d0);
  add(meeting, B0.form, d0);
  add(meeting, B0.fine, d0);
  add(meeting, S0.fine, B0.fine, d0);
  add(meeting, S0.form, B0.form, d0);
  add(top, S1.form, d1);
  add(top, S1.fine, d1);
  add(top, S0.form, d1);
  add(top, S0.fine, d1);
  add(top, S1.fine, S0.fine, d1);
  add(top, S0.form, N0.lefts);
  add(top, S0.fine, N0.lefts);
  add(rights, S0.form, N0.rights);
  add(rights, S0.fine, N0.rights);
  add(top, S1.form, N1.rights);
  add(top, S1.fine, N1.rights);
  add(meeting, B0.form, NB.lefts);
  add(meeting, B0.fine, NB.lefts);
  add(top, S0.form, N0.left_set);
  add(top, S0.fine, N0.left_set);
  add(rights, S0.form, N0.right_set);
  add(rights, S0.fine, N0.right_set);
  add(top, S1.form, N1.right_set);
  add(top, S1.fine, N1.right_set);
  add(top, S1.fine, N1.left_set);
  add(meeting, B0.form, NB.left_set);
  add(meeting, B0.fine, NB.left_set);
  add(meeting, S0.fine, N0.right_set, B0.fine);
  add(top, S1.fine, N1.right_set, S0.fine);
  add(meeting, std::min<std::size_t>(state.stack.size(), 4), b0 == state.size());

  if (words.front().guide_head == kNone) return;
  // What the first parser said: where the head is, as seen from this state, with which relation, and whether
  // words still to come belong below.
  const auto where = [&](std::int32_t i, const ParserWord& w) -> std::uint64_t {
    if (i < 0 || i >= state.size()) return 0;
    const auto h = w.guide_head;
    return h == b0 ? 1u : h == s0 ? 2u : h == s1 ? 3u : h < i ? 4u : h == state.size() ? 6u : 5u;
  };
  const auto view = [&](std::int32_t i, const ParserWord& w) { return where(i, w) * 64 + w.guide_deprel; };
  const auto q0 = view(s0, S0), q1 = view(s1, S1), qb = view(b0, B0), qb1 = view(b1, B1);
  const std::uint64_t wait0 = S0.guide_last >= state.next, wait1 = S1.guide_last >= state.next;
  const std::uint64_t waits = 2 * wait0 + wait1;
  const auto reach = [&](std::int32_t i, const ParserWord& w) {
    return i < 0 || i >= state.size()
               ? 30u
               : (w.guide_head < i ? 16u : 0u) + distance(std::min(i, w.guide_head), std::max(i, w.guide_head));
  };
  number = 3000;
  add(meeting, q0, waits);
  add(meeting, q0, waits, S0.fine);
  add(meeting, q0, wait0, S0.fine, B0.fine);
  add(meeting, q0, wait0, S0.fine, S1.fine);
  add(meeting, q0, wait0, S0.form);
  add(meeting, q0, wait0, B0.form);
  add(meeting, q0, wait0, S1.form);
  add(meeting, q0, wait0, reach(s0, S0));
  add(meeting, q0, wait0, S1.form, B0.form);
  add(meeting, qb, wait0);
  add(meeting, qb, B0.fine);
  add(meeting, qb, B0.fine, S0.fine);
  add(meeting, qb, q0, wait0);
  add(meeting, qb, q0, S0.tag, B0.tag);
  add(meeting, q1, q0);
  add(meeting, q1, q0, waits);
  add(meeting, q1, S1.fine, B0.fine);
  add(meeting, qb1, q0, wait0);
  add(meeting, q0, wait0, label(r0), label(l0));
  add(meeting, q0, wait0, S0.tag, N0.right_set);
  add(meeting, q0, wait0, S1.tag, N1.right_set);
  add(meeting, q0, S0.tag, B0.tag, NB.left_set);
  add(meeting, q0, S0.fine, S1.tag, B0.tag);
}

}  // namespace

void parse_keys(std::span<const ParserWord> words, const State& state, Part part, Keys& keys) {
  switch (part) {
    case Part::kFront:
      return keys_of<Part::kFront>(words, state, keys);
    case Part::kTop:
      return keys_of<Part::kTop>(words, state, keys);
    case Part::kRights:
      return keys_of<Part::kRights>(words, state, keys);
    case Part::kMeeting:
      return keys_of<Part::kMeeting>(words, state, keys);
    case Part::kAll:
      return keys_of<Part::kAll>(words, state, keys);
  }
}

}  // namespace syntax

struct Parser::Impl {
  LinearModel model;
  const FeatureTable* first;   // from right to left
  const FeatureTable* second;  // from left to right, with the first one's tree as a guide
  const FeatureTable* fine;
  syntax::Actions first_actions, second_actions;
  std::array<std::vector<std::uint8_t>, kUposCount> fine_of;  // the labels of `fine` below each UPOS

  void find_fine(const Sentence& sentence, std::span<const syntax::Word> words,
                 std::vector<std::uint8_t>& out) const;
};

Parser::Parser(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

Parser Parser::load(const std::string& path) {
  auto impl = std::make_unique<Impl>(
      Impl{LinearModel::load(path, "parser 3"), nullptr, nullptr, nullptr, {}, {}, {}});
  impl->first = &impl->model.table("first");
  impl->second = &impl->model.table("second");
  impl->fine = &impl->model.table("fine");
  if (!impl->first_actions.assign(impl->first->labels()) ||
      !impl->second_actions.assign(impl->second->labels())) {
    throw Error(ErrorKind::kInput, path + ": the transitions of the model are not those of this program");
  }
  for (const auto& label : impl->fine->labels()) {
    const auto upos = find_upos(std::string_view(label).substr(0, label.find('/')));
    if (!upos) throw Error(ErrorKind::kInput, fmt::format("{}: unknown tag '{}'", path, label));
    auto& labels = impl->fine_of[static_cast<std::size_t>(*upos)];
    labels.push_back(static_cast<std::uint8_t>(&label - impl->fine->labels().data()));
  }
  for (const auto& labels : impl->fine_of) {
    if (labels.empty()) throw Error(ErrorKind::kInput, path + ": a part of speech has no tag in the model");
  }
  return Parser(std::move(impl));
}

void Parser::Impl::find_fine(const Sentence& sentence, std::span<const syntax::Word> words,
                             std::vector<std::uint8_t>& out) const {
  syntax::Keys keys;
  std::array<std::int32_t, 256> scores;
  out.resize(words.size());
  std::uint8_t before = syntax::kNoTag;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& labels = fine_of[static_cast<std::size_t>(sentence.tokens[i].upos)];
    auto best = labels.front();
    if (labels.size() > 1) {
      syntax::fine_keys(words, sentence.tokens, i, before, keys);
      std::fill_n(scores.begin(), fine->label_count(), 0);
      fine->add(keys.view(), scores.data());
      for (const auto label : labels) {
        if (scores[label] > scores[best]) best = label;
      }
    }
    out[i] = before = best;
  }
}

void Parser::parse(Sentence& sentence) const {
  std::vector<syntax::Word> words;
  syntax::words_of(sentence, words);
  std::vector<std::uint8_t> fine;
  impl_->find_fine(sentence, words, fine);
  std::vector<syntax::ParserWord> parser_words;
  syntax::parser_words_of(words, sentence.tokens, fine, parser_words);

  const auto size = static_cast<std::int32_t>(words.size());
  syntax::State state;
  const auto draw = [&](const FeatureTable& table, const syntax::Actions& actions) {
    syntax::draw(parser_words, actions, state,
                 [&](std::span<const std::uint64_t> keys, std::int32_t* scores) { table.add(keys, scores); });
  };
  std::reverse(parser_words.begin(), parser_words.end());
  draw(*impl_->first, impl_->first_actions);
  std::reverse(parser_words.begin(), parser_words.end());
  std::vector<std::int32_t> heads(words.size());
  std::vector<std::uint8_t> deprels(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& node = state.nodes[words.size() - 1 - i];
    heads[i] = node.head < 0 ? size : size - 1 - node.head;
    deprels[i] = node.deprel;
  }
  syntax::set_guide(heads, deprels, parser_words);
  draw(*impl_->second, impl_->second_actions);
  for (std::size_t i = 0; i < words.size(); ++i) {
    sentence.tokens[i].head = state.nodes[i].head;
    sentence.tokens[i].deprel = static_cast<Deprel>(state.nodes[i].deprel);
  }
  sentence.parsed = true;
}

}  // namespace entente::extract

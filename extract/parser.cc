// SPDX-License-Identifier: Apache-2.0
#include "extract/parser.h"

#include "extract/linear_model.h"
#include "extract/syntax_features.h"
#include "model/error.h"

namespace entente::extract {
namespace syntax {

void State::reset(std::size_t size) {
  nodes.assign(size, Node{});
  stack.clear();
  next = 0;
  score = 0;
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

void parser_words_of(const Sentence& sentence, std::vector<ParserWord>& out) {
  std::vector<Word> words;
  words_of(sentence, words);
  out.clear();
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto tag = std::uint64_t{1} + static_cast<std::uint64_t>(sentence.tokens[i].upos);
    const auto suffix = words[i].suffix[2] != 0 ? words[i].suffix[2] : words[i].form;
    out.push_back({words[i].form, mix(suffix, tag), tag});
  }
}

void parse_keys(std::span<const ParserWord> words, const State& state, Keys& keys) {
  static constexpr ParserWord kNoWord{hash_bytes("<none>"), hash_bytes("<none>"), 100};
  static constexpr ParserWord kRootWord{hash_bytes("<root>"), hash_bytes("<root>"), 101};
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
  const auto one = [&](std::uint64_t a) { keys.add(mix(++number, a)); };
  const auto two = [&](std::uint64_t a, std::uint64_t b) { keys.add(mix(mix(++number, a), b)); };
  const auto three = [&](std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    keys.add(mix(mix(mix(++number, a), b), c));
  };
  const auto four = [&](std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    keys.add(mix(mix(mix(mix(++number, a), b), c), d));
  };

  // Single words.
  for (const ParserWord* w : {&S0, &S1, &S2, &B0, &B1, &B2}) {
    one(w->form);
    one(w->tag);
    two(w->form, w->tag);
    one(w->suffix);
  }
  // Pairs.
  const auto pair = [&](const ParserWord& a, const ParserWord& b) {
    four(a.form, a.tag, b.form, b.tag);
    three(a.form, b.form, b.tag);
    three(a.form, a.tag, b.form);
    three(a.form, a.tag, b.tag);
    three(a.tag, b.form, b.tag);
    two(a.form, b.form);
    two(a.tag, b.tag);
    two(a.suffix, b.suffix);
    two(a.suffix, b.tag);
    two(a.tag, b.suffix);
  };
  pair(S0, B0);
  pair(S1, S0);
  two(S1.tag, B0.tag);
  three(S1.form, S1.tag, B0.tag);
  three(S1.tag, B0.form, B0.tag);
  two(S1.form, B0.form);
  two(B0.tag, B1.tag);
  three(B0.form, B0.tag, B1.tag);
  three(B0.tag, B1.form, B1.tag);
  two(S0.tag, B1.tag);
  two(S0.form, B1.tag);
  two(S0.tag, B1.form);
  two(S2.tag, S0.tag);
  two(S2.tag, B0.tag);
  // Triples.
  three(S0.tag, B0.tag, B1.tag);
  four(S0.tag, B0.tag, B1.tag, B2.tag);
  three(S1.tag, S0.tag, B0.tag);
  four(S1.tag, S0.tag, B0.tag, B1.tag);
  three(S2.tag, S1.tag, S0.tag);
  four(S2.tag, S1.tag, S0.tag, B0.tag);
  three(B0.tag, B1.tag, B2.tag);
  three(S0.form, B0.tag, B1.tag);
  three(S0.tag, B0.form, B1.tag);
  three(S1.form, S0.tag, B0.tag);
  three(S1.tag, S0.form, B0.tag);
  three(S1.tag, S0.tag, B0.form);
  // Children.
  const auto l0 = N0.left, r0 = N0.right, l1 = N1.left, r1 = N1.right, lb = NB.left;
  const auto child = [&](std::int32_t i) {
    one(word(i).form);
    one(word(i).tag);
    one(label(i));
  };
  child(l0);
  child(r0);
  child(l1);
  child(r1);
  child(lb);
  two(label(N0.left2), S0.tag);
  two(label(N0.right2), S0.tag);
  two(label(N1.right2), S1.tag);
  two(label(NB.left2), B0.tag);
  three(S0.tag, word(l0).tag, B0.tag);
  three(S0.tag, word(r0).tag, B0.tag);
  three(S0.tag, B0.tag, word(lb).tag);
  three(S0.tag, label(l0), B0.tag);
  three(S0.tag, label(r0), B0.tag);
  three(S0.tag, B0.tag, label(lb));
  three(S1.tag, S0.tag, word(l0).tag);
  three(S1.tag, S0.tag, word(r0).tag);
  three(S1.tag, S0.tag, word(l1).tag);
  three(S1.tag, S0.tag, word(r1).tag);
  three(S1.tag, S0.tag, label(l0));
  three(S1.tag, S0.tag, label(r0));
  three(S1.tag, S0.tag, label(l1));
  three(S1.tag, S0.tag, label(r1));
  three(S0.tag, word(l0).tag, word(N0.left2).tag);
  three(S0.tag, word(r0).tag, word(N0.right2).tag);
  three(S1.tag, word(r1).tag, word(N1.right2).tag);
  three(B0.tag, word(lb).tag, word(NB.left2).tag);
  three(S0.form, word(l0).form, B0.tag);
  three(S0.form, word(r0).form, B0.tag);
  three(S1.form, S0.tag, word(l0).form);
  three(S1.tag, S0.form, word(l0).form);
  three(S0.tag, B0.form, word(lb).form);
  // Distances, numbers of children and their relations.
  const auto distance = [](std::int32_t a, std::int32_t b) -> std::uint64_t {
    if (a < 0 || b < 0) return 20;
    const auto d = b - a;
    return static_cast<std::uint64_t>(d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7);
  };
  const auto d0 = distance(s0, b0), d1 = distance(s1, s0);
  two(S0.form, d0);
  two(S0.tag, d0);
  two(B0.form, d0);
  two(B0.tag, d0);
  three(S0.tag, B0.tag, d0);
  three(S0.form, B0.form, d0);
  two(S1.form, d1);
  two(S1.tag, d1);
  two(S0.form, d1);
  two(S0.tag, d1);
  three(S1.tag, S0.tag, d1);
  two(S0.form, N0.lefts);
  two(S0.tag, N0.lefts);
  two(S0.form, N0.rights);
  two(S0.tag, N0.rights);
  two(S1.form, N1.rights);
  two(S1.tag, N1.rights);
  two(B0.form, NB.lefts);
  two(B0.tag, NB.lefts);
  two(S0.form, N0.left_set);
  two(S0.tag, N0.left_set);
  two(S0.form, N0.right_set);
  two(S0.tag, N0.right_set);
  two(S1.form, N1.right_set);
  two(S1.tag, N1.right_set);
  two(S1.tag, N1.left_set);
  two(B0.form, NB.left_set);
  two(B0.tag, NB.left_set);
  three(S0.tag, N0.right_set, B0.tag);
  three(S1.tag, N1.right_set, S0.tag);
  two(std::min<std::size_t>(state.stack.size(), 4), b0 == state.size());
}

}  // namespace syntax

struct Parser::Impl {
  LinearModel model;
  const FeatureTable* table;
  std::vector<syntax::Action> actions;  // of each label
  std::vector<std::uint8_t> kinds;      // of each label: its move, or kRootKind

  static constexpr std::uint8_t kRootKind = 3;
};

Parser::Parser(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

Parser Parser::load(const std::string& path) {
  auto impl = std::make_unique<Impl>(Impl{LinearModel::load(path, "parser 1"), nullptr, {}, {}});
  impl->table = &impl->model.table("actions");
  std::array<bool, 4> kinds{};
  for (const auto& label : impl->table->labels()) {
    const auto action = syntax::find_action(label);
    if (!action) throw Error(ErrorKind::kInput, path + ": unknown action '" + label + "'");
    impl->actions.push_back(*action);
    const bool root = action->move == syntax::Move::kLeft && action->deprel == Deprel::kRoot;
    impl->kinds.push_back(root ? Impl::kRootKind : static_cast<std::uint8_t>(action->move));
    kinds[impl->kinds.back()] = true;
  }
  if (kinds != std::array<bool, 4>{true, true, true, true})
    throw Error(ErrorKind::kInput, path + ": the model lacks a transition");
  return Parser(std::move(impl));
}

void Parser::parse(Sentence& sentence) const {
  std::vector<syntax::ParserWord> words;
  syntax::parser_words_of(sentence, words);
  syntax::State state;
  state.reset(words.size());
  syntax::Keys keys;
  std::array<std::int32_t, 256> scores;
  const auto& actions = impl_->actions;
  while (!state.done()) {
    const bool left = state.allows(syntax::Move::kLeft);
    const bool root = state.next == state.size();
    const std::array<bool, 4> allowed{state.allows(syntax::Move::kShift), left && !root,
                                      state.allows(syntax::Move::kRight), left && root};
    syntax::parse_keys(words, state, keys);
    std::fill_n(scores.begin(), actions.size(), 0);
    impl_->table->add(keys.view(), scores.data());
    std::size_t best = actions.size();
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if (!allowed[impl_->kinds[i]]) continue;
      if (best == actions.size() || scores[i] > scores[best]) best = i;
    }
    state.apply(actions[best]);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    sentence.tokens[i].head = state.nodes[i].head;
    sentence.tokens[i].deprel = static_cast<Deprel>(state.nodes[i].deprel);
  }
  sentence.parsed = true;
}

}  // namespace entente::extract

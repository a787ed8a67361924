// SPDX-License-Identifier: Apache-2.0
// entente-train-syntax: trains the tagger and the parser, and measures them.
//   entente-train-syntax tagger --corpora DIR --out FILE
//   entente-train-syntax parser --corpora DIR --out FILE
//   entente-train-syntax thin   --first UNITS --second UNITS --finer UNITS --out FILE PARSER
//   entente-train-syntax eval   --tagger FILE --parser FILE CONLLU...
// The same corpora give the same bytes on every run.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <numeric>
#include <stdexcept>

#include "extract/linear_model.h"
#include "extract/parser.h"
#include "extract/syntax_features.h"
#include "extract/tagger.h"
#include "extract/train/conllu.h"
#include "extract/train/perceptron.h"
#include "model/error.h"

namespace entente::extract::train {
namespace {

using Options = std::map<std::string, std::string>;

std::string option(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}
std::size_t number(const Options& options, const std::string& name, std::size_t otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : std::stoul(found->second);
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// ---- tagger ----

struct TagVocabulary {
  std::vector<std::string> labels;
  bool fine = false;

  [[nodiscard]] std::uint8_t label_of(const Tree& tree, std::size_t i) const {
    const std::string upos(name_of(tree.sentence.tokens[i].upos));
    if (fine) {
      const auto found = std::lower_bound(labels.begin(), labels.end(), upos + "/" + tree.xpos[i]);
      if (found != labels.end() && *found == upos + "/" + tree.xpos[i]) {
        return static_cast<std::uint8_t>(found - labels.begin());
      }
    }
    return label_of(upos);
  }
  std::map<std::uint64_t, syntax::WordList::Entry> words;

  [[nodiscard]] std::uint8_t label_of(const std::string& name) const {
    return static_cast<std::uint8_t>(std::lower_bound(labels.begin(), labels.end(), name) - labels.begin());
  }
};

TagVocabulary tag_vocabulary(const std::vector<const Tree*>& trees, bool fine) {
  constexpr std::size_t kKnownCount = 4;  // rarer words have no class: the model must learn to guess
  constexpr std::size_t kOnlyCount = 40;  // words this frequent with one tag are looked up and not decided
  TagVocabulary out;
  out.fine = fine;
  std::map<std::string, std::size_t> labels;
  std::map<std::uint64_t, std::array<std::size_t, kUposCount>> counts;
  std::vector<syntax::Word> words;
  for (const auto* tree : trees) {
    syntax::words_of(tree->sentence, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto upos = tree->sentence.tokens[i].upos;
      ++counts[words[i].form][static_cast<std::size_t>(upos)];
      labels[std::string(name_of(upos))] += 1000;
      if (fine) ++labels[std::string(name_of(upos)) + "/" + tree->xpos[i]];
    }
  }
  for (const auto& [label, count] : labels) {
    if (count >= 20) out.labels.push_back(label);
  }

  std::map<std::uint32_t, std::size_t> sets;
  std::map<std::uint64_t, std::uint32_t> set_of;
  for (const auto& [form, tags] : counts) {
    const auto total = std::accumulate(tags.begin(), tags.end(), std::size_t{0});
    if (total < kKnownCount) continue;
    std::uint32_t set = 0;
    for (std::size_t tag = 0; tag < tags.size(); ++tag) {
      if (tags[tag] * 33 >= total) set |= 1u << tag;
    }
    sets[set] += total;
    set_of[form] = set;
    const auto most = std::max_element(tags.begin(), tags.end());
    if (!fine && total >= kOnlyCount && (total - *most) * 500 < total) {
      const auto upos = static_cast<Upos>(most - tags.begin());
      out.words[form].only = out.label_of(std::string(name_of(upos)));
    }
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> order;
  for (const auto& [set, count] : sets) order.emplace_back(count, set);
  std::sort(order.rbegin(), order.rend());
  std::map<std::uint32_t, std::uint8_t> class_of;
  for (const auto& [count, set] : order) {
    if (class_of.size() < 200) class_of.emplace(set, static_cast<std::uint8_t>(class_of.size() + 1));
  }
  for (const auto& [form, set] : set_of) {
    if (class_of.contains(set)) out.words[form].known = class_of.at(set);
  }
  return out;
}

void train_tagger(const std::vector<const Tree*>& trees, const Options& options, const std::string& path,
                  bool loud) {
  const auto vocabulary = tag_vocabulary(trees, number(options, "fine", 1) != 0);
  struct Example {
    std::vector<syntax::Word> words;
    std::vector<std::uint8_t> gold;
    std::vector<std::uint8_t> only;
  };
  std::vector<Example> examples;
  for (const auto* tree : trees) {
    Example example;
    syntax::words_of(tree->sentence, example.words);
    for (std::size_t i = 0; i < example.words.size(); ++i) {
      const auto found = vocabulary.words.find(example.words[i].form);
      const auto entry = found == vocabulary.words.end() ? syntax::WordList::Entry{} : found->second;
      example.words[i].known = entry.known;
      example.only.push_back(entry.only);
      example.gold.push_back(vocabulary.label_of(*tree, i));
    }
    examples.push_back(std::move(example));
  }

  const auto epochs = number(options, "epochs", 15);
  const auto dropout = number(options, "dropout", 20);  // in a hundred keys, left out at random
  const auto label_count = vocabulary.labels.size();
  Perceptron perceptron;
  Random random(number(options, "seed", 1));
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  syntax::Keys keys;
  std::array<std::int64_t, 256> scores;
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    random.shuffle(order);
    std::size_t decided = 0, wrong = 0;
    for (const auto index : order) {
      const auto& example = examples[index];
      std::uint8_t before = syntax::kNoTag, before2 = syntax::kNoTag;
      for (std::size_t i = 0; i < example.words.size(); ++i) {
        std::uint8_t best = example.only[i];
        if (best == syntax::kNoTag) {
          syntax::tag_keys(example.words, i, before, before2, keys);
          if (dropout > 0) keys.filter([&] { return random.below(100) >= dropout; });
          std::fill_n(scores.begin(), label_count, 0);
          perceptron.add(keys.view(), scores.data());
          best = static_cast<std::uint8_t>(
              std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(label_count)) -
              scores.begin());
          ++decided;
          perceptron.tick();
          if (best != example.gold[i]) {
            ++wrong;
            perceptron.update(keys.view(), example.gold[i], 1);
            perceptron.update(keys.view(), best, -1);
          }
        }
        before2 = before;
        before = best;
      }
    }
    if (loud) {
      std::printf("tagger epoch %zu: %zu of %zu decisions wrong, %zu features\n", epoch + 1, wrong, decided,
                  perceptron.feature_count());
      std::fflush(stdout);
    }
  }
  auto rows = perceptron.averages();
  const auto threshold = prune(rows, label_count, number(options, "bytes", 4 << 20));
  if (loud) std::printf("kept %zu features above %g\n", rows.size(), static_cast<double>(threshold));
  LinearModelWriter writer("tagger 1");
  writer.add_table("tags", vocabulary.labels, std::move(rows));
  std::vector<std::pair<std::uint64_t, syntax::WordList::Entry>> entries(vocabulary.words.begin(),
                                                                         vocabulary.words.end());
  writer.add_section("words", syntax::WordList::write(entries));
  writer.write(path);
}

// Replaces the gold tags by those of taggers that have not seen the sentence: what the parser meets later.
void jackknife(std::vector<Tree>& trees, const Options& options, const std::string& scratch) {
  const auto folds = number(options, "folds", 5);
  std::vector<std::vector<Upos>> predicted(trees.size());
  std::size_t right = 0, total = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Tree*> others;
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % folds != fold)
        others.push_back(&trees[i]);  // blocks of neighbours: mostly the same document
    }
    train_tagger(others, options, scratch, false);
    const auto tagger = Tagger::load(scratch);
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % folds != fold) continue;
      auto held_out = copy(trees[i]);
      tagger.tag(held_out.sentence);
      for (std::size_t k = 0; k < held_out.sentence.tokens.size(); ++k) {
        predicted[i].push_back(held_out.sentence.tokens[k].upos);
        right += predicted[i].back() == trees[i].sentence.tokens[k].upos ? 1 : 0;
        ++total;
      }
    }
  }
  std::filesystem::remove(scratch);
  for (std::size_t i = 0; i < trees.size(); ++i) {
    for (std::size_t k = 0; k < predicted[i].size(); ++k) trees[i].sentence.tokens[k].upos = predicted[i][k];
  }
  std::printf("tags of held-out folds: %.2f%% right\n",
              100.0 * static_cast<double>(right) / static_cast<double>(total));
  std::fflush(stdout);
}

// ---- finer tags ----

struct FineVocabulary {
  std::vector<std::string> labels;

  explicit FineVocabulary(const std::vector<Tree>& trees) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < kUposCount; ++i) counts[std::string(name_of(static_cast<Upos>(i)))] = 1000;
    for (const auto& tree : trees) {
      for (std::size_t i = 0; i < tree.xpos.size(); ++i) {
        ++counts[std::string(name_of(tree.gold_upos[i])) + "/" + tree.xpos[i]];
      }
    }
    for (const auto& [name, count] : counts) {
      if (count >= 20) labels.push_back(name);
    }
  }
  // The label of a word, or that of the UPOS alone when the pair is rare.
  [[nodiscard]] std::uint8_t of(Upos upos, const std::string& xpos) const {
    const std::string name(name_of(upos));
    auto found = std::lower_bound(labels.begin(), labels.end(), name + "/" + xpos);
    if (found == labels.end() || *found != name + "/" + xpos) {
      found = std::lower_bound(labels.begin(), labels.end(), name);
    }
    return static_cast<std::uint8_t>(found - labels.begin());
  }
  [[nodiscard]] std::vector<std::uint8_t> below(Upos upos) const {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (std::string_view(labels[i]).substr(0, labels[i].find('/')) == name_of(upos)) {
        out.push_back(static_cast<std::uint8_t>(i));
      }
    }
    return out;
  }
};

class FineTrainer {
 public:
  explicit FineTrainer(const FineVocabulary& vocabulary) : vocabulary_(vocabulary) {
    for (std::size_t i = 0; i < kUposCount; ++i) below_[i] = vocabulary.below(static_cast<Upos>(i));
  }

  // Runs over a sentence with predicted UPOS. When learning, words whose UPOS was predicted wrongly teach
  // nothing.
  template <typename Add>
  void run(const Tree& tree, bool learn, Add add, std::vector<std::uint8_t>& out) {
    syntax::words_of(tree.sentence, words_);
    out.resize(words_.size());
    std::uint8_t before = syntax::kNoTag;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto upos = tree.sentence.tokens[i].upos;
      const auto& labels = below_[static_cast<std::size_t>(upos)];
      auto best = labels.front();
      if (labels.size() > 1) {
        syntax::fine_keys(words_, tree.sentence.tokens, i, before, keys_);
        scores_.fill(0);
        add(keys_.view(), scores_.data());
        for (const auto label : labels) {
          if (scores_[label] > scores_[best]) best = label;
        }
        if (learn && upos == tree.gold_upos[i]) {
          const auto gold = vocabulary_.of(upos, tree.xpos[i]);
          perceptron.tick();
          if (best != gold) {
            perceptron.update(keys_.view(), gold, 1);
            perceptron.update(keys_.view(), best, -1);
          }
        }
      }
      out[i] = before = best;
    }
  }

  Perceptron perceptron;

 private:
  const FineVocabulary& vocabulary_;
  std::array<std::vector<std::uint8_t>, kUposCount> below_;
  std::vector<syntax::Word> words_;
  syntax::Keys keys_;
  std::array<std::int64_t, 256> scores_;
};

std::vector<FeatureRow> train_fine(const std::vector<const Tree*>& trees, const FineVocabulary& vocabulary,
                                   std::size_t epochs) {
  FineTrainer trainer(vocabulary);
  Random random(7);
  auto order = trees;
  std::vector<std::uint8_t> out;
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    random.shuffle(order);
    for (const auto* tree : order) {
      trainer.run(
          *tree, true, [&](auto keys, std::int64_t* scores) { trainer.perceptron.add(keys, scores); }, out);
    }
  }
  auto rows = trainer.perceptron.averages();
  prune(rows, vocabulary.labels.size(), std::size_t{1} << 20);
  return rows;
}

// The finer tags of every sentence by models that have not seen it.
std::vector<std::vector<std::uint8_t>> jackknife_fine(const std::vector<Tree>& trees,
                                                      const FineVocabulary& vocabulary, std::size_t folds,
                                                      std::size_t epochs, const std::string& scratch) {
  std::vector<std::vector<std::uint8_t>> predicted(trees.size());
  std::size_t right = 0, total = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Tree*> others;
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % folds != fold) others.push_back(&trees[i]);
    }
    LinearModelWriter writer("fine");
    writer.add_table("fine", vocabulary.labels, train_fine(others, vocabulary, epochs));
    writer.write(scratch);
    const auto model = LinearModel::load(scratch, "fine");
    const auto& table = model.table("fine");
    FineTrainer runner(vocabulary);
    std::array<std::int32_t, 256> narrow;
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % folds != fold) continue;
      runner.run(
          trees[i], false,
          [&](auto keys, std::int64_t* scores) {
            narrow.fill(0);
            table.add(keys, narrow.data());
            std::copy(narrow.begin(), narrow.end(), scores);
          },
          predicted[i]);
      for (std::size_t k = 0; k < predicted[i].size(); ++k) {
        right += predicted[i][k] == vocabulary.of(trees[i].gold_upos[k], trees[i].xpos[k]) ? 1 : 0;
        ++total;
      }
    }
  }
  std::filesystem::remove(scratch);
  std::printf("finer tags of held-out folds: %.2f%% right\n",
              100.0 * static_cast<double>(right) / static_cast<double>(total));
  std::fflush(stdout);
  return predicted;
}

// ---- parser ----

struct GoldTree {
  std::vector<syntax::ParserWord> words;
  std::vector<std::int32_t> heads;  // the root is words.size()
  std::vector<std::uint8_t> deprels;
};

// How many gold arcs each move makes unreachable.
std::array<std::int32_t, 3> costs_of(const syntax::State& state, const GoldTree& gold) {
  std::array<std::int32_t, 3> costs{};
  const auto head = [&](std::int32_t i) { return gold.heads[static_cast<std::size_t>(i)]; };
  const auto b = state.next;
  const auto n = state.size();
  if (b < n) {
    for (std::size_t k = 0; k < state.stack.size(); ++k) {
      const bool top = k + 1 == state.stack.size();
      costs[0] += head(state.stack[k]) == b ? 1 : 0;
      costs[0] += !top && head(b) == state.stack[k] ? 1 : 0;
    }
  }
  if (!state.stack.empty()) {
    const auto s0 = state.stack.back();
    std::int32_t later = 0;  // dependents of s0 still in the buffer
    for (auto i = b; i < n; ++i) later += head(i) == s0 ? 1 : 0;
    const bool head_below = state.stack.size() > 1 && head(s0) == state.stack[state.stack.size() - 2];
    costs[1] = later + (head(s0) > b || head_below ? 1 : 0);
    costs[2] = later + (head(s0) >= b ? 1 : 0);
  }
  return costs;
}

std::vector<std::string> action_names(const std::vector<GoldTree>& trees) {
  std::map<std::string, std::size_t> counts;
  counts["SHIFT"] = 1000;
  for (const auto& tree : trees) {
    for (std::size_t i = 0; i < tree.heads.size(); ++i) {
      const bool left = tree.heads[i] > static_cast<std::int32_t>(i);
      ++counts[syntax::name_of(
          {left ? syntax::Move::kLeft : syntax::Move::kRight, static_cast<Deprel>(tree.deprels[i])})];
    }
  }
  std::vector<std::string> names;
  for (const auto& [name, count] : counts) {
    if (count >= 5 && name != "RIGHT root") names.push_back(name);
  }
  return names;
}

std::vector<FeatureRow> train_greedy(const std::vector<GoldTree>& trees, const syntax::Actions& actions,
                                     const Options& options) {
  const auto epochs = number(options, "epochs", 8);
  const auto dropout = number(options, "dropout", 15);  // in a hundred keys, left out at random
  const auto explore = number(options, "explore", 90);  // in a hundred, after the first epoch
  Perceptron perceptron;
  Random random(number(options, "seed", 1));
  std::vector<std::size_t> order(trees.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  syntax::Keys keys;
  syntax::State state;
  std::array<std::int64_t, 256> scores;
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    random.shuffle(order);
    std::size_t decided = 0, wrong = 0;
    for (const auto index : order) {
      const auto& gold = trees[index];
      state.reset(gold.words.size());
      while (!state.done()) {
        const auto allowed = syntax::Actions::allowed(state);
        const auto costs = costs_of(state, gold);
        std::int32_t least = std::numeric_limits<std::int32_t>::max();
        for (std::size_t kind = 0; kind < 4; ++kind) {
          if (allowed[kind]) least = std::min(least, costs[kind == syntax::Actions::kRootKind ? 1 : kind]);
        }
        syntax::parse_keys(gold.words, state, syntax::Part::kAll, keys);
        if (dropout > 0) keys.filter([&] { return random.below(100) >= dropout; });
        std::fill_n(scores.begin(), actions.size(), 0);
        perceptron.add(keys.view(), scores.data());
        std::size_t best = actions.size(), right = best;
        for (std::size_t i = 0; i < actions.size(); ++i) {
          const auto action = actions[i];
          if (!allowed[actions.kind(i)]) continue;
          if (best == actions.size() || scores[i] > scores[best]) best = i;
          if (costs[static_cast<std::size_t>(action.move)] != least) continue;
          if (action.move != syntax::Move::kShift) {
            const auto child = state.stack.back();
            const auto head =
                action.move == syntax::Move::kLeft ? state.next : state.stack[state.stack.size() - 2];
            if (gold.heads[static_cast<std::size_t>(child)] == head &&
                gold.deprels[static_cast<std::size_t>(child)] != static_cast<std::uint8_t>(action.deprel)) {
              continue;
            }
          }
          if (right == actions.size() || scores[i] > scores[right]) right = i;
        }
        if (right == actions.size()) right = best;  // a relation too rare to have an action
        perceptron.tick();
        ++decided;
        if (best != right) {
          ++wrong;
          perceptron.update(keys.view(), static_cast<std::uint8_t>(right), 1);
          perceptron.update(keys.view(), static_cast<std::uint8_t>(best), -1);
        }
        const bool follow = epoch > 0 && random.below(100) < explore;
        state.apply(actions[follow ? best : right]);
      }
    }
    std::printf("parser epoch %zu: %zu of %zu decisions wrong, %zu features\n", epoch + 1, wrong, decided,
                perceptron.feature_count());
    std::fflush(stdout);
  }
  return perceptron.averages();
}

// The tree that a table draws from left to right, one transition after another.
struct Drawn {
  std::vector<std::int32_t> heads;  // the root is the number of words
  std::vector<std::uint8_t> deprels;
};

Drawn draw(const FeatureTable& table, const syntax::Actions& actions,
           std::span<const syntax::ParserWord> words) {
  syntax::State state;
  syntax::draw(words, actions, state, [&](auto keys, std::int32_t* scores) { table.add(keys, scores); });
  Drawn out;
  for (const auto& node : state.nodes) {
    out.heads.push_back(node.head < 0 ? static_cast<std::int32_t>(words.size()) : node.head);
    out.deprels.push_back(node.deprel);
  }
  return out;
}

GoldTree mirrored(const GoldTree& tree) {
  GoldTree out = tree;
  const auto n = static_cast<std::int32_t>(tree.heads.size());
  std::reverse(out.words.begin(), out.words.end());
  std::reverse(out.heads.begin(), out.heads.end());
  std::reverse(out.deprels.begin(), out.deprels.end());
  for (auto& head : out.heads) {
    if (head < n) head = n - 1 - head;
  }
  return out;
}

Options with(Options options, const std::string& name, const std::string& value) {
  options[name] = value;
  return options;
}

void report(const std::string& what, const std::vector<GoldTree>& golds, const std::vector<Drawn>& drawn) {
  std::size_t words = 0, heads = 0, arcs = 0;
  for (std::size_t t = 0; t < golds.size(); ++t) {
    for (std::size_t i = 0; i < golds[t].heads.size(); ++i) {
      ++words;
      const bool head = golds[t].heads[i] == drawn[t].heads[i];
      heads += head ? 1 : 0;
      arcs += head && golds[t].deprels[i] == drawn[t].deprels[i] ? 1 : 0;
    }
  }
  std::printf("%s: UAS %.2f, LAS %.2f\n", what.c_str(), percent(heads, words), percent(arcs, words));
  std::fflush(stdout);
}

void train_parser(std::vector<Tree> trees, const Options& options, const std::string& path) {
  constexpr std::size_t kFolds = 5;
  const std::string scratch = path + ".fold";
  const Options tag_options{{"epochs", option(options, "tag-epochs", "8")}, {"bytes", "5242880"}};
  const auto fine_epochs = number(options, "fine-epochs", 5);
  const FineVocabulary vocabulary(trees);
  jackknife(trees, tag_options, scratch);
  const auto fine = jackknife_fine(trees, vocabulary, kFolds, fine_epochs, scratch);
  std::vector<GoldTree> golds;
  std::vector<syntax::Word> words;
  for (std::size_t t = 0; t < trees.size(); ++t) {
    const auto& tree = trees[t];
    GoldTree gold;
    syntax::words_of(tree.sentence, words);
    syntax::parser_words_of(words, tree.sentence.tokens, fine[t], gold.words);
    for (const auto& token : tree.sentence.tokens) {
      gold.heads.push_back(token.head < 0 ? static_cast<std::int32_t>(gold.words.size()) : token.head);
      gold.deprels.push_back(static_cast<std::uint8_t>(token.deprel));
    }
    golds.push_back(std::move(gold));
  }

  // The first parser reads from right to left.
  std::vector<GoldTree> mirror;
  for (const auto& gold : golds) mirror.push_back(mirrored(gold));
  const auto first_names = action_names(mirror);
  syntax::Actions first_actions;
  if (!first_actions.assign(first_names)) throw Error(ErrorKind::kInput, "the corpora lack a transition");
  const auto first_options = with(options, "epochs", option(options, "first-epochs", "5"));
  const auto first_bytes = number(options, "first-bytes", 3 << 20);
  std::vector<Drawn> guides(golds.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<GoldTree> others;
    for (std::size_t t = 0; t < golds.size(); ++t) {
      if (t / 20 % kFolds != fold) others.push_back(mirror[t]);
    }
    auto rows = train_greedy(others, first_actions, first_options);
    prune(rows, first_names.size(), first_bytes);
    LinearModelWriter writer("first");
    writer.add_table("first", first_names, std::move(rows));
    writer.write(scratch);
    const auto model = LinearModel::load(scratch, "first");
    for (std::size_t t = 0; t < golds.size(); ++t) {
      if (t / 20 % kFolds == fold) guides[t] = draw(model.table("first"), first_actions, mirror[t].words);
    }
  }
  std::filesystem::remove(scratch);
  report("first parser on held-out folds", mirror, guides);
  auto first_rows = train_greedy(mirror, first_actions, first_options);
  prune(first_rows, first_names.size(), first_bytes);
  const auto n_minus = [](std::int32_t n, std::int32_t head) { return head < n ? n - 1 - head : n; };
  for (std::size_t t = 0; t < golds.size(); ++t) {
    auto& guide = guides[t];
    std::reverse(guide.heads.begin(), guide.heads.end());
    std::reverse(guide.deprels.begin(), guide.deprels.end());
    for (auto& head : guide.heads) head = n_minus(static_cast<std::int32_t>(guide.heads.size()), head);
    syntax::set_guide(guide.heads, guide.deprels, golds[t].words);
  }

  // The second reads from left to right and sees what the first one thought.
  const auto names = action_names(golds);
  syntax::Actions actions;
  if (!actions.assign(names)) throw Error(ErrorKind::kInput, "the corpora lack a transition");
  auto rows = train_greedy(golds, actions, options);
  const auto threshold = prune(rows, names.size(), number(options, "bytes", 4 << 20));
  std::printf("kept %zu features above %g\n", rows.size(), static_cast<double>(threshold));
  std::vector<const Tree*> all;
  for (const auto& tree : trees) all.push_back(&tree);
  LinearModelWriter writer("parser 3");
  writer.add_table("first", first_names, std::move(first_rows));
  writer.add_table("second", names, std::move(rows));
  writer.add_table("fine", vocabulary.labels, train_fine(all, vocabulary, fine_epochs));
  writer.write(path);
}

// Leaves out the weakest weights of a trained parser; the two numbers are in units of the stored weights.
void thin(const Options& options, const std::string& in, const std::string& path) {
  const auto model = LinearModel::load(in, "parser 3");
  LinearModelWriter writer("parser 3");
  writer.add_table("first", model.table("first"), static_cast<std::int32_t>(number(options, "first", 0)));
  writer.add_table("second", model.table("second"), static_cast<std::int32_t>(number(options, "second", 0)));
  writer.add_table("fine", model.table("fine"), static_cast<std::int32_t>(number(options, "finer", 0)));
  writer.write(path);
}

// ---- eval ----

void evaluate(const Options& options, const std::vector<std::string>& files) {
  const auto tagger = Tagger::load(option(options, "tagger", "seeds/models/tagger.model"));
  const auto parser = Parser::load(option(options, "parser", "seeds/models/parser.model"));
  const auto plain = [](Deprel deprel) { return name_of(deprel).substr(0, name_of(deprel).find(':')); };
  for (const auto& file : files) {
    const auto trees = read_conllu(file);
    std::vector<Tree> work;
    for (const auto& tree : trees) work.push_back(copy(tree));
    // Processor time of this one thread: what else the machine does counts little.
    const auto now = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    std::array<double, 2> seconds{1e9, 1e9};
    for (int repeat = 0; repeat < 3; ++repeat) {
      const auto start = now();
      for (auto& tree : work) tagger.tag(tree.sentence);
      const auto middle = now();
      for (auto& tree : work) parser.parse(tree.sentence);
      seconds[0] = std::min(seconds[0], middle - start);
      seconds[1] = std::min(seconds[1], now() - middle);
    }
    std::size_t words = 0, tags = 0, heads = 0, arcs = 0, plain_arcs = 0;
    for (std::size_t i = 0; i < trees.size(); ++i) {
      for (std::size_t k = 0; k < trees[i].sentence.tokens.size(); ++k) {
        const auto& gold = trees[i].sentence.tokens[k];
        const auto& mine = work[i].sentence.tokens[k];
        ++words;
        tags += gold.upos == mine.upos ? 1 : 0;
        if (gold.head != mine.head) continue;
        ++heads;
        arcs += gold.deprel == mine.deprel ? 1 : 0;
        plain_arcs += plain(gold.deprel) == plain(mine.deprel) ? 1 : 0;
      }
    }
    std::printf(
        "%s: %zu words, UPOS %.2f, UAS %.2f, LAS %.2f (with our subtypes %.2f), tags %.0f words/s, "
        "parses %.0f words/s\n",
        std::filesystem::path(file).filename().c_str(), words, percent(tags, words), percent(heads, words),
        percent(plain_arcs, words), percent(arcs, words), static_cast<double>(words) / seconds[0],
        static_cast<double>(words) / seconds[1]);
    std::fflush(stdout);
  }
}

int run(const std::vector<std::string>& arguments) {
  constexpr const char* kUsage =
      "usage: entente-train-syntax tagger|parser --corpora DIR [--more CONLLU] --out FILE\n"
      "       entente-train-syntax thin --first UNITS --second UNITS --finer UNITS --out FILE PARSER\n"
      "       entente-train-syntax eval --tagger FILE --parser FILE CONLLU...\n";
  Options options;
  std::vector<std::string> files;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i].starts_with("--") && i + 1 < arguments.size()) {
      options[arguments[i].substr(2)] = arguments[i + 1];
      ++i;
    } else {
      files.push_back(arguments[i]);
    }
  }
  const std::string command = arguments.empty() ? "" : arguments[0];
  if (command == "eval" && !files.empty()) {
    evaluate(options, files);
    return 0;
  }
  if (command == "thin" && files.size() == 1 && options.contains("out")) {
    thin(options, files.front(), options["out"]);
    return 0;
  }
  const auto* environment = std::getenv("ENTENTE_CORPORA");
  const auto corpora = option(options, "corpora", environment == nullptr ? "" : environment);
  const auto out = option(options, "out", "");
  if ((command != "tagger" && command != "parser") || corpora.empty() || out.empty()) {
    std::cerr << kUsage;
    return 2;
  }
  auto trees = read_training(corpora);
  // Sentences of our own for what the corpora hold too little of.
  if (const auto more = option(options, "more", ""); !more.empty()) {
    for (auto& tree : read_conllu(more)) trees.push_back(std::move(tree));
  }
  std::size_t words = 0;
  for (const auto& tree : trees) words += tree.sentence.tokens.size();
  std::printf("%zu sentences, %zu words\n", trees.size(), words);
  if (command == "tagger") {
    std::vector<const Tree*> all;
    for (const auto& tree : trees) all.push_back(&tree);
    train_tagger(all, options, out, true);
  } else {
    train_parser(std::move(trees), options, out);
  }
  return 0;
}

}  // namespace
}  // namespace entente::extract::train

int main(int count, char** arguments) {
  try {
    return entente::extract::train::run({arguments + 1, arguments + count});
  } catch (const std::exception& error) {
    std::cerr << "entente-train-syntax: " << error.what() << '\n';
    return 1;
  }
}

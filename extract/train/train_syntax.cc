// SPDX-License-Identifier: Apache-2.0
// entente-train-syntax: trains the tagger and the parser, and measures them.
//   entente-train-syntax tagger --corpora DIR --out FILE
//   entente-train-syntax parser --corpora DIR --out FILE --tagger FILE HELD_OUT_CONLLU...
//   entente-train-syntax eval   --tagger FILE --parser FILE CONLLU...
//   entente-train-syntax raw    CONLLU...   (sentences and tokens from raw text)
// The same corpora give the same bytes on every run with the same compiler and kind of processor.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
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
#include "extract/train/raw_text.h"
#include "extract/train/train_network.h"
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
  constexpr std::size_t kFolds = 5;
  std::vector<std::vector<Upos>> predicted(trees.size());
  std::size_t right = 0, total = 0;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Tree*> others;
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % kFolds != fold)
        others.push_back(&trees[i]);  // blocks of neighbours: mostly the same document
    }
    train_tagger(others, options, scratch, false);
    const auto tagger = Tagger::load(scratch);
    for (std::size_t i = 0; i < trees.size(); ++i) {
      if (i / 20 % kFolds != fold) continue;
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

// Sentences and tokens as the product cuts the raw text of the treebank.
void evaluate_raw(const std::vector<std::string>& files) {
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::kInput, file + ": cannot open the corpus");
    std::array<SpanScore, 3> scores;
    for (const auto& gold : read_raw(in, file)) {
      const auto found = cut_raw(gold.text);
      scores[0].add(gold.sentences, found.sentences);
      scores[1].add(gold.tokens, found.tokens);
      scores[2].add(gold.words, found.words);
    }
    std::printf("%s:\n", std::filesystem::path(file).filename().c_str());
    constexpr std::array<const char*, 3> kNames{"sentences", "tokens", "words"};
    constexpr double kPercent = 100.0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      std::printf("  %-9s P %.2f R %.2f F1 %.2f (%zu in the treebank, %zu found)\n", kNames[i], kPercent * scores[i].precision(),
                  kPercent * scores[i].recall(), kPercent * scores[i].f1(), scores[i].gold, scores[i].found);
    }
  }
}

int run(const std::vector<std::string>& arguments) {
  constexpr const char* kUsage =
      "usage: entente-train-syntax tagger --corpora DIR [--more CONLLU] --out FILE\n"
      "       entente-train-syntax parser --corpora DIR [--more CONLLU] --out FILE --tagger FILE HELD_OUT_CONLLU...\n"
      "       entente-train-syntax eval --tagger FILE --parser FILE CONLLU...\n"
      "       entente-train-syntax raw CONLLU...\n";
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
  if (command == "raw" && !files.empty()) {
    evaluate_raw(files);
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
    return 0;
  }
  // The parser meets predicted tags when it runs.
  jackknife(trees, {{"epochs", option(options, "tag-epochs", "5")}, {"bytes", "5242880"}}, out + ".fold");
  std::vector<Tree> held_out;
  if (!files.empty()) {
    const auto tagger = Tagger::load(option(options, "tagger", "seeds/models/tagger.model"));
    for (const auto& file : files) {
      for (auto& tree : read_conllu(file)) {
        tagger.tag(tree.sentence);
        held_out.push_back(std::move(tree));
      }
    }
  }
  train_network(trees, held_out, options, out);
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

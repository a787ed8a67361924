// SPDX-License-Identifier: Apache-2.0
// entente-train-syntax: trains the tagger and the parser, and measures them.
//   entente-train-syntax tagger --corpora DIR --out FILE HELD_OUT_CONLLU...
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
#include <stdexcept>

#include "extract/parser.h"
#include "extract/tagger.h"
#include "extract/train/conllu.h"
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
double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
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
    train_tagger(others, {}, options, scratch, false);
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
      "usage: entente-train-syntax tagger --corpora DIR [--more CONLLU] --out FILE HELD_OUT_CONLLU...\n"
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
    std::vector<Tree> held_out;
    for (const auto& file : files) {
      for (auto& tree : read_conllu(file)) held_out.push_back(std::move(tree));
    }
    train_tagger(all, held_out, options, out, true);
    return 0;
  }
  // The parser meets predicted tags when it runs.
  jackknife(trees, {{"epochs", option(options, "tag-epochs", "8")}}, out + ".fold");
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
  train_parser(trees, held_out, options, out);
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

// SPDX-License-Identifier: Apache-2.0
// entente-train-names: trains the name tagger from open corpora and measures it.
//
//   entente-train-names train --corpora FOLDER --lexicon seeds/lexicon --out names.model
//   entente-train-names eval --corpora FOLDER --model names.model [--set uner_ewt/test] [--errors]
// With --aside, every sixth document of two corpora is kept out of training and measured on: for choosing
// settings.
//
// The model is a linear-chain conditional random field. Words whose tag a corpus leaves open are summed over.
// Training is sequential and seeded: the same corpora give the same bytes.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <numeric>
#include <set>

#include "extract/name_features.h"
#include "extract/name_tagger.h"
#include "extract/name_tags.h"
#include "extract/train/name_lexicon.h"
#include "extract/train/name_variations.h"
#include "extract/train/ner_corpora.h"
#include "extract/train/random.h"
#include "extract/train/word_clusters.h"
#include "model/error.h"

namespace entente::extract {
namespace {

struct Options {
  std::string command;
  std::string corpora;
  std::string lexicon = "seeds/lexicon";
  std::string out;
  std::string model;
  std::string set;
  std::string skip;  // corpora left out, by comma
  int epochs = 10;
  float rate = 0.04F;
  float dropout = 0.25F;
  float decay = 0.0F;
  int cut = 3;
  int clusters = 256;
  std::size_t budget = 5u << 20;
  float variations = 0.5F;  // their weight; 0: none
  bool errors = false;
  bool held_out_documents = false;  // keep every tenth training document aside and measure on them
  // Its passages mark a few names among many: a light hand.
  std::map<std::string, float> weights{{"knowledgenet", 0.4F}};
};

// Feature key to number; grows; open addressing.
class KeyIndex {
 public:
  KeyIndex() : keys_(1u << 20, 0), values_(1u << 20, 0) {}
  std::uint32_t& operator[](std::uint64_t key) {
    if (size_ * 2 > keys_.size()) grow();
    auto at = slot(key);
    if (keys_[at] == 0) {
      keys_[at] = key == 0 ? 1 : key;
      ++size_;
    }
    return values_[at];
  }
  template <typename Visit>
  void each(Visit visit) {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i] != 0) visit(keys_[i], values_[i]);
    }
  }

 private:
  std::size_t slot(std::uint64_t key) const {
    if (key == 0) key = 1;
    auto at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 20) & (keys_.size() - 1);
    while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & (keys_.size() - 1);
    return at;
  }
  void grow() {
    auto keys = std::move(keys_);
    auto values = std::move(values_);
    keys_.assign(keys.size() * 2, 0);
    values_.assign(values.size() * 2, 0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i] == 0) continue;
      const auto at = slot(keys[i]);
      keys_[at] = keys[i];
      values_[at] = values[i];
    }
  }
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> values_;
  std::size_t size_ = 0;
};

constexpr std::size_t kRow = 24;  // kTagCount and padding
using Row = std::array<float, kRow>;
using Square = std::array<Row, kTagCount + 1>;  // [before][after]; the last row: sentence begin

struct Example {
  std::size_t first = 0;  // token numbers
  std::size_t count = 0;
  float weight = 1;
};

struct Pair {
  std::uint8_t before = 0;
  std::uint8_t after = 0;
};
std::vector<Pair> allowed_pairs() {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < kTagCount; ++a) {
    for (std::size_t b = 0; b < kTagCount; ++b) {
      if (may_follow(a, b)) pairs.push_back({static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)});
    }
  }
  return pairs;
}

class Trainer {
 public:
  Trainer(const Options& options, const std::vector<LabelledCorpus>& corpora, const NameLexicon& lexicon)
      : options_(options), pairs_(allowed_pairs()) {
    NameFeatures features;
    NameFeatureList list;
    KeyIndex counts;
    const auto each_word = [&](auto visit) {
      for (const auto& corpus : corpora) {
        for (const auto& document : corpus.documents) {
          for (const auto& labelled : document.sentences) {
            const auto sentence = sentence_of(labelled);
            features.prepare(sentence, lexicon);
            for (std::size_t i = 0; i < features.size(); ++i) {
              features.extract(i, list);
              visit(corpus, labelled, i);
            }
          }
        }
      }
    };
    each_word([&](const LabelledCorpus&, const LabelledSentence&, std::size_t) {
      for (std::size_t k = 0; k < list.count; ++k) ++counts[list.keys[k]];
    });
    keys_.push_back(0);
    std::vector<std::uint64_t> kept;
    counts.each([&](std::uint64_t key, std::uint32_t& count) {
      if (count >= static_cast<std::uint32_t>(options.cut)) kept.push_back(key);
      count = 0;
    });
    std::sort(kept.begin(), kept.end());
    for (const auto key : kept) {
      counts[key] = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    each_word([&](const LabelledCorpus& corpus, const LabelledSentence& labelled, std::size_t i) {
      if (i == 0) {
        const auto weight = options.weights.find(corpus.name);
        examples_.push_back(
            {starts_.size(), labelled.words.size(), weight == options.weights.end() ? 1.0F : weight->second});
      }
      starts_.push_back(features_.size());
      allowed_.push_back(labelled.allowed[i]);
      for (std::size_t k = 0; k < list.count; ++k) {
        if (const auto number = counts[list.keys[k]]; number != 0) features_.push_back(number);
      }
    });
    starts_.push_back(features_.size());
    weights_.assign(keys_.size(), Row{});
    squares_.assign(keys_.size(), Row{});
    sums_.assign(keys_.size(), Row{});
    std::fprintf(stderr, "%zu sentences, %zu words, %zu features, %.1f a word\n", examples_.size(),
                 allowed_.size(), keys_.size() - 1,
                 static_cast<double>(features_.size()) / static_cast<double>(allowed_.size()));
  }

  void train() {
    std::vector<std::size_t> order(examples_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    int averaged = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      const auto begin = std::chrono::steady_clock::now();
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      double loss = 0;
      for (const auto number : order) loss += learn(examples_[number]);
      if (options_.decay > 0) {
        for (auto& row : weights_) {
          for (auto& weight : row) weight *= 1 - options_.decay;
        }
      }
      if (epoch >= options_.epochs / 2) {
        ++averaged;
        for (std::size_t f = 0; f < weights_.size(); ++f) {
          for (std::size_t t = 0; t < kTagCount; ++t) sums_[f][t] += weights_[f][t];
        }
        for (std::size_t a = 0; a <= kTagCount; ++a) {
          for (std::size_t b = 0; b < kTagCount; ++b) move_sums_[a][b] += moves_[a][b];
        }
      }
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
      std::fprintf(stderr, "epoch %2d  loss %.4f a word  %.1f s\n", epoch + 1,
                   loss / static_cast<double>(allowed_.size()), spent.count());
    }
    const auto keep = 1.0F / static_cast<float>(averaged);
    for (auto& row : sums_) {
      for (auto& weight : row) weight *= keep;
    }
    for (auto& row : move_sums_) {
      for (auto& weight : row) weight *= keep;
    }
  }

  void write(const std::string& path, const BuiltLexicon& lexicon) {
    std::vector<std::string> labels;
    for (std::size_t t = 0; t < kTagCount; ++t) {
      labels.push_back(t == kOutsideTag ? "O"
                                        : std::string(1, "BILU"[static_cast<std::size_t>(part_of(t))]) + "-" +
                                              std::string(name_of(label_of(t))));
    }
    std::vector<FeatureRow> rows;
    for (std::size_t f = 1; f < keys_.size(); ++f) {
      FeatureRow row;
      row.key = keys_[f];
      for (std::size_t t = 0; t < kTagCount; ++t) {
        if (std::abs(sums_[f][t]) > 0.01F)
          row.weights.emplace_back(static_cast<std::uint8_t>(t), sums_[f][t]);
      }
      if (!row.weights.empty()) rows.push_back(std::move(row));
    }
    const auto before = rows.size();
    const auto threshold = prune(rows, kTagCount, options_.budget);
    std::fprintf(stderr, "%zu rows, %zu after pruning at %.4f\n", before, rows.size(),
                 static_cast<double>(threshold));
    std::vector<FeatureRow> moves;
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      FeatureRow row;
      row.key = a;
      for (std::size_t b = 0; b < kTagCount; ++b)
        row.weights.emplace_back(static_cast<std::uint8_t>(b), move_sums_[a][b]);
      moves.push_back(std::move(row));
    }
    std::string bytes;
    const auto put = [&](std::uint32_t value) {
      for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFu);
    };
    const auto entries = lexicon.sorted();
    for (const auto& [phrase, value] : entries) {
      put(static_cast<std::uint32_t>(phrase >> 32));
      put(value);
    }
    LinearModelWriter writer{"names"};
    writer.add_table("words", labels, std::move(rows));
    writer.add_table("moves", labels, std::move(moves));
    writer.add_section("lexicon", std::move(bytes));
    writer.write(path);
  }

 private:
  // One sentence: gradient of the log-likelihood of what the corpus allows, and a step along it.
  double learn(const Example& example) {
    const auto count = example.count;
    kept_.clear();
    kept_starts_.clear();
    scores_.assign(count, Row{});
    const auto scale = 1 / (1 - options_.dropout);
    const auto limit = static_cast<std::uint64_t>(static_cast<double>(options_.dropout) * 4294967296.0);
    for (std::size_t i = 0; i < count; ++i) {
      kept_starts_.push_back(kept_.size());
      const auto token = example.first + i;
      for (auto f = starts_[token]; f < starts_[token + 1]; ++f) {
        if (options_.dropout > 0 && (random_.next() & 0xFFFFFFFFu) < limit) continue;
        kept_.push_back(features_[f]);
        const auto& row = weights_[features_[f]];
        for (std::size_t t = 0; t < kTagCount; ++t) scores_[i][t] += row[t];
      }
      for (std::size_t t = 0; t < kTagCount; ++t) scores_[i][t] *= scale;
    }
    kept_starts_.push_back(kept_.size());
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      for (std::size_t b = 0; b < kTagCount; ++b) factors_[a][b] = std::exp(moves_[a][b]);
    }
    // The two lattices share the exponentials.
    for (std::size_t i = 0; i < count; ++i) {
      auto& row = scores_[i];
      const auto top = *std::max_element(row.begin(), row.begin() + kTagCount);
      for (std::size_t t = 0; t < kTagCount; ++t) row[t] = std::exp(row[t] - top);
    }
    move_gradient_ = {};
    gradient_.assign(count, Row{});
    const auto free = pass(example, false, -1);
    const auto held = pass(example, true, 1);
    for (std::size_t i = 0; i < count; ++i) {
      float strongest = 0;
      for (std::size_t t = 0; t < kTagCount; ++t) {
        gradient_[i][t] *= example.weight * scale;
        strongest = std::max(strongest, std::abs(gradient_[i][t]));
      }
      if (strongest < 0.001F) continue;
      Row squared{};
      for (std::size_t t = 0; t < kTagCount; ++t) squared[t] = gradient_[i][t] * gradient_[i][t];
      for (auto k = kept_starts_[i]; k < kept_starts_[i + 1]; ++k) {
        auto& row = weights_[kept_[k]];
        auto& sum = squares_[kept_[k]];
        for (std::size_t t = 0; t < kTagCount; ++t) {
          sum[t] += squared[t];
          row[t] += options_.rate * gradient_[i][t] / std::sqrt(sum[t] + 1.0F);
        }
      }
    }
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      for (std::size_t b = 0; b < kTagCount; ++b) {
        const auto g = move_gradient_[a][b] * example.weight;
        move_squares_[a][b] += g * g;
        moves_[a][b] += options_.rate * g / std::sqrt(move_squares_[a][b] + 1.0F);
      }
    }
    return free - held;
  }

  // Forward and backward over the lattice, `sign` times the expectations into the gradients. Returns log Z.
  double pass(const Example& example, bool held, float sign) {
    const auto count = example.count;
    forward_.assign(count, Row{});
    backward_.assign(count, Row{});
    const auto open = [&](std::size_t i, std::size_t t) {
      return !held || (allowed_[example.first + i] >> t & 1u) != 0;
    };
    double log_z = 0;
    norms_.assign(count, 1.0F);
    for (std::size_t i = 0; i < count; ++i) {
      auto& now = forward_[i];
      if (i == 0) {
        for (std::size_t t = 0; t < kTagCount; ++t) now[t] = may_start(t) ? factors_[kTagCount][t] : 0.0F;
      } else {
        for (const auto pair : pairs_)
          now[pair.after] += forward_[i - 1][pair.before] * factors_[pair.before][pair.after];
      }
      float total = 0;
      for (std::size_t t = 0; t < kTagCount; ++t) {
        now[t] = open(i, t) ? now[t] * scores_[i][t] : 0.0F;
        if (i + 1 == count && !closed(t)) now[t] = 0;
        total += now[t];
      }
      if (!(total > 1e-30F)) return 0;  // impossible here: leaves the sentence out
      norms_[i] = total;
      for (std::size_t t = 0; t < kTagCount; ++t) now[t] /= total;
      log_z += std::log(static_cast<double>(total));
    }
    for (std::size_t t = 0; t < kTagCount; ++t) backward_[count - 1][t] = closed(t) ? 1.0F : 0.0F;
    for (std::size_t i = count - 1; i > 0; --i) {
      Row ahead{};
      for (std::size_t t = 0; t < kTagCount; ++t) {
        ahead[t] = open(i, t) ? backward_[i][t] * scores_[i][t] / norms_[i] : 0.0F;
      }
      for (const auto pair : pairs_) {
        const auto flow = factors_[pair.before][pair.after] * ahead[pair.after];
        backward_[i - 1][pair.before] += flow;
        move_gradient_[pair.before][pair.after] += sign * flow * forward_[i - 1][pair.before];
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t t = 0; t < kTagCount; ++t) {
        const auto p = forward_[i][t] * backward_[i][t];
        gradient_[i][t] += sign * p;
        if (i == 0) move_gradient_[kTagCount][t] += sign * p;
      }
    }
    return log_z;
  }

  Options options_;
  std::vector<Pair> pairs_;
  Random random_;
  std::vector<std::uint64_t> keys_;
  std::vector<Example> examples_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> allowed_;
  std::vector<std::uint32_t> features_;
  std::vector<Row> weights_;
  std::vector<Row> squares_;
  std::vector<Row> sums_;
  Square moves_{};
  Square move_squares_{};
  Square move_sums_{};
  Square move_gradient_{};
  Square factors_{};
  std::vector<std::uint32_t> kept_;
  std::vector<std::size_t> kept_starts_;
  std::vector<Row> scores_;
  std::vector<Row> gradient_;
  std::vector<Row> forward_;
  std::vector<Row> backward_;
  std::vector<float> norms_;
};

struct Count {
  int right = 0;
  int found = 0;
  int wanted = 0;
  void add(const Count& other) {
    right += other.right;
    found += other.found;
    wanted += other.wanted;
  }
  void print(const char* name) const {
    const auto percent = [](int part, int whole) { return whole == 0 ? 0.0 : 100.0 * part / whole; };
    const auto p = percent(right, found);
    const auto r = percent(right, wanted);
    std::printf("  %-8s P %5.1f  R %5.1f  F1 %5.1f  (%d wanted, %d found)\n", name, p, r,
                p + r > 0 ? 2 * p * r / (p + r) : 0.0, wanted, found);
  }
};

void measure(const NameTagger& tagger, const LabelledCorpus& corpus, bool errors) {
  std::array<Count, kNameLabelCount> by_label;
  Count spans;
  std::size_t words = 0;
  double seconds = 0;
  for (const auto& document : corpus.documents) {
    std::vector<Sentence> sentences;
    for (const auto& labelled : document.sentences) sentences.push_back(sentence_of(labelled));
    const auto begin = std::clock();  // of the processor: other programs do not count
    const auto found = tagger.find(sentences);
    seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      const auto& labelled = document.sentences[s];
      words += labelled.words.size();
      std::set<std::array<std::uint32_t, 3>> wanted;
      std::set<std::array<std::uint32_t, 2>> wanted_spans;
      for (const auto& name : labelled.names) {
        ++by_label[static_cast<std::size_t>(name.label)].wanted;
        ++spans.wanted;
        wanted.insert({name.first, name.last, static_cast<std::uint32_t>(name.label)});
        wanted_spans.insert({name.first, name.last});
      }
      bool wrong = false;
      for (const auto& name : found[s]) {
        auto& count = by_label[static_cast<std::size_t>(name.label)];
        ++count.found;
        ++spans.found;
        const bool right = wanted.erase({name.first, name.last, static_cast<std::uint32_t>(name.label)}) != 0;
        count.right += right ? 1 : 0;
        spans.right += wanted_spans.contains({name.first, name.last}) ? 1 : 0;
        wrong |= !right && name.label < NameLabel::kEvent;
      }
      for (const auto& left : wanted) wrong |= left[2] < 3;
      if (errors && wrong) {
        const auto show = [&](const std::vector<NameSpan>& names, const char* mark) {
          std::printf("%s", mark);
          for (const auto& name : names) {
            std::printf(" [%s", std::string(name_of(name.label)).c_str());
            for (auto i = name.first; i < name.last; ++i) std::printf(" %s", labelled.words[i].c_str());
            std::printf("]");
          }
          std::printf("\n");
        };
        for (const auto& word : labelled.words) std::printf("%s ", word.c_str());
        std::printf("\n");
        show(labelled.names, "  gold");
        show(found[s], "  ours");
      }
    }
  }
  std::printf("%s: %zu words, %.0f words a processor second\n", corpus.name.c_str(), words,
              static_cast<double>(words) / seconds);
  Count three;
  for (std::size_t l = 0; l < kNameLabelCount; ++l) {
    by_label[l].print(std::string(name_of(static_cast<NameLabel>(l))).c_str());
    if (l < 3) three.add(by_label[l]);
  }
  three.print("first 3");
  spans.print("spans");
}

// Every sixth document of two corpora: what settings are chosen on, with the development sets.
void set_aside(LabelledCorpus& corpus, LabelledCorpus& aside) {
  if (corpus.name != "re_docred" && corpus.name != "gum") return;
  std::vector<LabelledDocument> kept;
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    (i % 6 == 5 ? aside.documents : kept).push_back(std::move(corpus.documents[i]));
  }
  corpus.documents = std::move(kept);
}

int run(const Options& options) {
  if (options.command == "train") {
    auto options_now = options;
    auto corpora = read_training_corpora(options.corpora);
    std::erase_if(corpora, [&](const LabelledCorpus& corpus) {
      return ("," + options.skip + ",").find("," + corpus.name + ",") != std::string::npos;
    });
    LabelledCorpus aside{"aside", {}};
    for (auto& corpus : corpora) {
      std::size_t sentences = 0;
      std::size_t names = 0;
      for (const auto& document : corpus.documents) {
        sentences += document.sentences.size();
        for (const auto& sentence : document.sentences) names += sentence.names.size();
      }
      std::fprintf(stderr, "%-14s %6zu documents %7zu sentences %7zu names\n", corpus.name.c_str(),
                   corpus.documents.size(), sentences, names);
      if (options.held_out_documents) set_aside(corpus, aside);
    }
    auto lexicon = build_lexicon(options.corpora, options.lexicon, corpora);
    if (options.clusters > 0) {
      std::vector<std::vector<std::string>> text;
      for (const auto& corpus : corpora) {
        for (const auto& document : corpus.documents) {
          for (const auto& sentence : document.sentences) {
            text.emplace_back();
            for (const auto& word : sentence.words) text.back().push_back(fold(word));
          }
        }
      }
      for (const auto& [word, cluster] :
           cluster_words(text, static_cast<std::size_t>(options.clusters), 4, 8)) {
        lexicon.set_cluster(word, cluster);
      }
    }
    if (options.variations > 0) {
      corpora.push_back(vary_names(options.corpora, options.lexicon, corpora));
      options_now.weights.try_emplace("variations", options.variations);
    }
    Trainer trainer{options_now, corpora, lexicon};
    trainer.train();
    trainer.write(options.out, lexicon);
    if (options.held_out_documents) {
      const auto tagger = NameTagger::load(options.out);
      measure(tagger, aside, options.errors);
      for (const auto* set : {"uner_ewt/dev", "crossner/politics/dev"}) {
        measure(tagger, read_held_out(options.corpora, set), false);
      }
    }
    return 0;
  }
  const auto tagger = NameTagger::load(options.model);
  if (options.held_out_documents) {
    LabelledCorpus aside{"aside", {}};
    for (auto& corpus : read_training_corpora(options.corpora)) set_aside(corpus, aside);
    measure(tagger, aside, options.errors);
  }
  for (const std::string set : {"uner_ewt/dev", "uner_ewt/test", "wikigold", "crossner/politics/dev"}) {
    if (options.set.empty() || options.set == set)
      measure(tagger, read_held_out(options.corpora, set), options.errors);
  }
  return 0;
}

Options parse(int argc, char** argv) {
  Options options;
  if (argc > 1) options.command = argv[1];
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--errors") {
      options.errors = true;
    } else if (name == "--aside") {
      options.held_out_documents = true;
    } else if (i + 1 >= argc) {
      throw Error{ErrorKind::kUsage, "no value for " + name};
    } else {
      const std::string value = argv[++i];
      if (name == "--corpora")
        options.corpora = value;
      else if (name == "--lexicon")
        options.lexicon = value;
      else if (name == "--out")
        options.out = value;
      else if (name == "--model")
        options.model = value;
      else if (name == "--set")
        options.set = value;
      else if (name == "--skip")
        options.skip = value;
      else if (name == "--epochs")
        options.epochs = std::stoi(value);
      else if (name == "--rate")
        options.rate = std::stof(value);
      else if (name == "--dropout")
        options.dropout = std::stof(value);
      else if (name == "--decay")
        options.decay = std::stof(value);
      else if (name == "--variations")
        options.variations = std::stof(value);
      else if (name == "--clusters")
        options.clusters = std::stoi(value);
      else if (name == "--cut")
        options.cut = std::stoi(value);
      else if (name == "--budget")
        options.budget = std::stoul(value);
      else if (name == "--weight")
        options.weights[value.substr(0, value.find('='))] = std::stof(value.substr(value.find('=') + 1));
      else
        throw Error{ErrorKind::kUsage, "unknown option " + name};
    }
  }
  const bool train = options.command == "train";
  if ((!train && options.command != "eval") || options.corpora.empty() ||
      (train ? options.out : options.model).empty()) {
    throw Error{
        ErrorKind::kUsage,
        "usage: entente-train-names train --corpora FOLDER --out FILE | eval --corpora FOLDER --model FILE"};
  }
  return options;
}

}  // namespace
}  // namespace entente::extract

int main(int argc, char** argv) {
  try {
    return entente::extract::run(entente::extract::parse(argc, argv));
  } catch (const entente::Error& error) {
    std::cerr << error.what() << '\n';
    return entente::info(error.kind()).exit_code;
  }
}

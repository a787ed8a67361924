// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "extract/linear_model.h"
#include "extract/parser.h"
#include "extract/parser_network.h"
#include "extract/tagger.h"
#include "extract/tagger_network.h"
#include "extract/tree.h"
#include "extract/tree_decoder.h"
#include "model/error.h"

using namespace entente;
using namespace entente::extract;

namespace {

const std::string kTagger = ENTENTE_SEEDS_DIR "/models/tagger.model";
const std::string kParser = ENTENTE_SEEDS_DIR "/models/parser.model";

const Tagger& tagger() {
  static const Tagger loaded = Tagger::load(kTagger);
  return loaded;
}
const Parser& parser() {
  static const Parser loaded = Parser::load(kParser);
  return loaded;
}

// Words apart by single spaces; the text stays with the caller.
Sentence sentence_of(const std::string& text) {
  Sentence sentence;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.text = std::string_view(text).substr(begin, end - begin);
    token.space_before = begin > 0;
    for (const char c : token.text)
      token.lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    if (end > begin) sentence.tokens.push_back(std::move(token));
    begin = end + 1;
  }
  sentence.end = static_cast<std::uint32_t>(text.size());
  return sentence;
}

Sentence analysed(const std::string& text) {
  auto sentence = sentence_of(text);
  tagger().tag(sentence);
  parser().parse(sentence);
  return sentence;
}

std::string tags_of(const Sentence& sentence) {
  std::string out;
  for (const auto& token : sentence.tokens)
    out += (out.empty() ? "" : " ") + std::string(name_of(token.upos));
  return out;
}

// "killed>root troops>nsubj:killed": each word with its relation and its head.
std::string arcs_of(const Sentence& sentence) {
  std::string out;
  for (const auto& token : sentence.tokens) {
    out += (out.empty() ? "" : " ") + std::string(token.text) + ">" + std::string(name_of(token.deprel));
    if (token.head >= 0) out += ":" + std::string(sentence.tokens[static_cast<std::size_t>(token.head)].text);
  }
  return out;
}

void check_tree(const Sentence& sentence) {
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  REQUIRE(sentence.parsed);
  int roots = 0;
  for (std::int32_t i = 0; i < size; ++i) {
    const auto& token = sentence.tokens[static_cast<std::size_t>(i)];
    REQUIRE(token.head >= -1);
    REQUIRE(token.head < size);
    REQUIRE((token.head == -1) == (token.deprel == Deprel::kRoot));
    roots += token.head == -1 ? 1 : 0;
    std::int32_t steps = 0;
    for (auto up = i; up != -1; up = sentence.tokens[static_cast<std::size_t>(up)].head)
      REQUIRE(steps++ <= size);
  }
  REQUIRE(roots == (size == 0 ? 0 : 1));
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A file of its own in the temporary folder, gone at the end.
class Scratch {
 public:
  explicit Scratch(const std::string& bytes = {})
      : path_((std::filesystem::temp_directory_path() /
               ("entente-syntax-" + std::to_string(::getpid()) + "-" + std::to_string(++counter_)))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  static inline int counter_ = 0;
  std::string path_;
};

template <typename Load>
std::string message_of(Load load) {
  try {
    static_cast<void>(load());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kInput);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("A missing, cut, damaged or foreign model file is an input error that names the file") {
  CHECK(message_of([] { return Tagger::load("/no/such/file"); }).find("/no/such/file") != std::string::npos);
  for (const auto& path : {kTagger, kParser}) {
    const auto good = bytes_of(path);
    const auto load = [&](const std::string& bytes) {
      const Scratch file(bytes);
      return message_of([&] {
        path == kTagger ? static_cast<void>(Tagger::load(file.path()))
                        : static_cast<void>(Parser::load(file.path()));
        return 0;
      });
    };
    CHECK(load(good).empty());
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{31}, std::size_t{32},
                                   std::size_t{100}, good.size() / 2, good.size() - 1}) {
      CHECK_FALSE(load(good.substr(0, size)).empty());
    }
    CHECK_FALSE(load(good + "x").empty());
    for (const std::size_t place :
         {std::size_t{0}, std::size_t{12}, std::size_t{40}, good.size() / 3, good.size() - 1}) {
      auto bad = good;
      bad[place] = static_cast<char>(bad[place] ^ 0x10);
      CHECK_FALSE(load(bad).empty());
    }
    auto newer = good;
    newer[8] = 99;
    CHECK(load(newer).find("newer") != std::string::npos);
  }
  CHECK(message_of([] { return Tagger::load(kParser); }).find("kind") != std::string::npos);
}

TEST_CASE("A network that is whole by its checksum and wrong in a part is refused with the file and the part") {
  struct Model {
    std::string path, kind;
    std::vector<std::string> parts;
    std::size_t width;
    bool parser;
  };
  const std::vector<Model> models{{kTagger, std::string(tag_network::kModelKind), {"keys", "layer0", "layer1", "rows", "tags"}, tag_network::kWidth, false},
                                  {kParser, std::string(network::kModelKind), {"arcs", "keys", "layer0", "layer1", "project", "relation", "rows"}, network::kWidth, true}};
  for (const auto& model : models) {
    const auto good = LinearModel::load(model.path, model.kind);
    const auto refused = [&](const std::string& name, const std::function<std::string(std::string)>& change, const std::string& kind) {
      LinearModelWriter writer{kind};
      for (const auto& part : model.parts) {
        const std::string bytes(good.section(part));
        if (part != name) writer.add_section(part, bytes);
        else if (change != nullptr) writer.add_section(part, change(bytes));
      }
      const Scratch file("");
      writer.write(file.path());
      const auto message = message_of([&] {
        if (model.parser) (void)Parser::load(file.path());
        else (void)Tagger::load(file.path());
        return 0;
      });
      CHECK((message.empty() || message.find(file.path()) != std::string::npos));
      return message;
    };
    const auto names = [&](const std::string& name, const std::function<std::string(std::string)>& change) {
      return refused(name, change, model.kind).find("'" + name + "'") != std::string::npos;
    };
    CHECK(refused("", nullptr, model.kind).empty());
    for (const auto& part : model.parts) {
      CAPTURE(part);
      CHECK(names(part, nullptr));                                                              // is missing
      CHECK(names(part, [](const std::string& bytes) { return bytes.substr(0, bytes.size() / 4 * 2 - 2); }));  // is cut
    }
    CHECK(names("keys", [](const std::string&) { return std::string(); }));
    CHECK(names("keys", [](const std::string& bytes) { return bytes.substr(0, 12); }));
    CHECK(names("keys", [](const std::string&) { return std::string(64, '\0'); }));  // none is free
    CHECK(names("layer1", [&](std::string bytes) {
      for (std::size_t i = 0; i < model.width; ++i) bytes.replace(2 * network::weight_at(0, i, model.width), 2, "\xff\x7f");
      return bytes;
    }));
    if (model.parser) CHECK(names("arcs", [](std::string bytes) { return bytes.replace(2 * (network::kArc + network::kRelation + 3), 2, "\x88\x13"); }));
    // A file of the format before this one, or of the one to come.
    for (const std::string other : {"tagger 1", "parser 4", "tagger 9"}) {
      const auto message = refused("", nullptr, other);
      CHECK(message.find(other) != std::string::npos);
      CHECK(message.find(model.kind) != std::string::npos);
    }
  }
}

TEST_CASE("A written model gives its weights back, the same bytes for any order of rows") {
  // Few labels; as many as the name tagger has, for which there is a loop of its own; and more.
  std::size_t count = 0;
  SUBCASE("few") { count = 8; }
  SUBCASE("as the name tagger") { count = 21; }
  SUBCASE("many") { count = 40; }
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < count; ++i) labels.push_back(std::to_string(i));
  std::vector<FeatureRow> rows;
  for (std::uint64_t i = 0; i < 500; ++i) {
    rows.push_back({mix(i, i), {{static_cast<std::uint8_t>(i % count), static_cast<float>(i + 1)}}});
    if (i % 3 == 0) rows.back().weights.emplace_back(static_cast<std::uint8_t>((i + 1) % count), -2.0F);
    if (i % 5 == 0) {
      rows.back().weights.clear();
      for (std::uint8_t k = 0; k < count; ++k) rows.back().weights.emplace_back(k, static_cast<float>(k) - 4.0F);
    }
  }
  const auto write = [&](const std::vector<FeatureRow>& given, const std::string& path) {
    LinearModelWriter writer("test");
    writer.add_table("table", labels, given);
    writer.add_section("notes", "some bytes");
    writer.write(path);
  };
  const Scratch one, two;
  write(rows, one.path());
  std::reverse(rows.begin(), rows.end());
  write(rows, two.path());
  CHECK(bytes_of(one.path()) == bytes_of(two.path()));

  const auto model = LinearModel::load(one.path(), "test");
  const auto& table = model.table("table");
  CHECK(model.section("notes") == "some bytes");
  CHECK(table.labels() == labels);
  CHECK(table.feature_count() == rows.size());
  std::vector<std::int32_t> together(count);
  std::vector<std::uint64_t> keys;
  for (const auto& row : rows) {
    std::vector<std::int32_t> alone(count);
    table.add(row.key, alone.data());
    float strongest = 0;
    for (const auto& [label, weight] : row.weights) strongest = std::max(strongest, std::abs(weight));
    for (const auto& [label, weight] : row.weights) {
      CHECK(std::abs(alone[label] / table.scale() - static_cast<double>(weight)) <=
            static_cast<double>(strongest) / 100);
    }
    keys.push_back(row.key);
    keys.push_back(mix(row.key, 12345));  // unknown: adds nothing
  }
  std::vector<FeatureTable::Wanted> wanted;
  table.ask(std::span(keys).first(100), wanted);
  table.ask(std::span(keys).subspan(100), wanted);
  const auto known = table.fetch(wanted);
  CHECK(known >= rows.size());
  CHECK(known < rows.size() + rows.size() / 2);
  table.add(std::span<const FeatureTable::Wanted>(wanted).first(known), together.data());
  std::vector<std::int32_t> sum(count);
  for (const auto& row : rows) table.add(row.key, sum.data());
  CHECK(together == sum);
  CHECK_FALSE(table.contains(mix(rows[0].key, 12345)));
  CHECK_THROWS_AS(static_cast<void>(model.table("other")), Error);
  CHECK_THROWS_AS(static_cast<void>(model.section("other")), Error);
}

TEST_CASE("Pruning keeps the strongest weights within the budget") {
  std::vector<FeatureRow> rows;
  for (std::uint64_t i = 1; i <= 100; ++i) rows.push_back({i, {{0, static_cast<float>(i)}}});
  CHECK(prune(rows, 4, 1 << 20) == 0.0F);
  CHECK(rows.size() == 100);
  const auto threshold = prune(rows, 4, 500);
  CHECK(threshold > 0.0F);
  CHECK_FALSE(rows.empty());
  CHECK(rows.size() < 100);
  CHECK(std::all_of(rows.begin(), rows.end(),
                    [&](const auto& row) { return row.weights[0].second > threshold; }));
}

TEST_CASE("The best tree is the best of all trees without crossing arcs") {
  std::uint64_t state = 7;
  const auto next = [&](std::uint64_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % bound;
  };
  std::vector<std::int32_t> heads;
  TreeDecoder decoder;
  decoder.run({}, 0, heads);
  CHECK(heads.empty());
  for (int round = 0; round < 600; ++round) {
    const std::size_t n = 1 + next(5);
    const std::size_t width = n + 1;
    std::vector<std::int32_t> scores(n * width);
    // Few values, so that there are ties, or many; high ones for the root, so that one must be chosen.
    for (auto& score : scores) score = 16 * (static_cast<std::int32_t>(next(round % 3 == 0 ? 4 : 2000)) - 500);
    if (round % 5 == 0) {
      for (std::size_t i = 0; i < n; ++i) scores[i * width + n] += 100000;
    }
    const auto worth = [&](const std::vector<std::int32_t>& tree) -> std::int64_t {  // -1e9 when it is none
      const auto crosses = [&](std::size_t a, std::size_t b) {
        const auto to_a = static_cast<std::size_t>(tree[a]), to_b = static_cast<std::size_t>(tree[b]);
        const auto start = std::min(a, to_a), end = std::max(a, to_a);
        return start < std::min(b, to_b) && std::min(b, to_b) < end && end < std::max(b, to_b);
      };
      std::int64_t sum = 0;
      std::size_t roots = 0;
      for (std::size_t i = 0; i < n; ++i) {
        auto up = i;
        for (std::size_t steps = 0; up != n; ++steps) {
          if (steps > n) return -1000000000;
          up = static_cast<std::size_t>(tree[up]);
        }
        roots += tree[i] == static_cast<std::int32_t>(n) ? 1 : 0;
        for (std::size_t other = 0; other < n; ++other) {
          if (crosses(i, other) || crosses(other, i)) return -1000000000;
        }
        sum += scores[i * width + static_cast<std::size_t>(tree[i])];
      }
      return roots == 1 ? sum : -1000000000;
    };
    std::int64_t best = -1000000000;
    std::vector<std::int32_t> tree(n, 0);
    for (;;) {
      best = std::max(best, worth(tree));
      std::size_t i = 0;
      while (i < n && tree[i] == static_cast<std::int32_t>(n)) tree[i++] = 0;
      if (i == n) break;
      ++tree[i];
    }
    decoder.run(scores, n, heads);
    REQUIRE(heads.size() == n);
    CHECK(worth(heads) == best);
  }
}

TEST_CASE("Whatever registers a processor has, it finds the same tags and draws the same trees") {
  using network::Registers;
  const auto tag_model = LinearModel::load(kTagger, tag_network::kModelKind);
  const auto tag_net = tag_network::load(tag_model);
  const auto model = LinearModel::load(kParser, network::kModelKind);
  const auto net = network::load(model);
  std::size_t different = 0;  // tags of all sentences, so that scores of nothing are noticed
  for (const std::string text : {"Word", "Two words", "Just three words", "The minister met his Turkish counterpart in Ankara on Monday .",
                                 "Xqz , the 3,000 -th , said ( \xFF ) that they would , would they not , leave and leave and leave ."}) {
    auto sentence = sentence_of(text);
    tagger().tag(sentence);
    std::vector<syntax::Word> words;
    syntax::words_of(sentence, words);
    tag_network::Work plain_tags;
    plain_tags.registers = Registers::kPlain;
    tag_network::score_tags(tag_net, words, plain_tags);
    network::Work plain;
    plain.registers = Registers::kPlain;
    network::find_tree(net, words, sentence.tokens, plain);
    for (const auto way : {Registers::kNarrow, Registers::kWide, Registers::kWidest}) {
      if (way > network::fastest_registers()) continue;  // not on this processor
      tag_network::Work tags;
      network::Work tree;
      tags.registers = tree.registers = way;
      tag_network::score_tags(tag_net, words, tags);
      CHECK(tags.sums == plain_tags.sums);
      network::find_tree(net, words, sentence.tokens, tree);
      CHECK(tree.scores == plain.scores);
      CHECK(tree.tree == plain.tree);
      CHECK(tree.deprels == plain.deprels);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto* scores = plain_tags.sums.data() + i * tag_network::kTags;
      CHECK(*std::max_element(scores, scores + kUposCount) == scores[static_cast<std::size_t>(sentence.tokens[i].upos)]);
      different += sentence.tokens[i].upos != sentence.tokens[0].upos ? 1 : 0;
    }
  }
  CHECK(different > 10);
}

TEST_CASE("Plain news sentences get the tags a reader would give") {
  CHECK(tags_of(analysed("The minister met his Turkish counterpart in Ankara on Monday .")) ==
        "DET NOUN VERB PRON ADJ NOUN ADP PROPN ADP PROPN PUNCT");
  CHECK(tags_of(analysed("Russia and China signed a new agreement .")) ==
        "PROPN CCONJ PROPN VERB DET ADJ NOUN PUNCT");
  CHECK(tags_of(analysed("He said that the talks had failed .")) ==
        "PRON VERB SCONJ DET NOUN AUX VERB PUNCT");
}

TEST_CASE("Who does what to whom comes out of the tree") {
  CHECK(arcs_of(analysed("Russia and China signed a new agreement .")) ==
        "Russia>nsubj:signed and>cc:China China>conj:Russia signed>root a>det:agreement new>amod:agreement "
        "agreement>obj:signed .>punct:signed");
  CHECK(arcs_of(analysed("The president was killed by rebels .")) ==
        "The>det:president president>nsubj:pass:killed was>aux:pass:killed killed>root by>case:rebels "
        "rebels>obl:agent:killed .>punct:killed");
  CHECK(arcs_of(analysed("The minister said that Iran would leave .")) ==
        "The>det:minister minister>nsubj:said said>root that>mark:leave Iran>nsubj:leave would>aux:leave "
        "leave>ccomp:said .>punct:said");
}

TEST_CASE("Typographic signs and digits are read like plain ones") {
  CHECK(tags_of(analysed("It was Iran \xE2\x80\x99s best offer .")) ==
        tags_of(analysed("It was Iran 's best offer .")));
  const auto one = analysed("In 2019 it grew ."), other = analysed("In 2024 it grew .");
  for (std::size_t i = 0; i < one.tokens.size(); ++i) {
    CHECK(one.tokens[i].head == other.tokens[i].head);
    CHECK(one.tokens[i].deprel == other.tokens[i].deprel);
  }
}

TEST_CASE("Every soup of tokens gets one well-formed tree, long or short") {
  const std::vector<std::string> words{"the",
                                       "THE",
                                       "Putin",
                                       "said",
                                       ",",
                                       ".",
                                       "\"",
                                       "-",
                                       "\xE2\x80\x94",
                                       "and",
                                       "that",
                                       "of",
                                       "1,000",
                                       "http://x.org/",
                                       "\xF0\x9F\x98\x80",
                                       "\xFF\xFE",
                                       "\xD0\x9F\xD1\x80",
                                       "went",
                                       "is",
                                       "n't",
                                       "'s",
                                       "(",
                                       ")",
                                       "who",
                                       "very"};
  std::uint64_t state = 42;
  const auto next = [&](std::uint64_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % bound;
  };
  for (int round = 0; round < 300; ++round) {
    const auto length = round < 290 ? next(40) : 200 + next(200);
    std::string text;
    for (std::uint64_t i = 0; i < length; ++i) text += (i > 0 ? " " : "") + words[next(words.size())];
    check_tree(analysed(text));
  }
  std::string text;
  for (int i = 0; i < 5000; ++i) text += words[next(words.size())] + " ";
  check_tree(analysed(text));
  check_tree(analysed("word"));
  check_tree(analysed(""));
}

TEST_CASE("The same tokens get the same tags and tree on every run") {
  const std::string text = "The EU 's foreign ministers , who met in Brussels , agreed to extend sanctions .";
  const auto once = analysed(text);
  const auto again_tagger = Tagger::load(kTagger);
  const auto again_parser = Parser::load(kParser);
  auto twice = sentence_of(text);
  again_tagger.tag(twice);
  again_parser.parse(twice);
  CHECK(tags_of(once) == tags_of(twice));
  CHECK(arcs_of(once) == arcs_of(twice));
}

TEST_CASE("The children of a word stand in order; what hangs on no word of the sentence is nobody's child") {
  auto sentence = sentence_of("a b c d e f");
  const std::vector<std::int32_t> heads{2, 0, -1, 2, 17, 2};
  for (std::size_t i = 0; i < heads.size(); ++i) sentence.tokens[i].head = heads[i];
  const Tree tree(sentence);
  CHECK(tree.size() == 6);
  const auto children = [&](std::uint32_t i) { return std::vector<std::uint32_t>(tree.children(i).begin(), tree.children(i).end()); };
  CHECK(children(0) == std::vector<std::uint32_t>{1});
  CHECK(children(1).empty());
  CHECK(children(2) == std::vector<std::uint32_t>{0, 3, 5});
  CHECK(children(5).empty());
  CHECK(Tree(Sentence{}).size() == 0);
}

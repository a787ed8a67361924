// SPDX-License-Identifier: Apache-2.0
#include "extract/train/conllu.h"

#include <charconv>
#include <fstream>
#include <set>

#include "model/error.h"

namespace entente::extract::train {
namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0;;) {
    const auto tab = line.find('\t', begin);
    fields.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
    if (tab == std::string_view::npos) return fields;
    begin = tab + 1;
  }
}

std::ifstream open(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorKind::kInput, path + ": cannot open the corpus");
  return in;
}

// Lower case for ASCII, Latin-1 and Cyrillic, with plain apostrophes and dashes: what the reader of articles
// does with the help of a Unicode library, near enough for treebanks.
std::string lower_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return i + at < text.size() ? static_cast<unsigned char>(text[i + at]) : 0;
    };
    const int a = byte(0), b = byte(1), c = byte(2);
    if (a >= 'A' && a <= 'Z') {
      out.push_back(static_cast<char>(a + 32));
    } else if (a == 0xC3 && b >= 0x80 && b <= 0x9E && b != 0x97) {
      out.push_back(static_cast<char>(a));
      out.push_back(static_cast<char>(b + 32));
      ++i;
    } else if (a == 0xD0 && b >= 0x90 && b <= 0x9F) {
      out.push_back(static_cast<char>(a));
      out.push_back(static_cast<char>(b + 32));
      ++i;
    } else if (a == 0xD0 && b >= 0xA0 && b <= 0xAF) {
      out.push_back(static_cast<char>(0xD1));
      out.push_back(static_cast<char>(b - 32));
      ++i;
    } else if (a == 0xE2 && b == 0x80 && (c == 0x98 || c == 0x99)) {
      out.push_back('\'');
      i += 2;
    } else if (a == 0xE2 && b == 0x80 && c >= 0x90 && c <= 0x95) {
      out.push_back('-');
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// Token texts become views once the text of the sentence stands still.
void settle(Tree& tree) {
  for (auto& token : tree.sentence.tokens) {
    token.text = std::string_view(*tree.text).substr(token.begin, token.end - token.begin);
  }
  tree.sentence.end = static_cast<std::uint32_t>(tree.text->size());
}

}  // namespace

std::vector<Tree> read_conllu(const std::string& path,
                              const std::function<bool(std::string_view document)>& wanted) {
  constexpr std::string_view kNewDocument = "# newdoc id = ";
  auto in = open(path);
  std::vector<Tree> trees;
  std::string document, line;
  std::size_t number = 0;
  Tree tree;
  std::int32_t joined_until = 0;  // last word of the multiword token being read
  bool joined_space = true, space = false;
  const auto fresh = [&] {
    tree = Tree{};
    tree.text = std::make_unique<std::string>();
    joined_until = 0;
    space = false;
  };
  const auto fail = [&](const std::string& what) {
    throw Error(ErrorKind::kInput, path + ":" + std::to_string(number) + ": " + what);
  };
  const auto number_of = [&](std::string_view text) {
    std::int32_t value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) fail("not a number: " + std::string(text));
    return value;
  };
  const auto finish = [&] {
    if (tree.sentence.tokens.empty()) return;
    const auto size = static_cast<std::int32_t>(tree.sentence.tokens.size());
    for (const auto& token : tree.sentence.tokens) {
      if (token.head >= size) fail("head outside the sentence");
    }
    settle(tree);
    tree.document = document;
    tree.sentence.parsed = true;
    if (wanted(document)) trees.push_back(std::move(tree));
    fresh();
  };
  fresh();
  while (std::getline(in, line)) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      finish();
      continue;
    }
    if (line.starts_with(kNewDocument)) document = line.substr(kNewDocument.size());
    if (line.front() == '#') continue;
    const auto fields = fields_of(line);
    if (fields.size() != 10) fail("ten fields expected");
    const bool no_space = fields[9].find("SpaceAfter=No") != std::string_view::npos;
    if (const auto dash = fields[0].find('-'); dash != std::string_view::npos) {
      joined_until = number_of(fields[0].substr(dash + 1));
      joined_space = !no_space;
      continue;
    }
    if (fields[0].find('.') != std::string_view::npos) continue;
    const auto id = number_of(fields[0]);
    Token token;
    if (space) tree.text->push_back(' ');
    token.space_before = space;
    token.begin = static_cast<std::uint32_t>(tree.text->size());
    *tree.text += fields[1];
    token.end = static_cast<std::uint32_t>(tree.text->size());
    token.lower = lower_of(fields[1]);
    const auto upos = find_upos(fields[3]);
    if (!upos) fail("unknown part of speech");
    token.upos = *upos;
    token.head = number_of(fields[6]) - 1;
    token.deprel = find_deprel(fields[7]);
    tree.sentence.tokens.push_back(std::move(token));
    tree.xpos.emplace_back(fields[4]);
    space = id < joined_until ? false : id == joined_until ? joined_space : !no_space;
  }
  finish();
  return trees;
}

std::vector<Tree> read_conllu(const std::string& path) {
  return read_conllu(path, [](std::string_view) { return true; });
}

std::vector<Tree> read_training(const std::string& folder) {
  std::set<std::string, std::less<>> free_documents;
  const std::string list = folder + "/ud_gum/docs.tsv";
  auto in = open(list);
  std::string line;
  std::getline(in, line);
  const auto header = fields_of(line);
  if (header.size() < 5 || header[0] != "doc" || header[1] != "split" || header[4] != "shippable") {
    throw Error(ErrorKind::kInput, list + ": columns doc, split, genre, licence, shippable expected");
  }
  while (std::getline(in, line)) {
    const auto fields = fields_of(line);
    if (fields.size() >= 5 && fields[1] == "train" && fields[4] == "yes") free_documents.emplace(fields[0]);
  }
  auto trees = read_conllu(folder + "/ud_ewt/en_ewt-ud-train.conllu");
  auto more = read_conllu(folder + "/ud_gum/en_gum-ud-train.conllu",
                          [&](std::string_view document) { return free_documents.contains(document); });
  std::move(more.begin(), more.end(), std::back_inserter(trees));
  return trees;
}

Tree copy(const Tree& tree) {
  Tree out;
  out.document = tree.document;
  out.text = std::make_unique<std::string>(*tree.text);
  out.sentence = tree.sentence;
  out.xpos = tree.xpos;
  settle(out);
  return out;
}

}  // namespace entente::extract::train

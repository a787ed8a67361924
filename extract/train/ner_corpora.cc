// SPDX-License-Identifier: Apache-2.0
#include "extract/train/ner_corpora.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <unordered_set>

#include "extract/name_tags.h"
#include "extract/text.h"
#include "extract/train/name_lists.h"
#include "model/error.h"

namespace entente::extract {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

// ---- characters
// ----------------------------------------------------------------------------------------------------

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80u);
}

std::size_t code_point_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_capital(std::string_view word) {
  const auto lower = fold(word);
  for (std::size_t i = 0; i < word.size() && i < lower.size(); i += code_point_length(word[i])) {
    if (word[i] >= 'A' && word[i] <= 'Z') return true;
    if (static_cast<unsigned char>(word[i]) >= 0xC3 && static_cast<unsigned char>(word[i]) < 0xE0 &&
        word.substr(i, 2) != std::string_view(lower).substr(i, 2)) {
      return true;
    }
    if (word[i] >= 'a' && word[i] <= 'z') return false;
  }
  return false;
}

// Byte offset of every code point, and of the end.
std::vector<std::size_t> code_points(std::string_view text) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) at.push_back(i);
  }
  at.push_back(text.size());
  return at;
}

// ---- word lists: facts, written for this file
// ----------------------------------------------------------------------

std::unordered_set<std::string> words_of(const char* list) {
  std::unordered_set<std::string> set;
  std::istringstream in{list};
  for (std::string word; in >> word;) {
    std::replace(word.begin(), word.end(), '_', ' ');
    set.insert(word);
  }
  return set;
}

const std::unordered_set<std::string>& demonyms() {
  static const auto set = words_of(kDemonyms);
  return set;
}

const std::unordered_set<std::string>& titles() {
  static const auto set = words_of(kTitles);
  return set;
}

const std::unordered_set<std::string>& event_heads() {
  static const auto set = words_of(kEventHeads);
  return set;
}

const std::unordered_set<std::string>& media_heads() {
  static const auto set = words_of(kMediaHeads);
  return set;
}

bool all_demonyms(const Words& words, std::size_t first, std::size_t last) {
  std::string whole;
  for (auto i = first; i < last; ++i) {
    if (i > first && words[i] != "-" && words[i - 1] != "-") whole += ' ';
    whole += fold(words[i]);
  }
  return demonyms().contains(whole);
}

// ---- building a labelled sentence
// ----------------------------------------------------------------------------------

constexpr std::uint32_t bit(std::size_t tag) { return 1u << tag; }
constexpr std::uint32_t kOutsideOnly = bit(kOutsideTag);
constexpr std::uint32_t kAnyTag = (1u << kTagCount) - 1u;
constexpr std::uint32_t label_tags(NameLabel label) {
  return bit(tag_of(label, Part::kBegin)) | bit(tag_of(label, Part::kInside)) |
         bit(tag_of(label, Part::kLast)) | bit(tag_of(label, Part::kUnit));
}
constexpr std::uint32_t kEventOrThing = label_tags(NameLabel::kEvent) | label_tags(NameLabel::kThing);

struct RawSpan {
  std::size_t first = 0;
  std::size_t last = 0;
  std::optional<NameLabel> label;  // absent: something, or nothing: any tags
  bool loose = false;              // may also be no name at all
};

// Applies the conventions; false: no name of ours.
bool normalise(const Words& words, RawSpan& span) {
  const auto lower = [&](std::size_t i) { return fold(words[i]); };
  const auto drop_quotes = [&] {
    const auto quote = [&](std::size_t i) {
      return words[i] == "\"" || words[i] == "``" || words[i] == "''" || words[i] == "'" || words[i] == "“" ||
             words[i] == "”" || words[i] == ",";
    };
    while (span.first < span.last && quote(span.first)) ++span.first;
    while (span.first < span.last && quote(span.last - 1)) --span.last;
  };
  drop_quotes();
  if (span.first == span.last) return false;
  if (span.last - span.first > 1 && (lower(span.last - 1) == "'s" || lower(span.last - 1) == "'"))
    --span.last;
  if (span.last - span.first > 1) {
    const auto article = lower(span.first);
    const bool capital = is_capital(words[span.first]);
    const bool media =
        span.label == NameLabel::kBody && capital && media_heads().contains(lower(span.last - 1));
    const bool work = span.label == NameLabel::kThing && capital;
    if (article == "the" && !media && !work)
      ++span.first;
    else if ((article == "a" || article == "an") && !capital)
      ++span.first;
  }
  if (span.label == NameLabel::kPerson) {
    while (span.last - span.first > 1 &&
           (titles().contains(lower(span.first)) || words[span.first] == "-" || lower(span.first) == "of")) {
      ++span.first;
    }
    if (titles().contains(lower(span.first)) && span.last - span.first == 1 && words[span.first].size() > 3)
      return false;
  }
  drop_quotes();
  if (span.first >= span.last || all_demonyms(words, span.first, span.last)) return false;
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(span.first),
                     words.begin() + static_cast<std::ptrdiff_t>(span.last), [](const std::string& word) {
                       return std::any_of(word.begin(), word.end(), is_word_byte);
                     });
}

// `silent`: the tags besides O that a capitalised word outside all spans may have in this corpus.
LabelledSentence label(Words words, std::vector<bool> space_before, std::vector<RawSpan> spans,
                       std::uint32_t silent, bool conventions = true) {
  LabelledSentence sentence;
  const auto count = words.size();
  sentence.allowed.assign(count, kOutsideOnly);
  std::vector<char> taken(count, 0);
  std::stable_sort(spans.begin(), spans.end(), [](const RawSpan& a, const RawSpan& b) {
    return a.last - a.first > b.last - b.first;  // the outermost first
  });
  for (auto span : spans) {
    if (span.first >= span.last || span.last > count) continue;
    const auto original = span;
    if (conventions && !normalise(words, span)) continue;
    const auto from = taken.begin() + static_cast<std::ptrdiff_t>(span.first);
    const auto to = taken.begin() + static_cast<std::ptrdiff_t>(span.last);
    if (std::any_of(from, to, [](char t) { return t != 0; })) continue;
    std::fill(from, to, char{1});
    if (!span.label) {
      for (auto i = span.first; i < span.last; ++i) sentence.allowed[i] = kAnyTag;
      continue;
    }
    const auto size = span.last - span.first;
    for (auto i = span.first; i < span.last; ++i) {
      const auto part = size == 1            ? Part::kUnit
                        : i == span.first    ? Part::kBegin
                        : i + 1 == span.last ? Part::kLast
                                             : Part::kInside;
      sentence.allowed[i] = bit(tag_of(*span.label, part)) | (span.loose ? kOutsideOnly : 0u);
    }
    if (!span.loose) {
      sentence.names.push_back({static_cast<std::uint32_t>(span.first), static_cast<std::uint32_t>(span.last),
                                *span.label, *span.label, 0, 0});
    }
    for (auto i = original.first; i < original.last; ++i) taken[i] = 1;  // its title and article stay outside
  }
  std::sort(sentence.names.begin(), sentence.names.end(),
            [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
  if (silent != 0) {
    for (std::size_t i = 0; i < count; ++i) {
      if (taken[i] == 0 && is_capital(words[i]) && !all_demonyms(words, i, i + 1))
        sentence.allowed[i] |= silent;
    }
    // Small words between two open ones may belong to the name.
    for (std::size_t i = 1; i + 1 < count; ++i) {
      if (taken[i] == 0 && sentence.allowed[i] == kOutsideOnly && sentence.allowed[i - 1] != kOutsideOnly &&
          taken[i - 1] == 0 && taken[i + 1] == 0 && is_capital(words[i + 1])) {
        sentence.allowed[i] |= silent;
      }
    }
  }
  sentence.words = std::move(words);
  sentence.space_before = std::move(space_before);
  if (sentence.space_before.empty()) {
    sentence.space_before.assign(count, true);
    // Guessed where the corpus does not say: closing punctuation and clitics hang on the word before.
    static const auto hanging = words_of("' 's n't , . ; : ! ? ) ] % 're 've 'll 'd 'm -");
    for (std::size_t i = 0; i < count; ++i) {
      const bool after_open = i > 0 && (sentence.words[i - 1] == "(" || sentence.words[i - 1] == "-");
      sentence.space_before[i] = i > 0 && !after_open && !hanging.contains(sentence.words[i]);
    }
  }
  return sentence;
}

// Cuts the words of a corpus further where UD would; spans move along.
void recut(Words& words, std::vector<RawSpan>& spans) {
  Words out;
  std::vector<std::size_t> start(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    start[i] = out.size();
    const auto pieces = cut_words(words[i]);
    if (pieces.empty()) out.push_back(words[i]);
    for (const auto& piece : pieces) out.push_back(words[i].substr(piece.begin, piece.end - piece.begin));
  }
  start[words.size()] = out.size();
  for (auto& span : spans) {
    span.first = start[std::min(span.first, words.size())];
    span.last = start[std::min(span.last, words.size())];
  }
  words = std::move(out);
}

// ---- files
// ---------------------------------------------------------------------------------------------------------

std::ifstream open(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw Error{ErrorKind::kInput, "cannot read " + path};
  return in;
}

std::vector<std::string> split(std::string_view line, char by) {
  std::vector<std::string> fields;
  for (std::size_t from = 0;;) {
    const auto to = line.find(by, from);
    fields.emplace_back(line.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return fields;
    from = to + 1;
  }
}

// Columns: `word_at`, `tag_at` (negative: from the end). IOB1, IOB2; tags without a type are read as O.
struct ColumnFormat {
  char separator = '\t';
  int word_at = 0;
  int tag_at = 1;
  std::size_t sentences_a_document = 0;  // 0: documents are marked in the file
};

using LabelMap = std::function<void(std::string_view type, RawSpan& span, const Words& words)>;

struct ColumnSentence {
  Words words;
  std::vector<RawSpan> spans;
  std::vector<std::string> types;
  bool begins_document = false;
};

std::vector<ColumnSentence> read_columns(const std::string& path, const ColumnFormat& format) {
  auto in = open(path);
  std::vector<ColumnSentence> sentences;
  ColumnSentence current;
  std::string open_type;
  bool new_document = true;
  const auto flush = [&] {
    open_type.clear();
    if (current.words.empty()) return;
    current.begins_document = new_document;
    new_document = false;
    sentences.push_back(std::move(current));
    current = {};
  };
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && is_space(line.back())) line.pop_back();
    if (line.empty()) {
      flush();
      continue;
    }
    if (line.starts_with("# newdoc") || line.starts_with("-DOCSTART-")) {
      flush();
      new_document = true;
      continue;
    }
    if (format.word_at == 1 && line.front() == '#') continue;
    const auto fields = split(line, format.separator);
    const auto at = [&](int index) {
      return static_cast<std::size_t>(index < 0 ? static_cast<int>(fields.size()) + index : index);
    };
    if (at(format.word_at) >= fields.size() || at(format.tag_at) >= fields.size()) continue;
    const auto& word = fields[at(format.word_at)];
    if (word.empty()) continue;
    if (format.word_at == 1 && fields[0].find_first_of("-.") != std::string::npos) continue;
    const std::string tag = fields.size() > 1 ? fields[at(format.tag_at)] : "O";
    const auto position = current.words.size();
    current.words.push_back(word);
    if (tag.size() > 2 && tag[1] == '-') {
      const auto type = tag.substr(2);
      if (tag[0] == 'B' || type != open_type) {
        current.spans.push_back({position, position + 1, std::nullopt, false});
        current.types.push_back(type);
      } else {
        current.spans.back().last = position + 1;
      }
      open_type = type;
    } else {
      open_type.clear();
    }
  }
  flush();
  return sentences;
}

LabelledCorpus column_corpus(const std::string& name, const std::string& path, const ColumnFormat& format,
                             const LabelMap& map, std::uint32_t silent, bool conventions = true) {
  LabelledCorpus corpus{name, {}};
  std::size_t in_document = 0;
  for (auto& raw : read_columns(path, format)) {
    const bool full = format.sentences_a_document != 0 && in_document >= format.sentences_a_document;
    if (corpus.documents.empty() || (format.sentences_a_document == 0 ? raw.begins_document : full)) {
      corpus.documents.push_back({name + "-" + std::to_string(corpus.documents.size()), {}});
      in_document = 0;
    }
    std::vector<RawSpan> spans;
    for (std::size_t i = 0; i < raw.spans.size(); ++i) {
      auto span = raw.spans[i];
      map(raw.types[i], span, raw.words);
      if (span.last > span.first) spans.push_back(span);
    }
    recut(raw.words, spans);
    ++in_document;
    corpus.documents.back().sentences.push_back(
        label(std::move(raw.words), {}, std::move(spans), silent, conventions));
  }
  return corpus;
}

void drop(RawSpan& span) { span.last = span.first; }

void map_conll(std::string_view type, RawSpan& span, const Words&) {
  if (type == "PER")
    span.label = NameLabel::kPerson;
  else if (type == "ORG")
    span.label = NameLabel::kBody;
  else if (type == "LOC")
    span.label = NameLabel::kPlace;
  else if (type == "MISC")
    span.label = NameLabel::kThing;
  else
    drop(span);
}

// Names of the "other" class, split by their head word.
NameLabel event_or_thing(const Words& words, const RawSpan& span) {
  for (auto i = span.first; i < span.last; ++i) {
    if (event_heads().contains(fold(words[i]))) return NameLabel::kEvent;
  }
  return NameLabel::kThing;
}

void map_crossner(std::string_view type, RawSpan& span, const Words& words) {
  static const std::map<std::string_view, NameLabel> table{{"politicalparty", NameLabel::kBody},
                                                           {"organisation", NameLabel::kBody},
                                                           {"band", NameLabel::kBody},
                                                           {"university", NameLabel::kBody},
                                                           {"magazine", NameLabel::kBody},
                                                           {"politician", NameLabel::kPerson},
                                                           {"person", NameLabel::kPerson},
                                                           {"researcher", NameLabel::kPerson},
                                                           {"writer", NameLabel::kPerson},
                                                           {"musicalartist", NameLabel::kPerson},
                                                           {"scientist", NameLabel::kPerson},
                                                           {"location", NameLabel::kPlace},
                                                           {"country", NameLabel::kPlace},
                                                           {"event", NameLabel::kEvent},
                                                           {"election", NameLabel::kEvent},
                                                           {"conference", NameLabel::kEvent},
                                                           {"academicjournal", NameLabel::kThing},
                                                           {"award", NameLabel::kThing},
                                                           {"book", NameLabel::kThing},
                                                           {"poem", NameLabel::kThing},
                                                           {"album", NameLabel::kThing},
                                                           {"song", NameLabel::kThing},
                                                           {"product", NameLabel::kThing},
                                                           {"programlang", NameLabel::kThing}};
  if (const auto found = table.find(type); found != table.end()) {
    span.label = found->second;
  } else if (type == "misc") {
    span.label = event_or_thing(words, span);
    span.loose = true;
    if (!is_capital(words[span.first]) && !is_capital(words[span.last - 1])) drop(span);
  } else {
    // Scientific terms, genres and the like: a name or not, never a person, body or place we would want.
    if (!is_capital(words[span.first])) return drop(span);
    span.label = NameLabel::kThing;
    span.loose = true;
  }
}

LabelledCorpus read_re_docred(const std::string& path) {
  LabelledCorpus corpus{"re_docred", {}};
  auto in = open(path);
  for (const auto& document : Json::parse(in)) {
    LabelledDocument out{document.at("title").get<std::string>(), {}};
    std::vector<Words> sentences = document.at("sents").get<std::vector<Words>>();
    std::vector<std::vector<RawSpan>> spans(sentences.size());
    std::set<std::array<std::size_t, 3>> seen;
    for (const auto& entity : document.at("vertexSet")) {
      for (const auto& mention : entity) {
        const auto where = mention.at("sent_id").get<std::size_t>();
        RawSpan span{mention.at("pos").at(0).get<std::size_t>(),
                     mention.at("pos").at(1).get<std::size_t>(),
                     {},
                     false};
        if (where >= sentences.size() || span.last > sentences[where].size() || span.first >= span.last)
          continue;
        if (!seen.insert({where, span.first, span.last}).second) continue;
        const auto type = mention.at("type").get<std::string>();
        map_conll(type, span, {});
        if (type == "MISC") span.label = event_or_thing(sentences[where], span);
        if (span.first < span.last && type == "MISC" && !is_capital(sentences[where][span.first]) &&
            !is_capital(sentences[where][span.last - 1]) && !is_digit(sentences[where][span.first][0])) {
          drop(span);
        }
        if (span.first < span.last) spans[where].push_back(span);
      }
    }
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      recut(sentences[i], spans[i]);
      out.sentences.push_back(label(std::move(sentences[i]), {}, std::move(spans[i]), 0));
    }
    corpus.documents.push_back(std::move(out));
  }
  return corpus;
}

// ---- GUM: entities are whole noun phrases; a name is the proper-noun core of one
// -----------------------------------

struct GumToken {
  std::string word;
  Upos upos = Upos::kX;
  bool proper = false;  // xpos NNP, NNPS
  bool space_after = true;
};

struct GumMention {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t head = 0;
  std::string type;
  std::string title;  // wikification, "University_of_Portsmouth"
};

bool name_glue(const std::string& lower) {
  static const auto set =
      words_of("of the and & - de la le du del da di der den van von al el bin ibn ul for 's on in to");
  return set.contains(lower);
}

std::optional<RawSpan> gum_name(const std::vector<GumToken>& tokens, const GumMention& mention) {
  static const std::map<std::string_view, NameLabel> types{{"person", NameLabel::kPerson},
                                                           {"organization", NameLabel::kBody},
                                                           {"place", NameLabel::kPlace},
                                                           {"event", NameLabel::kEvent}};
  const auto found = types.find(mention.type);
  const auto label = found != types.end() ? found->second : NameLabel::kThing;
  // The wikified title inside the mention, word for word, is the name.
  if (!mention.title.empty()) {
    std::string title = mention.title.substr(0, mention.title.find('('));
    std::replace(title.begin(), title.end(), '_', ' ');
    const auto pieces = cut_words(title);
    Words wanted;
    for (const auto& piece : pieces)
      wanted.push_back(fold(title.substr(piece.begin, piece.end - piece.begin)));
    for (auto i = mention.first; !wanted.empty() && i + wanted.size() <= mention.last; ++i) {
      bool same = true;
      for (std::size_t j = 0; same && j < wanted.size(); ++j) same = fold(tokens[i + j].word) == wanted[j];
      if (same && is_capital(tokens[i].word) && tokens[i + wanted.size() - 1].proper) {
        return RawSpan{i, i + wanted.size(), label, label == NameLabel::kThing};
      }
    }
  }
  const auto head = mention.head;
  if (!tokens[head].proper || !is_capital(tokens[head].word)) return std::nullopt;
  const auto proper = [&](std::size_t i) {
    return tokens[i].proper || (tokens[i].word == "-" && i > mention.first && i + 1 < mention.last &&
                                tokens[i - 1].proper && tokens[i + 1].proper);
  };
  auto first = head;
  auto last = head + 1;
  while (first > mention.first && proper(first - 1)) --first;
  while (last < mention.last && proper(last)) ++last;
  // "Bank of England", "Ministry of Foreign Affairs": over small words to the next proper noun.
  if (label == NameLabel::kBody || label == NameLabel::kEvent) {
    for (auto i = last; i < mention.last; ++i) {
      if (proper(i))
        last = i + 1;
      else if (!name_glue(fold(tokens[i].word)))
        break;
    }
  }
  return RawSpan{first, last, label, label == NameLabel::kThing};
}

LabelledCorpus read_gum(const std::string& folder) {
  std::set<std::string> usable;
  {
    auto table = open(folder + "/ud_gum/docs.tsv");
    for (std::string line; std::getline(table, line);) {
      const auto fields = split(line, '\t');
      if (fields.size() > 4 && fields[1] == "train" && fields[4] == "yes") usable.insert(fields[0]);
    }
  }
  LabelledCorpus corpus{"gum", {}};
  auto in = open(folder + "/ud_gum/en_gum-ud-train.conllu");
  std::vector<GumToken> tokens;
  std::vector<int> heads;
  std::vector<GumMention> mentions;
  std::vector<std::pair<std::string, GumMention>> opened;
  bool use = false;
  const auto flush = [&] {
    if (!tokens.empty() && use) {
      Words words;
      std::vector<bool> space_before;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        words.push_back(tokens[i].word);
        space_before.push_back(i > 0 && tokens[i - 1].space_after);
      }
      std::vector<RawSpan> spans;
      for (auto& mention : mentions) {
        mention.head = mention.first;
        for (auto i = mention.first; i < mention.last; ++i) {
          const auto above = heads[i];
          if (above <= static_cast<int>(mention.first) || above > static_cast<int>(mention.last)) {
            mention.head = i;
            break;
          }
        }
        if (const auto span = gum_name(tokens, mention)) spans.push_back(*span);
      }
      // Proper nouns that no entity explains stay open.
      auto sentence = label(std::move(words), std::move(space_before), std::move(spans), 0);
      std::vector<char> named(tokens.size(), 0);
      for (std::size_t i = 0; i < tokens.size(); ++i) named[i] = sentence.allowed[i] != kOutsideOnly;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool title = titles().contains(fold(tokens[i].word)) && i + 1 < tokens.size() && named[i + 1];
        if (!named[i] && tokens[i].proper && !title && !all_demonyms(sentence.words, i, i + 1)) {
          sentence.allowed[i] |= kAnyTag;
        }
      }
      corpus.documents.back().sentences.push_back(std::move(sentence));
    }
    tokens.clear();
    heads.clear();
    mentions.clear();
    opened.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# newdoc id = ")) {
      flush();
      const auto id = line.substr(14);
      use = usable.contains(id);
      if (use) corpus.documents.push_back({id, {}});
    } else if (line.empty()) {
      flush();
    } else if (line.front() != '#') {
      const auto fields = split(line, '\t');
      if (fields.size() < 10 || fields[0].find_first_of("-.") != std::string::npos) continue;
      const auto position = tokens.size();
      tokens.push_back({fields[1], find_upos(fields[3]).value_or(Upos::kX), fields[4].starts_with("NNP"),
                        fields[9].find("SpaceAfter=No") == std::string::npos});
      heads.push_back(std::stoi(fields[6]));
      for (const auto& item : split(fields[9], '|')) {
        if (!item.starts_with("Entity=")) continue;
        const auto text = std::string_view(item).substr(7);
        for (std::size_t i = 0; i < text.size();) {
          if (text[i] == '(') {
            const auto end = text.find_first_of("()", i + 1);
            const auto body = text.substr(i + 1, end == std::string_view::npos ? end : end - i - 1);
            const auto parts = split(body, '-');
            GumMention mention;
            mention.first = position;
            mention.type = parts.size() > 1 ? parts[1] : "";
            for (std::size_t p = 7; p < parts.size() || p == 6; ++p) {
              mention.title += (mention.title.empty() ? "" : "-") + parts[p];
            }
            const bool closes = end != std::string_view::npos && text[end] == ')';
            if (closes) {
              mention.last = position + 1;
              mentions.push_back(mention);
              i = end + 1;
            } else {
              opened.emplace_back(parts[0], mention);
              i = end == std::string_view::npos ? text.size() : end;
            }
          } else {
            const auto end = text.find(')', i);
            const auto id = std::string(text.substr(i, end == std::string_view::npos ? end : end - i));
            for (auto it = opened.rbegin(); it != opened.rend(); ++it) {
              if (it->first != id) continue;
              it->second.last = position + 1;
              mentions.push_back(it->second);
              opened.erase(std::next(it).base());
              break;
            }
            i = end == std::string_view::npos ? text.size() : end + 1;
          }
        }
      }
    }
  }
  flush();
  return corpus;
}

// ---- running text with character spans
// -----------------------------------------------------------------------------

struct CharSpan {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  std::optional<NameLabel> label;
};

// Sentence ends good enough for training: ". " before a capital, and line ends.
void add_text(LabelledDocument& document, const std::string& text, std::vector<CharSpan> spans,
              std::uint32_t silent) {
  static const auto abbreviations = words_of(
      "mr. mrs. ms. dr. prof. gen. col. lt. sen. rep. gov. st. no. jr. sr. inc. ltd. co. corp. u.s. u.k. "
      "u.n. vs. e.g. "
      "i.e. capt. maj. sgt. adm. brig. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.");
  const auto words = cut_words(text);
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto word = std::string_view(text).substr(words[i].begin, words[i].end - words[i].begin);
    const auto between = std::string_view(text).substr(words[i].end, words[i + 1].begin - words[i].end);
    const bool stop = word == "." || word == "!" || word == "?";
    if (between.find('\n') != std::string_view::npos || (stop && !between.empty())) starts.push_back(i + 1);
  }
  starts.push_back(words.size());
  std::sort(spans.begin(), spans.end(), [](const CharSpan& a, const CharSpan& b) {
    return std::pair{a.begin, b.end} < std::pair{b.begin, a.end};
  });
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    Words sentence;
    std::vector<bool> space_before;
    std::vector<RawSpan> raw;
    for (auto i = starts[s]; i < starts[s + 1]; ++i) {
      sentence.push_back(text.substr(words[i].begin, words[i].end - words[i].begin));
      space_before.push_back(i > 0 && words[i].begin > words[i - 1].end);
    }
    if (sentence.empty()) continue;
    for (const auto& span : spans) {
      RawSpan found{sentence.size(), 0, span.label, false};
      for (auto i = starts[s]; i < starts[s + 1]; ++i) {
        if (words[i].begin < span.end && span.begin < words[i].end) {
          found.first = std::min(found.first, i - starts[s]);
          found.last = i - starts[s] + 1;
        }
      }
      if (found.first < found.last) raw.push_back(found);
    }
    document.sentences.push_back(label(std::move(sentence), std::move(space_before), std::move(raw), silent));
  }
}

LabelledCorpus read_re3d(const std::string& folder) {
  LabelledCorpus corpus{"re3d", {}};
  for (const auto* part :
       {"Australian_Department_of_Foreign_Affairs", "CENTCOM", "Delegation_of_the_European_Union_to_Syria",
        "UK_Government", "US_State_Department", "Wikipedia"}) {
    const auto base = folder + "/re3d/" + part;
    std::map<std::string, std::vector<Json>> entities;
    auto entity_file = open(base + "/entities.json");
    for (std::string line; std::getline(entity_file, line);) {
      if (line.find('{') == std::string::npos) continue;
      auto entity = Json::parse(line);
      entities[entity.at("documentId").get<std::string>()].push_back(std::move(entity));
    }
    auto document_file = open(base + "/documents.json");
    for (std::string line; std::getline(document_file, line);) {
      if (line.find('{') == std::string::npos) continue;
      const auto document = Json::parse(line);
      const auto text = document.at("text").get<std::string>();
      const auto at = code_points(text);
      std::vector<CharSpan> spans;
      for (const auto& entity : entities[document.at("_id").get<std::string>()]) {
        const auto type = entity.at("type").get<std::string>();
        std::optional<NameLabel> label;
        if (type == "Person")
          label = NameLabel::kPerson;
        else if (type == "Organisation")
          label = NameLabel::kBody;
        else if (type == "Location")
          label = NameLabel::kPlace;
        else if (type == "Weapon" || type == "MilitaryPlatform" || type == "Vehicle")
          label = NameLabel::kThing;
        else
          continue;
        auto first = entity.at("begin").get<std::size_t>();
        auto last = entity.at("end").get<std::size_t>();
        if (last >= at.size() || first >= last) continue;
        // The named core: a description ("the northern part of the country", "U.S. service members") is none.
        const auto begin = at[first];
        const auto words = cut_words(std::string_view(text).substr(begin, at[last] - begin));
        if (words.empty()) continue;
        const auto word = [&](std::size_t i) {
          return std::string_view(text).substr(begin + words[i].begin, words[i].end - words[i].begin);
        };
        std::size_t from = 0;
        auto to = words.size();
        while (from < to && !is_capital(word(from)) && !is_digit(word(from)[0])) ++from;
        if (from == to || label == NameLabel::kThing) continue;  // things: left open
        bool clean = true;                                       // capitals all the way, but for glue
        for (auto i = from; i < to; ++i) {
          if (!is_capital(word(i)) && !is_digit(word(i)[0]) && !name_glue(fold(word(i)))) clean = false;
        }
        if (!clean) continue;
        // "Foreign Office Minister", "President of Iraq": an office is no person's name.
        if (label == NameLabel::kPerson) {
          bool office = false;
          for (auto i = from; i < to; ++i) office = office || fold(word(i)) == "of" || fold(word(i)) == "for";
          if (office || titles().contains(fold(word(to - 1)))) continue;
        }
        spans.push_back({begin + words[from].begin, begin + words[to - 1].end, label});
      }
      corpus.documents.push_back({document.at("_id").get<std::string>(), {}});
      add_text(corpus.documents.back(), text, std::move(spans), kAnyTag);
    }
  }
  return corpus;
}

LabelledCorpus read_knowledgenet(const std::string& folder) {
  // property -> label of subject, label of object; none: not a name for certain.
  using Pair = std::pair<std::optional<NameLabel>, std::optional<NameLabel>>;
  static const std::map<std::string_view, Pair> table{
      {"EMPLOYEE_OR_MEMBER_OF", {NameLabel::kPerson, NameLabel::kBody}},
      {"PLACE_OF_RESIDENCE", {NameLabel::kPerson, NameLabel::kPlace}},
      {"SPOUSE", {NameLabel::kPerson, NameLabel::kPerson}},
      {"EDUCATED_AT", {NameLabel::kPerson, NameLabel::kBody}},
      {"PLACE_OF_BIRTH", {NameLabel::kPerson, NameLabel::kPlace}},
      {"CHILD_OF", {NameLabel::kPerson, NameLabel::kPerson}},
      {"HEADQUARTERS", {NameLabel::kBody, NameLabel::kPlace}},
      {"FOUNDED_BY", {NameLabel::kBody, std::nullopt}},
      {"CEO", {NameLabel::kPerson, NameLabel::kBody}},
      {"POLITICAL_AFFILIATION", {NameLabel::kPerson, NameLabel::kBody}},
      {"DATE_OF_BIRTH", {NameLabel::kPerson, std::nullopt}},
      {"DATE_OF_DEATH", {NameLabel::kPerson, std::nullopt}},
      {"SUBSIDIARY_OF", {NameLabel::kBody, NameLabel::kBody}},
      {"DATE_FOUNDED", {NameLabel::kBody, std::nullopt}}};
  LabelledCorpus corpus{"knowledgenet", {}};
  std::map<std::string, std::pair<std::string, std::vector<CharSpan>>> passages;
  std::vector<std::string> order;
  for (const auto* fold_file : {"fold1.jsonl", "fold2.jsonl"}) {
    auto in = open(folder + "/knowledgenet/" + fold_file);
    for (std::string line; std::getline(in, line);) {
      if (line.empty()) continue;
      const auto passage = Json::parse(line);
      const auto text = passage.at("text").get<std::string>();
      const auto key = passage.at("doc").get<std::string>() + ":" + text;
      if (!passages.contains(key)) {
        order.push_back(key);
        passages[key].first = text;
      }
      const auto at = code_points(text);
      for (const auto& fact : passage.at("facts")) {
        const auto found = table.find(fact.at("property").get<std::string>());
        if (found == table.end()) continue;
        const auto add = [&](const char* role, std::optional<NameLabel> label) {
          const auto first = fact.at(role).at(0).get<std::size_t>();
          const auto last = fact.at(role).at(1).get<std::size_t>();
          if (!label || last >= at.size() || first >= last) return;
          const auto words = cut_words(std::string_view(text).substr(at[first], at[last] - at[first]));
          for (const auto& word : words) {
            const auto piece = text.substr(at[first] + word.begin, word.end - word.begin);
            if (!is_capital(piece) && !is_digit(piece[0]) && !name_glue(fold(piece)) &&
                is_word_byte(piece[0]))
              return;
          }
          static const auto pronouns =
              words_of("he she it they who his her their its him that which i we you my our");
          if (words.size() == 1 && pronouns.contains(fold(text.substr(at[first], at[last] - at[first]))))
            return;
          passages[key].second.push_back({at[first], at[last], label});
        };
        add("subject", found->second.first);
        add("object", found->second.second);
      }
    }
  }
  for (const auto& key : order) {
    auto& [text, spans] = passages[key];
    corpus.documents.push_back({key.substr(0, key.find(':')), {}});
    add_text(corpus.documents.back(), text, std::move(spans), kAnyTag);
  }
  return corpus;
}

}  // namespace

// ---- public
// --------------------------------------------------------------------------------------------------------

std::vector<Word> cut_words(std::string_view text) {
  static const auto keep_period = words_of(
      "mr. mrs. ms. dr. prof. gen. col. lt. sen. rep. gov. st. no. jr. sr. inc. ltd. co. corp. vs. etc. "
      "capt. maj. sgt. "
      "adm. brig. jan. feb. aug. sept. oct. nov. dec. mt. ft. bros. dept. univ. rev. hon. cmdr. pres. ave.");
  std::vector<Word> words;
  const auto emit = [&](std::size_t begin, std::size_t end) {
    if (begin < end) words.push_back({begin, end});
  };
  const auto sub = [&](std::size_t begin, std::size_t end) { return text.substr(begin, end - begin); };
  // Typographic punctuation of three bytes (U+2010..U+203A) and the two guillemets.
  const auto punct_length = [&](std::size_t i, std::size_t end) -> std::size_t {
    const auto byte = [&](std::size_t at) { return at < end ? static_cast<unsigned char>(text[at]) : 0u; };
    if (byte(i) == 0xE2 && byte(i + 1) == 0x80 && byte(i + 2) >= 0x90) return 3;
    if (byte(i) == 0xC2 && (byte(i + 1) == 0xAB || byte(i + 1) == 0xBB)) return 2;
    return byte(i) < 0x80 && !is_word_byte(text[i]) ? 1 : 0;
  };
  const auto is_apostrophe = [&](std::size_t i, std::size_t end) -> std::size_t {
    if (text[i] == '\'') return 1;
    return sub(i, std::min(end, i + 3)) == "\xE2\x80\x99" ? 3 : 0;
  };
  const std::function<void(std::size_t, std::size_t)> cut = [&](std::size_t begin, std::size_t end) {
    // Leading punctuation, one mark a word; runs of the same mark stay together.
    while (begin < end) {
      if ((text[begin] == '#' || text[begin] == '@') && begin + 1 < end && is_word_byte(text[begin + 1]))
        break;
      if (const auto a = is_apostrophe(begin, end);
          a != 0 && begin + a < end && is_word_byte(text[begin + a]) && end - begin - a <= 2) {
        break;  // 's, 'll on their own
      }
      const auto length = punct_length(begin, end);
      if (length == 0) break;
      auto stop = begin + length;
      while (length == 1 && stop < end && text[stop] == text[begin]) ++stop;
      emit(begin, stop);
      begin = stop;
    }
    if (begin >= end) return;
    if (sub(begin, end).find("://") != std::string_view::npos ||
        sub(begin, end).find('@') != std::string_view::npos) {
      emit(begin, end);
      return;
    }
    // Trailing punctuation, held back.
    std::vector<Word> tail;
    while (end > begin) {
      std::size_t length = 0;
      for (const std::size_t wide : {3u, 2u, 1u}) {
        if (end - begin > wide && punct_length(end - wide, end) == wide) {
          length = wide;
          break;
        }
      }
      if (length == 0) break;
      if (text[end - 1] == '.') {
        const auto word = sub(begin, end);
        const bool initials = word.size() >= 2 &&
                              word.substr(0, word.size() - 1).find('.') != std::string_view::npos &&
                              word.find("..") == std::string_view::npos;
        const bool initial = word.size() == 2 && is_capital(word);
        if (initials || initial || keep_period.contains(fold(word))) break;
      }
      auto start = end - length;
      while (length == 1 && start > begin && text[start - 1] == text[end - 1] && text[end - 1] != '\'')
        --start;
      tail.push_back({start, end});
      end = start;
    }
    // Clitics.
    std::optional<Word> clitic;
    if (const auto body = fold(sub(begin, end)); body.size() > 3) {
      for (std::size_t i = begin + 1; i < end; ++i) {
        const auto length = is_apostrophe(i, end);
        if (length == 0) continue;
        const auto rest = fold(sub(i + length, end));
        if (rest == "s" || rest == "re" || rest == "ve" || rest == "ll" || rest == "d" || rest == "m") {
          clitic = Word{i, end};
          end = i;
        } else if (rest == "t" && (text[i - 1] == 'n' || text[i - 1] == 'N') && i - 1 > begin) {
          clitic = Word{i - 1, end};
          end = i - 1;
        }
        break;
      }
    }
    // Hyphens, dashes and slashes between letters or digits.
    auto start = begin;
    for (auto i = begin; i < end;) {
      const auto length = punct_length(i, end);
      const auto mark = length == 0 ? std::string_view{} : sub(i, i + length);
      const bool dash =
          mark == "-" || mark == "/" || (length == 3 && static_cast<unsigned char>(text[i + 2]) <= 0x95);
      const bool bracket = mark == "(" || mark == ")" || mark == "[" || mark == "]" || mark == "\"";
      if ((dash || bracket) && i > begin) {
        emit(start, i);
        emit(i, i + length);
        start = i + length;
      }
      i += length == 0 ? 1 : length;
    }
    emit(start, end);
    if (clitic) words.push_back(*clitic);
    words.insert(words.end(), tail.rbegin(), tail.rend());
  };
  for (std::size_t i = 0; i < text.size();) {
    const bool no_break = text.substr(i, 2) == "\xC2\xA0";
    if (is_space(text[i]) || no_break) {
      i += no_break ? 2 : 1;
      continue;
    }
    auto end = i;
    while (end < text.size() && !is_space(text[end]) && text.substr(end, 2) != "\xC2\xA0") ++end;
    cut(i, end);
    i = end;
  }
  return words;
}

std::string fold(std::string_view word) { return fold_word(word); }

Sentence sentence_of(const LabelledSentence& labelled) {
  Sentence sentence;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < labelled.words.size(); ++i) {
    Token token;
    if (i > 0 && labelled.space_before[i]) ++at;
    token.begin = at;
    token.end = at += static_cast<std::uint32_t>(labelled.words[i].size());
    token.text = labelled.words[i];
    token.lower = fold(labelled.words[i]);
    token.space_before = labelled.space_before[i];
    sentence.tokens.push_back(std::move(token));
  }
  sentence.end = at;
  return sentence;
}

std::vector<LabelledCorpus> read_training_corpora(const std::string& folder) {
  std::vector<LabelledCorpus> corpora;
  corpora.push_back(column_corpus("uner_ewt", folder + "/uner_ewt/en_ewt-ud-train.cleaned.iob2",
                                  {'\t', 1, 2, 0}, map_conll, kEventOrThing));
  for (const auto* domain : {"politics/train", "ai/train", "ai/dev", "ai/test", "literature/train",
                             "literature/dev", "literature/test", "music/train", "music/dev", "music/test",
                             "science/train", "science/dev", "science/test"}) {
    auto part =
        column_corpus("crossner", folder + "/crossner/" + domain + ".txt", {'\t', 0, 1, 1}, map_crossner, 0);
    if (corpora.back().name != "crossner") corpora.push_back({"crossner", {}});
    for (auto& document : part.documents) corpora.back().documents.push_back(std::move(document));
  }
  corpora.push_back(read_re_docred(folder + "/re_docred/dev_revised.json"));
  corpora.push_back(read_gum(folder));
  corpora.push_back(read_re3d(folder));
  corpora.push_back(read_knowledgenet(folder));
  const auto map_wnut = [](std::string_view type, RawSpan& span, const Words&) {
    if (type == "person")
      span.label = NameLabel::kPerson;
    else if (type == "location")
      span.label = NameLabel::kPlace;
    else if (type == "corporation" || type == "group")
      span.label = NameLabel::kBody;
    else
      span.label = NameLabel::kThing;
  };
  corpora.push_back(column_corpus("wnut17", folder + "/wnut17/wnut17train.conll", {'\t', 0, 1, 1}, map_wnut,
                                  label_tags(NameLabel::kEvent)));
  const auto map_tweets = [](std::string_view type, RawSpan& span, const Words& words) {
    map_conll(type, span, words);
    if (words[span.first] == "@" || (span.first > 0 && words[span.first - 1] == "@"))
      drop(span);  // account names
  };
  for (const auto* part : {"a", "b", "e", "f", "g", "h"}) {
    auto tweets =
        column_corpus("btc", folder + "/btc/" + part + ".conll", {'\t', 0, 1, 1}, map_tweets, kEventOrThing);
    if (corpora.back().name != "btc") corpora.push_back({"btc", {}});
    for (auto& document : tweets.documents) corpora.back().documents.push_back(std::move(document));
  }
  const auto map_filings = [](std::string_view type, RawSpan& span, const Words& words) {
    map_conll(type, span, words);
    // Parties of a contract by their role ("Borrower", "Bank") are annotated as names there.
    if (type == "MISC" || span.last - span.first == 1) span.label = std::nullopt;
  };
  for (const auto* part : {"FIN3", "FIN5"}) {
    auto filing = column_corpus("sec_filings", folder + "/sec_filings/" + part + ".txt", {' ', 0, 3, 0},
                                map_filings, kAnyTag);
    if (corpora.back().name != "sec_filings") corpora.push_back({"sec_filings", {}});
    for (auto& document : filing.documents) corpora.back().documents.push_back(std::move(document));
  }
  return corpora;
}

LabelledCorpus read_held_out(const std::string& folder, std::string_view which) {
  if (which == "uner_ewt/dev" || which == "uner_ewt/test") {
    const auto part = std::string(which.substr(9));
    return column_corpus(std::string(which), folder + "/uner_ewt/en_ewt-ud-" + part + ".iob2",
                         {'\t', 1, 2, 0}, map_conll, 0, false);
  }
  if (which == "wikigold") {
    return column_corpus("wikigold", folder + "/wikigold/wikigold.conll.txt", {' ', 0, 1, 0}, map_conll, 0,
                         false);
  }
  if (which == "crossner/politics/dev") {
    return column_corpus(std::string(which), folder + "/crossner/politics/dev.txt", {'\t', 0, 1, 1},
                         map_crossner, 0, false);
  }
  throw Error{ErrorKind::kUsage, "no held-out set called " + std::string(which)};
}

}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
#include "names/match.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "names/letters.h"
#include "names/sounds.h"
#include "names/syllables.h"
#include "names/word_lists.h"

namespace entente::names {
namespace {

struct Token {
  std::string text;
  std::string sound;
  Writing writing = Writing::kLatin;
  int weight = 100;    // how much it says about who is meant
  int conflict = 100;  // the same, where both names have a word that the other lacks
  bool initial = false;
  bool capitals = false;
  bool shared = false;  // "group", "bank"
  bool given = false;   // has other forms
  bool acronym = false;  // in capitals, where not everything is
};

// Words beyond these are not looked at: a list of names is no name.
constexpr std::size_t kMaxTokens = 24;

}  // namespace

struct PreparedName::Form {
  NameKind kind = NameKind::kAny;
  std::string plain;              // every word, in Latin letters
  std::vector<Token> tokens;      // what is compared
  std::string joined;             // the sound of all of it without blanks, particles included
  std::string initials;           // of the tokens, and with the words left out between them
  std::string all_initials;
  std::vector<std::string> numbers;  // sorted, without leading noughts
  std::vector<Letters> words;     // what syllables are read from: no forms of address, no legal forms
  LegalForm legal = LegalForm::kNone;
  bool titled = false;
  bool abjad = false;             // a script without vowels
  bool syllabic = false;          // Hangul or Han
};

namespace {

using Form = PreparedName::Form;

// --- making ready

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }
bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string bare_number(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : std::string(digits.substr(first));
}

// "Sech1n": one digit between letters that stands for the letter it looks like. "Mi-8MT" and "B2B" have too few letters.
std::string without_leet(std::string text) {
  constexpr std::string_view digits = "013457896";
  constexpr std::string_view letters = "oieastbgg";
  const auto count = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  if (count == 0 || count * 3 > text.size() || text.size() < 4) return text;
  auto out = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    const bool inside = i > 0 && i + 1 < text.size() && !is_digit(text[i - 1]) && !is_digit(text[i + 1]);
    const auto letter = digits.find(text[i]);
    if (!inside || letter == std::string_view::npos) return text;
    out[i] = letters[letter];
  }
  return out;
}

bool is_ordinal_ending(std::string_view text) {
  constexpr auto endings = std::to_array<std::string_view>({"st", "nd", "rd", "th", "e", "er", "eme", "i", "y", "ya", "oy", "go", "a", "o"});
  return std::find(endings.begin(), endings.end(), text) != endings.end();
}

class Preparer {
 public:
  Preparer(std::string_view name, NameKind kind) : words_(split_letters(name)) {
    form_.kind = kind;
    if (words_.size() > kMaxTokens) words_.resize(kMaxTokens);
  }

  Form run() {
    for (const auto& word : words_) {
      if (!form_.plain.empty()) form_.plain.push_back(' ');
      form_.plain += word.latin;
    }
    mixed_case_ = std::any_of(words_.begin(), words_.end(), [](const Letters& word) { return !word.capitals && word.own.empty(); });
    split_digits();
    if (form_.kind == NameKind::kAny) form_.kind = looks_like_body() ? NameKind::kBody : NameKind::kPerson;
    take_legal_forms();
    take_numbers();
    if (form_.kind == NameKind::kThing) take_vessel();
    if (form_.kind == NameKind::kPerson) take_addresses();
    if (form_.kind == NameKind::kPerson || form_.kind == NameKind::kThing) join_arabic();
    make_tokens();
    return std::move(form_);
  }

 private:
  [[nodiscard]] bool body() const { return form_.kind == NameKind::kBody; }
  [[nodiscard]] bool person() const { return form_.kind == NameKind::kPerson; }

  // "KN-08", "KN08": letters and digits apart, so that both are the same; "1st" stays one.
  void split_digits() {
    if (!has_digit(form_.plain)) return;
    std::vector<Letters> out;
    for (auto& word : words_) {
      if (!has_digit(word.latin) || is_number(word.latin)) {
        out.push_back(std::move(word));
        continue;
      }
      word.latin = without_leet(std::move(word.latin));
      for (std::size_t at = 0; at < word.latin.size();) {
        const bool digits = is_digit(word.latin[at]);
        auto end = at;
        while (end < word.latin.size() && is_digit(word.latin[end]) == digits) ++end;
        Letters part;
        part.latin = word.latin.substr(at, end - at);
        part.writing = word.writing;
        part.capitals = word.capitals;
        part.bracketed = word.bracketed;
        part.facts = facts_of(part.latin);
        const bool ending = !digits && at > 0 && end == word.latin.size() && is_ordinal_ending(part.latin);
        if (!ending) out.push_back(std::move(part));
        at = end;
      }
    }
    // "1-й": the ending is a word of its own.
    for (std::size_t i = 1; i < out.size();) {
      if (out[i - 1].hyphened && is_number(out[i - 1].latin) && out[i].writing == Writing::kCyrillic && out[i].latin.size() <= 2) {
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    words_ = std::move(out);
  }

  bool looks_like_body() {
    std::size_t shared = 0;
    for (const auto& word : words_) {
      if (is_number(word.latin)) return true;
      const auto facts = word.facts;
      if (word.latin == "the" || word.latin == "of" || word.latin == "and") return true;
      if (facts.has(WordFact::kShared) && !facts.has(WordFact::kTitle)) ++shared;
    }
    if (shared > 0 && words_.size() > 1) return true;
    const auto is_form = [this](bool at_end) {
      const auto views = legal_words(at_end);
      for (std::size_t length = std::min(views.size(), words_.size() - 1); length >= 1; --length) {
        const auto found = legal_form_at(at_end ? std::span(views).last(length) : std::span(views).first(length));
        if (found.words == length) return true;
      }
      return false;
    };
    return words_.size() > 1 && (is_form(true) || is_form(false));
  }

  [[nodiscard]] const Letters& edge_word(bool at_end) const { return at_end ? words_.back() : words_.front(); }

  // The words at that end that occur in legal forms, slips put right.
  [[nodiscard]] std::vector<std::string_view> legal_words(bool at_end) const {
    constexpr std::size_t longest = 6;
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < words_.size() && out.size() < longest; ++i) {
      const auto& word = words_[at_end ? words_.size() - 1 - i : i];
      const bool legal = word.facts.has(WordFact::kLegal);
      const auto right = person() || legal ? std::string_view(word.latin) : legal_spelling(word.latin);
      if (!legal && right.data() == word.latin.data()) break;
      out.push_back(right);
    }
    if (at_end) std::reverse(out.begin(), out.end());
    return out;
  }

  // Legal forms stand at the end or at the beginning, sometimes several: "Co., Ltd.".
  void take_legal_forms() {
    if (form_.kind == NameKind::kPlace || form_.kind == NameKind::kThing) return;
    const auto strip = [this](bool at_end) {
      const auto views = legal_words(at_end);
      if (views.empty()) return false;
      for (std::size_t length = std::min(views.size(), words_.size() - 1); length >= 1; --length) {
        const auto slice = at_end ? std::span(views).last(length) : std::span(views).first(length);
        const auto found = legal_form_at(slice);
        if (found.words != length || (length == 1 && slice.front().size() < 7 && slice.front() != edge_word(at_end).latin)) continue;
        const auto first = at_end ? words_.end() - static_cast<std::ptrdiff_t>(length) : words_.begin();
        const auto last = first + static_cast<std::ptrdiff_t>(length);
        // A person may be called Co or Sa; "SA" after a name in small letters is a slip of whoever filled the form.
        if (person() && !(at_end && mixed_case_ && std::all_of(first, last, [](const Letters& word) { return word.capitals; }) &&
                          words_.size() > 2)) {
          return false;
        }
        if (form_.legal == LegalForm::kNone || form_.legal == LegalForm::kGeneral) form_.legal = found.form;
        words_.erase(first, last);
        return true;
      }
      return false;
    };
    if (!person()) take_own_legal_forms();
    while (words_.size() > 1 && strip(true)) continue;
    while (words_.size() > 1 && strip(false)) continue;
    if (person()) form_.legal = LegalForm::kNone;
  }

  // 주식회사 and 有限公司, joined to the name.
  void take_own_legal_forms() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto& word = words_[i];
      const auto found = own_legal_form(word.own);
      if (found.form == LegalForm::kNone) continue;
      form_.legal = found.form;
      if (found.characters == word.own.size()) {
        if (words_.size() > 1) words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
        return;
      }
      word.own = found.at_end ? word.own.substr(0, word.own.size() - found.characters) : word.own.substr(found.characters);
      word.latin = latin_of(word.own, word.writing);
      return;
    }
  }

  [[nodiscard]] std::optional<unsigned> roman_at(std::size_t i) const {
    const auto& word = words_[i];
    if (i == 0 || word.writing != Writing::kLatin || !word.capitals || word.dotted) return std::nullopt;
    if (word.latin.size() == 1 && (person() || i + 1 != words_.size() || word.latin == "l")) return std::nullopt;
    // "XI JINPING": in a name all in capitals Xi and Vi are names, "II" and "III" are not.
    if (!mixed_case_ && person() && word.latin != "ii" && word.latin != "iii") return std::nullopt;
    return roman_number(word.latin);
  }

  void take_numbers() {
    bool any = has_digit(form_.plain);
    for (std::size_t i = 0; i < words_.size() && !any; ++i) any = words_[i].facts.has(WordFact::kNumber) || roman_at(i);
    if (!any) return;
    std::vector<Letters> rest;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto& word = words_[i];
      if (is_number(word.latin)) {
        form_.numbers.push_back(bare_number(word.latin));
        continue;
      }
      const bool before_number = i + 1 < words_.size() && is_number(words_[i + 1].latin);
      if (before_number && (word.latin == "no" || word.latin == "nr" || word.latin == "num" || word.latin == "number" || word.latin == "n")) continue;
      if (const auto roman = roman_at(i)) {
        form_.numbers.push_back(std::to_string(*roman));
        continue;
      }
      auto spelled = word.facts.has(WordFact::kNumber) ? spelled_number(word.latin) : std::nullopt;
      // "First" is a title before a person's name, and there are people called Three.
      if (spelled && person() && (!spelled->ordinal || i == 0)) spelled.reset();
      if (!spelled) {
        rest.push_back(std::move(word));
        continue;
      }
      auto value = spelled->value;
      if (value >= 20 && value < 100 && !spelled->ordinal && i + 1 < words_.size()) {
        const auto& next = words_[i + 1].latin;
        const auto unit = spelled_number(next);
        if (unit && unit->value < 10) {
          value += unit->value;
          ++i;
        } else if (next.size() == 1 && is_digit(next.front()) && next.front() != '0') {
          value += static_cast<unsigned>(next.front() - '0');
          ++i;
        }
      }
      form_.numbers.push_back(std::to_string(value));
    }
    std::sort(form_.numbers.begin(), form_.numbers.end());
    words_ = std::move(rest);
  }

  void take_vessel() {
    // "M/V" is two letters apart.
    while (words_.size() > 1) {
      const bool letters = words_.size() > 2 && words_[0].latin == "m" && (words_[1].latin == "v" || words_[1].latin == "t");
      if (letters) words_.erase(words_.begin());
      if (!letters && !words_.front().facts.has(WordFact::kVessel)) return;
      words_.erase(words_.begin());
    }
  }

  void take_addresses() {
    for (auto& word : words_) {
      if (word.own.empty()) continue;
      if (const auto suffix = address_suffix(word.own); suffix > 0) {
        word.own.resize(word.own.size() - suffix);
        word.latin = latin_of(word.own, word.writing);
        form_.titled = true;
      }
    }
    const auto drop = [this](std::size_t i) {
      words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
      form_.titled = true;
    };
    // Before the name any title; only what is never a name of its own is dropped further in.
    while (words_.size() > 1 && !words_.front().single &&
           (words_.front().facts.has(WordFact::kTitle) || words_.front().facts.has(WordFact::kAddress))) {
      drop(0);
    }
    if (words_.size() > 1) std::erase_if(words_, [](const Letters& word) { return word.latin == "the"; });
    // "King Abdullah of Jordan"
    for (std::size_t i = 1; i + 1 < words_.size() && form_.titled; ++i) {
      if (words_[i].latin == "of") words_.resize(i);
    }
    for (std::size_t i = words_.size(); i-- > 0 && words_.size() > 1;) {
      const bool own = !words_[i].own.empty() && is_address(words_[i].own);
      if (own || (!words_[i].single && words_[i].facts.has(WordFact::kAddress))) drop(i);
    }
  }

  // "Abd al-Aziz", "Abdul Aziz", "Abdelaziz": one word. Al- written with the name in Arabic script: a particle.
  void join_arabic() {
    const bool abjad = std::any_of(words_.begin(), words_.end(), [](const Letters& word) { return word.writing == Writing::kAbjad; });
    if (abjad) part_articles();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto& word = words_[i];
      if (word.latin.compare(0, 3, "abd") != 0) continue;
      const bool servant = word.latin == "abd" || word.latin == "abdul" || word.latin == "abdu" || word.latin == "abdel" || word.latin == "abdal" || word.latin == "abdoul";
      if (servant && i + 1 < words_.size()) {
        const auto next = words_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        const bool article = is_article(*next) && i + 2 < words_.size();
        word.latin = "abdul" + (article ? next + 1 : next)->latin;
        words_.erase(next, next + (article ? 2 : 1));
      } else if (word.latin.size() > 6 && (word.latin.substr(0, 5) == "abdel" || word.latin.substr(0, 5) == "abdal")) {
        word.latin[3] = 'u';
      }
    }
  }

  void part_articles() {
    for (auto& word : words_) {
      if (word.writing == Writing::kAbjad && word.latin.size() >= 5 && word.latin.substr(0, 2) == "al") {
        Letters article;
        article.latin = "al";
        article.writing = Writing::kAbjad;
        article.hyphened = true;
        word.latin.erase(0, 2);
        parted_.push_back(std::move(article));
      }
      parted_.push_back(std::move(word));
    }
    words_ = std::move(parted_);
  }

  // The article as it is spoken before the letters of the sun: ash-Sharif, ad-Din.
  static bool is_article(const Letters& word) {
    constexpr auto forms = std::to_array<std::string_view>({"as", "ash", "ad", "ar", "an", "at", "az", "ud", "ur", "us", "ush", "uz"});
    if (word.latin == "al" || word.latin == "el" || word.latin == "ul") return true;
    return word.hyphened && std::find(forms.begin(), forms.end(), word.latin) != forms.end();
  }

  void make_tokens() {
    for (auto& word : words_) {
      form_.syllabic = form_.syllabic || !word.own.empty();
      form_.abjad = form_.abjad || word.writing == Writing::kAbjad;
    }
    std::vector<bool> kept(words_.size(), true);
    form_.tokens.reserve(words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto facts = words_[i].facts;
      if (person()) {
        // Ben is a particle between names and a name before them.
        if (is_article(words_[i]) || (facts.has(WordFact::kParticle) && (i > 0 || words_[i].latin != "ben"))) kept[i] = false;
        if (words_[i].single && words_[i].capitals) kept[i] = true;  // "E. Smith"
      } else if (facts.has(WordFact::kStop)) {
        kept[i] = false;
      }
    }
    if (std::none_of(kept.begin(), kept.end(), [](bool keep) { return keep; })) kept.assign(words_.size(), true);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      auto& word = words_[i];
      form_.all_initials.push_back(word.latin.front());
      if (!kept[i]) {
        form_.joined += sound_of(word.latin);
        continue;
      }
      form_.initials.push_back(word.latin.front());
      auto token = token_of(word);
      form_.joined += token.sound;
      const bool twice = person() && !token.initial && std::any_of(form_.tokens.begin(), form_.tokens.end(), [&](const Token& other) {
        return other.text == token.text && !other.initial;
      });
      if (!twice) form_.tokens.push_back(std::move(token));
    }
    form_.words = std::move(words_);
  }

  Token token_of(const Letters& word) {
    Token token;
    // A street at the end of an address, a saint before a place.
    const bool place = form_.kind == NameKind::kPlace;
    if (place && word.latin == "st") {
      Letters whole = word;
      whole.latin = form_.tokens.empty() && form_.numbers.empty() ? "saint" : "street";
      return token_of(whole);
    }
    token.text = (body() || place) && word.facts.has(WordFact::kShort) ? std::string(unabbreviated(word.latin)) : word.latin;
    token.sound = sound_of(token.text);
    token.writing = word.writing;
    token.capitals = word.capitals;
    token.acronym = body() && word.capitals && word.own.empty() && (mixed_case_ || words_.size() == 1);
    token.initial = person() && (word.single || word.dotted) && word.own.empty();
    const auto facts = token.text != word.latin ? facts_of(token.text) : word.facts;
    token.given = person() && facts.has(WordFact::kGiven);
    if (token.initial) token.weight = token.conflict = 50;
    if (form_.kind == NameKind::kBody) {
      token.shared = facts.has(WordFact::kShared);
      if (token.shared) token.weight = 60;
      // "Europe" at the end is a branch, "Japan" at the beginning the body's own.
      if (facts.has(WordFact::kPlace) && !form_.tokens.empty()) token.weight = 30;
      if (word.bracketed) token.weight = 30;
    }
    if (form_.kind == NameKind::kPlace) {
      token.shared = facts.has(WordFact::kRegion);
      if (token.shared) token.weight = 20;
    }
    return token;
  }

  std::vector<Letters> words_;
  std::vector<Letters> parted_;
  Form form_;
  bool mixed_case_ = false;
};

// --- comparing two words

struct Likeness {
  double value = 0;     // 0: not the same word
  bool sure = false;    // else only beside other words that fit
  bool initial = false;
};

// How far two words of that length may be apart, in hundredths (sounds.h).
int tolerance(std::size_t length, bool strict) {
  constexpr std::array<int, 10> usual{0, 10, 25, 25, 30, 60, 80, 100, 110, 120};
  const auto most = length < usual.size() ? usual[length] : static_cast<int>(13 * length);
  constexpr std::array<int, 6> strictest{0, 10, 10, 10, 10, 25};
  return strict ? (length < strictest.size() ? strictest[length] : std::min(most, 50)) : most;
}

// The same for a word of a script without short vowels, from its consonants.
int abjad_tolerance(std::string_view written) {
  constexpr std::array<int, 6> usual{15, 25, 35, 40, 60, 75};
  const auto consonants = consonants_of(written).size();
  return consonants < usual.size() ? usual[consonants] : static_cast<int>(15 * consonants);
}

// Oleksandr is not Oleksandrovych: a father's name, which stands beside a given name.
bool is_patronymic(std::string_view word) {
  constexpr auto endings = std::to_array<std::string_view>({"ovich", "ovych", "evich", "evych", "ovna", "ivna", "evna", "ovic", "evic"});
  return word.size() >= 7 && std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return word.substr(word.size() - ending.size()) == ending;
  });
}

// Erik and Erika, Mario and Maria, Ivanov and Ivanova: one letter, two people.
bool differ_in_gender(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 4) return false;
  if (b.size() == a.size() + 1) return b.back() == 'a' && a == b.substr(0, a.size());
  if (a.size() > 8 || a[a.size() - 2] == 'k') return false;  // Lukashenko, Lukashenka
  const bool endings = (a.back() == 'a' && b.back() == 'o') || (a.back() == 'o' && b.back() == 'a');
  return a.size() == b.size() && endings && a.substr(0, a.size() - 1) == b.substr(0, b.size() - 1);
}

// "Alsisi" and "(al-)Sisi".
bool differ_in_article(const Token& a, const Token& b) {
  const auto& longer = a.text.size() > b.text.size() ? a : b;
  const auto& shorter = a.text.size() > b.text.size() ? b : a;
  if (shorter.text.size() < 4 || longer.text.size() < shorter.text.size() + 1) return false;
  const auto article = longer.text.substr(0, 2);
  return (article == "al" || article == "el") && sound_of(std::string_view(longer.text).substr(2)) == shorter.sound;
}

// The first sounds are near, or one is left out: Asad and Ssad, not Iranian and Ukrainian.
bool begin_alike(std::string_view a, std::string_view b) {
  if (a.size() < 2 || b.size() < 2) return false;
  constexpr int near = 45;
  return a[0] == b[1] || a[1] == b[0] || sound_distance(a.substr(0, 1), b.substr(0, 1)) <= near;
}

// A word of another alphabet keeps its consonants; its vowels follow the ear: "трейд" for "trade".
bool heard_alike(const Token& a, const Token& b, int apart) {
  const auto length = static_cast<int>(std::max(a.sound.size(), b.sound.size()));
  if (apart > 22 * length) return false;
  const auto consonants = consonants_of(a.sound);
  return consonants.size() >= 3 && sound_distance(consonants, consonants_of(b.sound)) <= 25;
}

Likeness likeness_of(const Token& a, const Token& b, NameKind kind, bool strict) {
  if (a.text == b.text) return {1.0, true, a.initial};
  const bool person = kind == NameKind::kPerson;
  if (person && (a.initial || b.initial)) {
    const auto& shorter = a.initial ? a : b;
    const auto& longer = a.initial ? b : a;
    if (shorter.text.size() > 2) return {};
    const bool fits = longer.text.substr(0, shorter.text.size()) == shorter.text || longer.sound.front() == shorter.sound.front();
    return fits && !longer.sound.empty() ? Likeness{0.8, true, true} : Likeness{};
  }
  const bool other_writing = a.writing != b.writing;
  // DGSI is not DGSE, and KBS not CBS, however alike they sound.
  constexpr std::size_t longest_acronym = 7;
  if (a.acronym && b.acronym && !other_writing && std::max(a.text.size(), b.text.size()) <= longest_acronym) return {};
  if (a.sound == b.sound && !a.sound.empty()) return {0.97, true, false};
  if (a.shared && b.shared) return {};  // both known words, and not the same
  if (a.given && b.given && same_given_name(a.text, b.text)) return {0.9, true, false};
  const bool abjad = (a.writing == Writing::kAbjad) != (b.writing == Writing::kAbjad);
  if (abjad) {
    const auto& written = a.writing == Writing::kAbjad ? a : b;
    const auto& other = a.writing == Writing::kAbjad ? b : a;
    const auto most = abjad_tolerance(written.sound);
    const auto apart = abjad_distance(written.sound, other.sound);
    return apart <= most ? Likeness{0.95 - 0.15 * apart / most, true, false} : Likeness{};
  }
  if (person && !other_writing && differ_in_gender(a.text, b.text)) return {};
  if (person && differ_in_article(a, b)) return {0.93, true, false};
  const auto length = std::max(a.sound.size(), b.sound.size());
  const auto shorter = std::min(a.sound.size(), b.sound.size());
  if (shorter == 0 || length > 2 * shorter + 1) return {};
  auto most = tolerance(length, strict);
  if (other_writing) most = most * (a.writing == Writing::kCyrillic || b.writing == Writing::kCyrillic ? 3 : 4) / 2;
  if (static_cast<int>(length - shorter) * 25 > 2 * most) return {};
  if (person && is_patronymic(a.text) != is_patronymic(b.text)) return {};
  auto apart = sound_distance(a.sound, b.sound);
  // Letters may be nearer than sounds: "Asasd" for "Assad".
  if (apart > most && apart <= 3 * most && !other_writing) apart = std::min(apart, sound_distance(a.text, b.text));
  if (person && length >= 5 && (a.sound.back() == 's') != (b.sound.back() == 's')) {
    // Latvian and Lithuanian end names of men in s: Lavrovs.
    constexpr int ending = 45;
    const auto bare = [](std::string_view sound) { return sound.back() == 's' ? sound.substr(0, sound.size() - 1) : sound; };
    apart = std::min(apart, ending + sound_distance(bare(a.sound), bare(b.sound)));
  }
  if (apart <= most) return {1.0 - 0.2 * apart / std::max(most, 1), true, false};
  if (other_writing && heard_alike(a, b, apart)) return {0.82, true, false};
  if (strict || other_writing || length < 4 || apart * 3 > most * 5 || !begin_alike(a.sound, b.sound)) return {};
  // A slip of the hand leaves a letter out or doubles it; another consonant in its place is another name: Ivanov, Ivashov.
  if (length == shorter && sound_distance(consonants_of(a.sound), consonants_of(b.sound)) > 50) return {};
  return {0.7, false, false};
}

// --- aligning

struct Pair {
  std::size_t a = 0;
  std::size_t b = 0;
  Likeness like;
};

struct Alignment {
  std::vector<Pair> pairs;
  std::vector<bool> used_a;
  std::vector<bool> used_b;
  bool ordered = true;
};

std::string joined_sound(const std::vector<Token>& tokens, std::size_t first, std::size_t count) {
  std::string text;
  for (std::size_t i = first; i < first + count; ++i) text += tokens[i].text;
  return sound_of(text);
}

// "Plat Ono Vich": neighbours of `many` that are one word of `one`. Marks them used.
void align_joined(const std::vector<Token>& many, std::vector<bool>& used_many, const std::vector<Token>& one, std::vector<bool>& used_one,
                  std::vector<Pair>& pairs, bool swapped, bool strict) {
  for (std::size_t j = 0; j < one.size(); ++j) {
    if (used_one[j] || one[j].initial) continue;
    for (std::size_t count = 2; count <= 4 && !used_one[j]; ++count) {
      for (std::size_t i = 0; i + count <= many.size(); ++i) {
        bool free = true;
        std::size_t letters = 0;
        for (std::size_t k = i; k < i + count; ++k) {
          free = free && !used_many[k] && !many[k].initial;
          letters += many[k].text.size();
        }
        const auto wanted = one[j].text.size();
        if (!free || letters < 4 || letters > wanted + 3 || wanted > letters + 3) continue;
        const auto sound = joined_sound(many, i, count);
        const auto length = std::max(sound.size(), one[j].sound.size());
        if (length > 2 * std::min(sound.size(), one[j].sound.size())) continue;
        if (sound_distance(sound, one[j].sound) > tolerance(length, strict) / 2) continue;
        for (std::size_t k = i; k < i + count; ++k) used_many[k] = true;
        used_one[j] = true;
        pairs.push_back({swapped ? j : i, swapped ? i : j, {0.93, true, false}});
        break;
      }
    }
  }
}

// "JC Juncker": the initials of two or three neighbours in one word.
void align_initials(const std::vector<Token>& few, std::vector<bool>& used_few, const std::vector<Token>& many, std::vector<bool>& used_many,
                    std::vector<Pair>& pairs, bool swapped) {
  for (std::size_t j = 0; j < few.size(); ++j) {
    const auto& text = few[j].text;
    if (used_few[j] || text.size() < 2 || text.size() > 3 || !few[j].capitals || few[j].writing != Writing::kLatin) continue;
    for (std::size_t i = 0; i + text.size() <= many.size(); ++i) {
      bool fits = true;
      for (std::size_t k = 0; k < text.size(); ++k) fits = fits && !used_many[i + k] && many[i + k].text.front() == text[k];
      if (!fits) continue;
      for (std::size_t k = 0; k < text.size(); ++k) used_many[i + k] = true;
      used_few[j] = true;
      pairs.push_back({swapped ? i : j, swapped ? j : i, {0.8, true, true}});
      break;
    }
  }
}

Alignment align(const Form& a, const Form& b, NameKind kind, bool strict) {
  Alignment out;
  out.used_a.assign(a.tokens.size(), false);
  out.used_b.assign(b.tokens.size(), false);
  std::vector<Pair> candidates;
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    for (std::size_t j = 0; j < b.tokens.size(); ++j) {
      const auto like = likeness_of(a.tokens[i], b.tokens[j], kind, strict);
      if (like.value > 0) candidates.push_back({i, j, like});
    }
  }
  // The surest first; of equals those at the same place, counted from either end, so that swapping the names changes nothing.
  const auto misplaced = [&](const Pair& pair) {
    const auto from_start = static_cast<std::ptrdiff_t>(pair.a) - static_cast<std::ptrdiff_t>(pair.b);
    const auto from_end = from_start - (static_cast<std::ptrdiff_t>(a.tokens.size()) - static_cast<std::ptrdiff_t>(b.tokens.size()));
    return std::min(std::abs(from_start), std::abs(from_end));
  };
  std::sort(candidates.begin(), candidates.end(), [&](const Pair& x, const Pair& y) {
    if (x.like.value != y.like.value) return x.like.value > y.like.value;
    if (misplaced(x) != misplaced(y)) return misplaced(x) < misplaced(y);
    return x.a + x.b != y.a + y.b ? x.a + x.b < y.a + y.b : x.a < y.a;
  });
  for (const auto& pair : candidates) {
    if (out.used_a[pair.a] || out.used_b[pair.b]) continue;
    out.used_a[pair.a] = out.used_b[pair.b] = true;
    out.pairs.push_back(pair);
  }
  if (out.pairs.size() < std::max(a.tokens.size(), b.tokens.size())) {
    align_joined(a.tokens, out.used_a, b.tokens, out.used_b, out.pairs, false, strict);
    align_joined(b.tokens, out.used_b, a.tokens, out.used_a, out.pairs, true, strict);
    if (kind == NameKind::kPerson) {
      align_initials(a.tokens, out.used_a, b.tokens, out.used_b, out.pairs, false);
      align_initials(b.tokens, out.used_b, a.tokens, out.used_a, out.pairs, true);
    }
  }
  for (const auto& x : out.pairs) {
    for (const auto& y : out.pairs) {
      if (x.a < y.a && x.b > y.b) out.ordered = false;
    }
  }
  return out;
}

// --- the verdict

NameMatch verdict(double score, std::string reason) {
  score = std::clamp(score, 0.0, 1.0);
  return {score, score >= kSameThreshold, std::move(reason)};
}

std::string listed(const std::vector<std::string>& numbers) {
  std::string out;
  for (const auto& number : numbers) out += (out.empty() ? "" : " ") + number;
  return out.empty() ? "none" : out;
}

// The words without a counterpart, for people.
std::string left_over(const Form& a, const Form& b, const Alignment& aligned) {
  std::string out;
  const auto add = [&out](const std::vector<Token>& tokens, const std::vector<bool>& used) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (used[i]) continue;
      if (!out.empty()) out += ", ";
      out += tokens[i].text;
    }
  };
  add(a.tokens, aligned.used_a);
  add(b.tokens, aligned.used_b);
  return out;
}

struct Shares {
  double a = 0;          // of the weight of all words of a, that of words without counterpart
  double b = 0;
  double conflict_a = 0;  // the same by conflict weights
  double conflict_b = 0;
  double base = 0;       // mean likeness of the pairs
  std::size_t firm = 0;  // pairs of full words
  std::size_t unsure = 0;
  bool distinctive = false;  // some pair is of a word that not every body has
};

Shares shares_of(const Form& a, const Form& b, const Alignment& aligned) {
  Shares out;
  const auto side = [](const std::vector<Token>& tokens, const std::vector<bool>& used, double& share, double& conflict) {
    double all = 0;
    double left = 0;
    double all_conflict = 0;
    double left_conflict = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      all += tokens[i].weight;
      all_conflict += tokens[i].conflict;
      if (used[i]) continue;
      left += tokens[i].weight;
      left_conflict += tokens[i].conflict;
    }
    share = all > 0 ? left / all : 0;
    conflict = all_conflict > 0 ? left_conflict / all_conflict : 0;
  };
  side(a.tokens, aligned.used_a, out.a, out.conflict_a);
  side(b.tokens, aligned.used_b, out.b, out.conflict_b);
  double weights = 0;
  for (const auto& pair : aligned.pairs) {
    const auto weight = static_cast<double>(std::min(a.tokens[pair.a].weight, b.tokens[pair.b].weight));
    out.base += weight * pair.like.value;
    weights += weight;
    if (!pair.like.initial) ++out.firm;
    if (!pair.like.sure) ++out.unsure;
    if (pair.like.sure && !a.tokens[pair.a].shared && a.tokens[pair.a].weight > 30) out.distinctive = true;
  }
  if (weights > 0) out.base /= weights;
  return out;
}

// One word against several: a family name says less than a full one.
NameMatch partial_person(const Form& a, const Form& b, const Alignment& aligned) {
  const bool a_single = a.tokens.size() == 1;
  const auto& single = a_single ? a : b;
  const auto& full = a_single ? b : a;
  const auto& pair = aligned.pairs.front();
  const auto index = a_single ? pair.b : pair.a;
  const bool family = index + 1 == full.tokens.size();
  if (pair.like.initial || !family || pair.like.value < 0.95) return verdict(0.5, "one word of several");
  if (single.titled) return verdict(0.76, "title and family name");
  if (single.tokens.front().sound.size() >= 5) return verdict(0.72, "family name alone");
  return verdict(0.6, "a short family name alone");
}

// "George W. Bush", "George Weah": the W is no Weah as long as Bush has no counterpart.
bool initial_hides_word(const Form& a, const Form& b, const Alignment& aligned) {
  const auto left = [](const std::vector<Token>& tokens, const std::vector<bool>& used) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!used[i] && !tokens[i].initial) return true;
    }
    return false;
  };
  const bool left_a = left(a.tokens, aligned.used_a);
  const bool left_b = left(b.tokens, aligned.used_b);
  return std::any_of(aligned.pairs.begin(), aligned.pairs.end(), [&](const Pair& pair) {
    if (!pair.like.initial || a.tokens[pair.a].initial == b.tokens[pair.b].initial) return false;
    return a.tokens[pair.a].initial ? left_a : left_b;
  });
}

NameMatch judge_person(const Form& a, const Form& b, const Alignment& aligned, const Shares& shares) {
  const auto left = std::max(shares.a, shares.b);
  const auto conflict = std::min(shares.conflict_a, shares.conflict_b);
  if (shares.firm == 0) return verdict(0.5 * shares.base, "initials only");
  if (aligned.pairs.size() == 1 && a.tokens.size() + b.tokens.size() > 2 && std::min(a.tokens.size(), b.tokens.size()) == 1 &&
      conflict == 0 && left > 0) {
    return partial_person(a, b, aligned);
  }
  auto score = shares.base * (1 - 1.6 * conflict) * (1 - 0.3 * left);
  if (!aligned.ordered) score -= 0.02;
  // Where words have to be guessed, the rest must stand as it should.
  if (shares.unsure > 0 && shares.firm < 4 && (!aligned.ordered || left > 0.34)) score = std::min(score, 0.6);
  if (initial_hides_word(a, b, aligned)) score = std::min(score, 0.6);
  if (shares.unsure > 1 || (shares.unsure == 1 && shares.firm < 2)) score = std::min(score, 0.6);
  if (conflict > 0) return verdict(score, "different words: " + left_over(a, b, aligned));
  if (shares.unsure > 0) return verdict(score, "spelling differs");
  if (left > 0) return verdict(score, "more words on one side: " + left_over(a, b, aligned));
  if (shares.firm < aligned.pairs.size()) return verdict(score, "initials fit");
  if (!aligned.ordered) return verdict(score, "same words in another order");
  return verdict(score, shares.base >= 0.999 ? "same words" : "spelling differs slightly");
}

NameMatch judge_other(const Form& a, const Form& b, const Alignment& aligned, const Shares& shares) {
  const auto left = std::max(shares.a, shares.b);
  const auto conflict = std::min(shares.conflict_a, shares.conflict_b);
  auto score = shares.base * (1 - 1.6 * conflict) * (1 - 1.2 * left);
  if (!aligned.ordered) score -= 0.04;
  // What is left may not be all that tells them apart: "China", "Air China".
  if (!shares.distinctive && left > 0) score = std::min(score, 0.6);
  // A word that is only nearly the same needs another beside it that is, and that not every body has.
  if (shares.unsure > 0 && !shares.distinctive) score = std::min(score, 0.6);
  if (!legal_forms_agree(a.legal, b.legal)) return verdict(std::min(score * 0.65, 0.65), "another legal form");
  if ((a.legal == LegalForm::kNone) != (b.legal == LegalForm::kNone)) score -= 0.01;
  if (conflict > 0) return verdict(score, "different words: " + left_over(a, b, aligned));
  if (left > 0) return verdict(score, "more words on one side: " + left_over(a, b, aligned));
  if (!aligned.ordered) return verdict(score, "same words in another order");
  return verdict(score, shares.base >= 0.999 ? "same words" : "spelling differs slightly");
}

// "PLA" and "People's Liberation Army", with or without the small words.
bool is_acronym_of(const Form& a, const Form& b) {
  if (a.tokens.size() != 1 || b.tokens.size() < 2) return false;
  const auto& token = a.tokens.front();
  return token.capitals && token.text.size() >= 2 && token.text.size() <= 8 && (token.text == b.initials || token.text == b.all_initials);
}

bool same_without_blanks(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (true) {
    while (i < a.size() && a[i] == ' ') ++i;
    while (j < b.size() && b[j] == ' ') ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

// Han characters of two names: the same, but for simplification.
bool same_characters(const Form& a, const Form& b) {
  std::u32string left;
  std::u32string right;
  for (const auto& word : a.words) left += word.own;
  for (const auto& word : b.words) right += word.own;
  return left == right;
}

NameMatch match_forms(const Form& a, const Form& b) {
  if (a.plain.empty() || b.plain.empty()) return verdict(0, "no letters");
  if (a.numbers != b.numbers) return verdict(0.2, "numbers differ: " + listed(a.numbers) + " / " + listed(b.numbers));
  if (a.plain == b.plain && !a.syllabic && !b.syllabic) return verdict(1, "same letters");
  if (a.tokens.empty() || b.tokens.empty()) {
    return a.tokens.empty() && b.tokens.empty() ? verdict(0.95, "same numbers") : verdict(0.2, "numbers only on one side");
  }
  const auto kind = a.kind;
  const bool free_order = kind == NameKind::kPerson;
  if (a.syllabic && b.syllabic && same_characters(a, b)) return verdict(1, "same characters");
  if (a.syllabic || b.syllabic) {
    if (syllables_agree(a.words, b.words, Tongue::kKorean, free_order)) return verdict(0.95, "same syllables in Korean");
    if (syllables_agree(a.words, b.words, Tongue::kMandarin, free_order)) return verdict(0.95, "same syllables in Chinese");
    if (japanese_agree(a.words, b.words) || japanese_agree(b.words, a.words)) return verdict(0.9, "a reading in Japanese");
  }
  // Short names, and those of places and things, have near neighbours that are others: Niger and Nigeria.
  const bool strict = kind == NameKind::kPlace || kind == NameKind::kThing || (a.tokens.size() == 1 && b.tokens.size() == 1 && kind == NameKind::kPerson);
  const auto aligned = align(a, b, kind, strict);
  const auto shares = shares_of(a, b, aligned);
  auto best = aligned.pairs.empty() ? verdict(0.05, "no word in common")
                                    : (kind == NameKind::kPerson ? judge_person(a, b, aligned, shares) : judge_other(a, b, aligned, shares));
  if (best.same && free_order && best.score < 1 && korean_names_differ(a.words, b.words) &&
      !syllables_agree(a.words, b.words, Tongue::kMandarin, free_order)) {
    return verdict(0.6, "other syllables in Korean");
  }
  if (best.same) return best;
  if (kind != NameKind::kPerson && (is_acronym_of(a, b) || is_acronym_of(b, a))) return verdict(0.8, "acronym");
  if (same_without_blanks(a.plain, b.plain)) return verdict(0.95, "same letters, parted differently");
  const auto length = std::max(a.joined.size(), b.joined.size());
  if (a.words.size() != b.words.size() && length >= 5 && length <= kLongestSound && legal_forms_agree(a.legal, b.legal)) {
    const bool fits = a.abjad == b.abjad ? sound_distance(a.joined, b.joined) <= tolerance(length, true) / 2
                      : a.abjad          ? 2 * abjad_distance(a.joined, b.joined) <= abjad_tolerance(a.joined)
                                         : 2 * abjad_distance(b.joined, a.joined) <= abjad_tolerance(b.joined);
    if (fits) return verdict(0.9, "same letters, parted differently");
  }
  if (!a.syllabic && !b.syllabic && free_order) {
    if (syllables_agree(a.words, b.words, Tongue::kKorean, free_order)) return verdict(0.85, "same syllables in Korean");
    if (syllables_agree(a.words, b.words, Tongue::kMandarin, free_order)) return verdict(0.85, "same syllables in Chinese");
  }
  return best;
}

std::string lower_letters(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c + 32));
    else if (c >= 'a' && c <= 'z') out.push_back(c);
  }
  return out;
}

}  // namespace

NameKind name_kind(std::string_view type) {
  struct Row {
    std::string_view type;
    NameKind kind;
  };
  constexpr auto rows = std::to_array<Row>(
      {{"person", NameKind::kPerson},     {"organization", NameKind::kBody}, {"organisation", NameKind::kBody}, {"company", NameKind::kBody},
       {"publicbody", NameKind::kBody},   {"mediaoutlet", NameKind::kBody},  {"body", NameKind::kBody},         {"org", NameKind::kBody},
       {"country", NameKind::kPlace},     {"place", NameKind::kPlace},       {"address", NameKind::kPlace},     {"location", NameKind::kPlace},
       {"realestate", NameKind::kPlace},  {"vessel", NameKind::kThing},      {"asset", NameKind::kThing},       {"vehicle", NameKind::kThing},
       {"airplane", NameKind::kThing},    {"agreement", NameKind::kThing},   {"event", NameKind::kThing},       {"document", NameKind::kThing},
       {"thing", NameKind::kThing},       {"position", NameKind::kThing}});
  const auto word = lower_letters(type);
  for (const auto& row : rows) {
    if (row.type == word) return row.kind;
  }
  return NameKind::kAny;
}

PreparedName::PreparedName(std::string_view name, NameKind kind) : form_(std::make_unique<Form>(Preparer(name, kind).run())) {}
PreparedName::PreparedName(PreparedName&&) noexcept = default;
PreparedName& PreparedName::operator=(PreparedName&&) noexcept = default;
PreparedName::~PreparedName() = default;

NameMatch match(const PreparedName& a, const PreparedName& b) { return match_forms(a.form(), b.form()); }

NameMatch match(std::string_view a, std::string_view b, NameKind kind) {
  PreparedName left(a, kind);
  PreparedName right(b, kind);
  if (left.form().kind != right.form().kind) {
    // One of them looks like a body, so both are read as one.
    left = PreparedName(a, NameKind::kBody);
    right = PreparedName(b, NameKind::kBody);
  }
  return match(left, right);
}

}  // namespace entente::names

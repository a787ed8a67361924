// SPDX-License-Identifier: Apache-2.0
#include "extract/lexicon.h"

#include <algorithm>
#include <charconv>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "extract/table.h"
#include "extract/text.h"
#include "extract/tree.h"
#include "extract/word_table.h"
#include "model/error.h"

namespace entente::extract {
namespace {

// The tokens of a phrase as the tokenizer would cut them, folded.
std::vector<std::string> words_of(const std::string& phrase) {
  Article article;
  article.text = phrase;
  const auto document = cut(article);
  std::vector<std::string> out;
  for (const auto& sentence : document.sentences) {
    for (const auto& token : sentence.tokens) {
      // The phrase's last dot is an abbreviation's: "mr." comes before a name, it ends no sentence.
      if (token.text == "." && !token.space_before && !out.empty()) out.back() += '.';
      else out.push_back(token.lower);
    }
  }
  return out;
}

bool has_capital(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  for (auto i = first; i < last; ++i) {
    if (tokens[i].lower != tokens[i].text) return true;
  }
  return false;
}

// What ends otherwise is its own singular.
bool may_be_plural(std::string_view lower) { return !lower.empty() && (lower.back() == 's' || lower.back() == 'n'); }

// A noun, or its singular.
template <class Value>
const typename WordTable<Value>::Entry* find_noun(const WordTable<Value>& table, std::string_view lower) {
  const auto* found = table.find(lower);
  return found != nullptr || !may_be_plural(lower) ? found : table.find(Lexicon::noun_lemma(lower));
}

struct TitleModifier {
  TitleEffect effect = TitleEffect::kSame;
  bool planned = false;
};

}  // namespace

struct Lexicon::Impl {
  std::vector<std::unique_ptr<NameEntry>> entries;
  Trie<const NameEntry*> names;
  WordTable<std::string> countries;
  std::vector<std::unique_ptr<TitleEntry>> title_entries;
  Trie<const TitleEntry*> titles;
  Trie<TitleModifier> modifiers;
  WordSet planning_suffixes;  // "elect" of "president-elect"
  WordTable<HeadEntry> heads;
  WordTable<std::vector<VerbReading>> verbs;
  WordTable<std::vector<NounReading>> event_nouns;
  WordTable<ReportEntry> reports;
  WordSet given_names;
  WordTable<CompanyWord> company_words;
  WordSet surnames;
  WordTable<std::string> irregular;  // form -> lemma
  WordSet known_verbs;
  WordTable<Stance> stances;
  WordTable<Stance> noun_stances;
  WordTable<Evaluation> evaluations;
  WordTable<bool> source_phrases;  // inner
  WordSet source_starts;         // their first words
  struct Calibration {
    double mean = 0;
    double share = 0;
    double slope = 0;
  };
  WordTable<Calibration> calibrations;

  void add_name(const std::string& form, NameKind kind, EntityType type, const std::string& canonical, const std::string& iso2) {
    auto words = words_of(form);
    if (words.empty()) return;
    if (words.front() == "the" && words.size() > 1 && kind != NameKind::kMedia) words.erase(words.begin());
    // "Kremlin" and "the Kremlin", "TASS" and "Tass" are one form.
    for (const auto* known : names.find(words)) {
      if (known->kind == kind && known->type == type && known->canonical == canonical && known->iso2 == iso2) return;
    }
    auto entry = std::make_unique<NameEntry>(NameEntry{kind, type, canonical, iso2});
    names.add(words, entry.get());
    if (kind == NameKind::kMedia && words.front() == "the" && words.size() > 2) {
      names.add({words.begin() + 1, words.end()}, entry.get());  // "Moscow Times" after "a"
    }
    entries.push_back(std::move(entry));
  }
};

Lexicon::Lexicon() : impl_(std::make_unique<Impl>()) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Lexicon Lexicon::load(const std::string& directory) {
  Lexicon lexicon;
  auto& impl = *lexicon.impl_;
  const auto file = [&](const char* name) { return directory + "/" + name; };
  const auto iso_of = [](const std::string& cell) { return cell == "-" ? std::string() : cell; };

  for_each_row(file("countries.tsv"), 5, [&](const TableRow& row) {
    const auto& iso = row.cells[0];
    const auto names = list_of(row.cells[1]);
    if (iso.size() != 2 || names.empty()) throw row.fault("needs an ISO 3166 code and a name");
    impl.countries[iso] = names.front();
    for (const auto& form : names) impl.add_name(form, NameKind::kCountry, EntityType::kCountry, names.front(), iso);
    for (const auto& form : list_of(row.cells[2])) impl.add_name(form, NameKind::kDemonym, EntityType::kCountry, names.front(), iso);
    for (const auto& form : list_of(row.cells[3])) impl.add_name(form, NameKind::kCapital, EntityType::kPlace, form, iso);
    for (const auto& form : list_of(row.cells[4])) impl.add_name(form, NameKind::kSeat, EntityType::kCountry, names.front(), iso);
  });
  for_each_row(file("media.tsv"), 4, [&](const TableRow& row) {
    impl.add_name(row.cells[0], NameKind::kMedia, EntityType::kMediaOutlet, row.cells[0], iso_of(row.cells[2]));
    for (const auto& form : list_of(row.cells[1])) impl.add_name(form, NameKind::kMedia, EntityType::kMediaOutlet, row.cells[0], iso_of(row.cells[2]));
  });
  for_each_row(file("bodies.tsv"), 4, [&](const TableRow& row) {
    const auto type = find_entity_type(row.cells[2]);
    if (!type) throw row.fault("unknown type: " + row.cells[2]);
    impl.add_name(row.cells[0], NameKind::kBody, *type, row.cells[0], iso_of(row.cells[3]));
    for (const auto& form : list_of(row.cells[1])) impl.add_name(form, NameKind::kBody, *type, row.cells[0], iso_of(row.cells[3]));
  });
  for_each_row(file("places.tsv"), 4, [&](const TableRow& row) {
    impl.add_name(row.cells[0], NameKind::kPlace, EntityType::kPlace, row.cells[0], iso_of(row.cells[2]));
    for (const auto& form : list_of(row.cells[1])) impl.add_name(form, NameKind::kPlace, EntityType::kPlace, row.cells[0], iso_of(row.cells[2]));
  });
  for_each_row(file("people.tsv"), 4, [&](const TableRow& row) {
    const auto iso = iso_of(row.cells[3]);
    impl.add_name(row.cells[0], NameKind::kPerson, EntityType::kPerson, row.cells[0], iso);
    for (const auto& form : list_of(row.cells[1])) impl.add_name(form, NameKind::kPerson, EntityType::kPerson, row.cells[0], iso);
  });
  for_each_row(file("titles.tsv"), 3, [&](const TableRow& row) {
    static const std::unordered_map<std::string, TitleScope> kScopes{
        {"state", TitleScope::kState}, {"ministry", TitleScope::kMinistry}, {"body", TitleScope::kBody},
        {"envoy", TitleScope::kEnvoy}, {"member", TitleScope::kMember},     {"staff", TitleScope::kStaff},
        {"honorific", TitleScope::kHonorific}};
    const auto scope = kScopes.find(row.cells[2]);
    if (scope == kScopes.end()) throw row.fault("unknown scope: " + row.cells[2]);
    auto entry = std::make_unique<TitleEntry>(TitleEntry{row.cells[0], find_relation(row.cells[1]), scope->second});
    if (!entry->relation && row.cells[1] != "-") throw row.fault("unknown relation: " + row.cells[1]);
    impl.titles.add(words_of(row.cells[0]), entry.get());
    impl.title_entries.push_back(std::move(entry));
  });
  for_each_row(file("title_modifiers.tsv"), 2, [&](const TableRow& row) {
    const auto effect = row.cells[1] == "deputy"   ? TitleEffect::kDeputy
                        : row.cells[1] == "former" ? TitleEffect::kFormer
                                                   : TitleEffect::kSame;
    auto words = words_of(row.cells[0]);
    const bool planned = row.cells[1] == "planned";
    if (words.empty()) return;
    if (row.cells[0][0] != '-') impl.modifiers.add(words, {effect, planned});
    else if (planned) impl.planning_suffixes.insert(words.back());
  });
  for_each_row(file("heads.tsv"), 2, [&](const TableRow& row) {
    HeadEntry entry;
    if (row.cells[1] == "Proxy") {
      entry.kind = HeadKind::kProxy;
      entry.proxy = true;
      if (impl.heads.contains(row.cells[0])) impl.heads[row.cells[0]].proxy = true;
    }
    else if (const auto type = find_entity_type(row.cells[1])) entry.type = *type;
    else throw row.fault("unknown type: " + row.cells[1]);
    impl.heads.emplace(row.cells[0], entry);
  });
  for_each_row(file("verbs.tsv"), 6, [&](const TableRow& row) {
    VerbReading reading;
    for (auto& need : list_of(row.cells[1])) {
      const auto plus = need.find('+');
      if (plus == std::string::npos) reading.needs.push_back(std::move(need));
      else reading.through.emplace_back(need.substr(0, plus), need.substr(plus + 1));
    }
    reading.slots = list_of(row.cells[2], ',');
    const auto relation = find_relation(row.cells[3]);
    if (!relation) throw row.fault("unknown relation: " + row.cells[3]);
    reading.relation = *relation;
    for (const auto& effect : list_of(row.cells[4], ',')) {
      if (effect == "inverse") reading.inverse = true;
      else if (effect == "passive") reading.passive_only = true;
      else if (effect == "forces") reading.forces = true;
      else if (effect == "planned") reading.planned = true;
      else throw row.fault("unknown effect: " + effect);
    }
    for (const auto& mark : list_of(row.cells[5], ',')) {
      if (mark == "act") reading.needs_act = true;
      else if (mark == "phone") reading.needs_phone = true;
      else if (mark == "as") reading.needs_as = true;
      else if (mark == "low") reading.needs_low = true;
      else if (mark == "persons") reading.persons = true;
      else if (mark == "bodies") reading.no_persons = true;
      else if (mark == "actors") reading.actors = true;
      else if (mark == "things") reading.things = true;
      else if (in(mark, {"over", "down", "out", "up", "off", "back"})) reading.particle = mark;
      else if (mark == "post") reading.post = true;
      else if (mark == "firms") reading.firms = true;
      else if (mark == "outlets") reading.outlets = true;
      else if (mark == "envoys") reading.envoys = true;
      else if (mark == "counterpart") reading.counterpart = true;
      else throw row.fault("unknown mark: " + mark);
    }
    impl.verbs[row.cells[0]].push_back(std::move(reading));
    impl.known_verbs.insert(row.cells[0]);
  });
  for_each_row(file("event_nouns.tsv"), 5, [&](const TableRow& row) {
    NounReading reading;
    reading.subject = list_of(row.cells[1], ',');
    reading.object = list_of(row.cells[2], ',');
    const auto relation = find_relation(row.cells[3]);
    if (!relation) throw row.fault("unknown relation: " + row.cells[3]);
    reading.relation = *relation;
    for (const auto& mark : row.cells[4] == "-" ? std::vector<std::string>{} : list_of(row.cells[4], ',')) {
      if (mark == "inverse") reading.inverse = true;
      else if (mark == "planned") reading.modality = Modality::kPlanned;
      else if (mark == "requested") reading.modality = Modality::kRequested;
      else if (mark == "arms") reading.arms = true;
      else if (mark == "forces") reading.forces = true;
      else if (mark.starts_with("=")) reading.preposition = mark.substr(1);
      else reading.needs_adjective = mark;
    }
    impl.event_nouns[row.cells[0]].push_back(std::move(reading));
  });
  for_each_row(file("reporting.tsv"), 3, [&](const TableRow& row) {
    static const std::unordered_map<std::string, ReportEffect> kEffects{{"asserted", ReportEffect::kAsserted},
                                                                        {"doubtful", ReportEffect::kDoubtful},
                                                                        {"denied", ReportEffect::kDenied},
                                                                        {"planned", ReportEffect::kPlanned},
                                                                        {"requested", ReportEffect::kRequested}};
    const auto effect = kEffects.find(row.cells[2]);
    if (effect == kEffects.end()) throw row.fault("unknown effect: " + row.cells[2]);
    impl.reports[row.cells[0]] = {effect->second};
    impl.known_verbs.insert(row.cells[0]);
  });
  for_each_row(file("irregular_verbs.tsv"), 3, [&](const TableRow& row) {
    for (std::size_t i = 1; i < 3; ++i) {
      for (const auto& form : list_of(row.cells[i])) {
        impl.irregular.emplace(fold_word(form), row.cells[0]);
      }
    }
    impl.known_verbs.insert(row.cells[0]);
  });
  for_each_row(file("given_names.tsv"), 1, [&](const TableRow& row) { impl.given_names.insert(fold_word(row.cells[0])); });
  for_each_row(file("company_words.tsv"), 2, [&](const TableRow& row) {
    if (row.cells[1] != "-" && row.cells[1] != "legal") throw row.fault("unknown form: " + row.cells[1]);
    impl.company_words.emplace(fold_word(row.cells[0]), row.cells[1] == "legal" ? CompanyWord::kLegal : CompanyWord::kPlain);
  });
  for (const auto* name : {"korean_surnames.tsv", "chinese_surnames.tsv"}) {
    for_each_row(file(name), 1, [&](const TableRow& row) { impl.surnames.insert(fold_word(row.cells[0])); });
  }
  const auto set_stance = [](Stance& stance, const TableRow& row) {
    if (row.cells[1] == "planned") stance.planned = true;
    else if (row.cells[1] == "requested") stance.requested = true;
    else if (row.cells[1] == "denied") stance.denied = true;
    else if (row.cells[1] == "doubtful") stance.doubtful = true;
    else if (row.cells[1] == "conditional") stance.conditional = true;
    else throw row.fault("unknown effect: " + row.cells[1]);
  };
  for_each_row(file("stance.tsv"), 2, [&](const TableRow& row) {
    set_stance(impl.stances[row.cells[0]], row);
    impl.known_verbs.insert(row.cells[0]);
  });
  for_each_row(file("stance_nouns.tsv"), 2, [&](const TableRow& row) { set_stance(impl.noun_stances[row.cells[0]], row); });
  for_each_row(file("evaluations.tsv"), 2, [&](const TableRow& row) {
    if (row.cells[1] != "good" && row.cells[1] != "bad") throw row.fault("unknown effect: " + row.cells[1]);
    impl.evaluations[row.cells[0]] = row.cells[1] == "good" ? Evaluation::kGood : Evaluation::kBad;
  });
  for_each_row(file("reporting_phrases.tsv"), 2, [&](const TableRow& row) {
    if (row.cells[1] != "outer" && row.cells[1] != "inner") throw row.fault("unknown place: " + row.cells[1]);
    impl.source_phrases[row.cells[0]] = row.cells[1] == "inner";
    impl.source_starts.insert(row.cells[0].substr(0, row.cells[0].find(' ')));
  });
  for_each_row(file("calibration.tsv"), 4, [&](const TableRow& row) {
    const auto number = [&](std::size_t cell) {
      const auto& text = row.cells[cell];
      double value = -1;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
      if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0 || value > 1) throw row.fault("not a number from 0 to 1: " + text);
      return value;
    };
    impl.calibrations[row.cells[0]] = {number(1), number(2), number(3)};
  });
  // Verbs that the code asks for by name and no table has.
  for (const auto* verb : {"have", "start", "continue", "use", "begin", "take", "include", "feature", "cover", "comprise", "provide", "stipulate", "contain", "guarantee", "govern", "regulate",
                           "bring", "carry", "lead", "remain", "stay", "depend", "hinge", "hang", "loom", "near", "approach", "achieve", "obtain", "secure", "wait", "vie", "campaign", "debate",
                           "discuss", "negotiate", "occur", "happen", "last", "come", "go", "end", "get", "follow", "heed", "accept", "brand", "label", "term", "characterise", "characterize", "regard", "see", "view", "consider", "deem"}) {
    impl.known_verbs.insert(verb);
  }
  return lexicon;
}

std::optional<Lexicon::NameMatch> Lexicon::find_name(const std::vector<Token>& tokens, std::size_t first) const {
  const auto& names = impl_->names;
  std::uint32_t at = 0;
  std::optional<NameMatch> best;
  for (auto i = first; i < tokens.size(); ++i) {
    at = names.next(at, tokens[i].lower);
    if (at == Trie<const NameEntry*>::kNone) break;
    const auto& values = names.values(at);
    if (values.empty() || !has_capital(tokens, first, i + 1)) continue;
    // A short acronym must be written as one: "US" is a state, "us" and "Us" are not.
    const auto& word = tokens[first].text;
    if (i == first && word.size() <= 3) {
      const bool upper = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      const bool acronym = std::any_of(values.begin(), values.end(), [&](const NameEntry* entry) { return entry->kind != NameKind::kPlace && entry->kind != NameKind::kDemonym; });
      if (acronym && !upper && word.size() <= 2) continue;
    }
    best = NameMatch{i + 1, values};
  }
  return best;
}

std::vector<const NameEntry*> Lexicon::find_name(std::string_view name) const {
  return impl_->names.find(words_of(std::string(name)));
}

std::string_view Lexicon::country_name(std::string_view iso2) const {
  const auto* found = impl_->countries.find(iso2);
  return found == nullptr ? std::string_view() : std::string_view(found->second);
}

std::optional<Lexicon::TitleMatch> Lexicon::find_title(const std::vector<Token>& tokens, std::size_t first) const {
  TitleMatch match;
  match.first = first;
  auto start = first;
  // Modifiers: "first deputy", "former", "vice -".
  for (bool again = true; again;) {
    again = false;
    std::uint32_t at = 0;
    for (auto i = start; i < tokens.size(); ++i) {
      at = impl_->modifiers.next(at, tokens[i].lower);
      if (at == Trie<TitleModifier>::kNone) break;
      const auto& values = impl_->modifiers.values(at);
      if (values.empty()) continue;
      if (values.front().effect != TitleEffect::kSame) match.effect = values.front().effect;
      match.planned = match.planned || values.front().planned;
      start = i + 1;
      again = true;
      if (start < tokens.size() && tokens[start].lower == "-") ++start;
    }
  }
  std::uint32_t at = 0;
  for (auto i = start; i < tokens.size(); ++i) {
    at = impl_->titles.next(at, tokens[i].lower);
    if (at == Trie<const TitleEntry*>::kNone) break;
    const auto& values = impl_->titles.values(at);
    if (!values.empty()) {
      match.title = values.front();
      match.last = i + 1;
    }
  }
  if (match.title == nullptr) return std::nullopt;
  // "president-elect", "prime minister designate"
  const auto suffix = match.last < tokens.size() && tokens[match.last].lower == "-" ? match.last + 1 : match.last;
  if (suffix < tokens.size() && impl_->planning_suffixes.contains(tokens[suffix].lower)) {
    match.last = suffix + 1;
    match.planned = match.called_so = true;
  }
  return match;
}

std::optional<Lexicon::Post> Lexicon::find_post_before(const std::vector<Token>& tokens, std::size_t end) const {
  constexpr std::size_t kReach = 12;  // tokens
  for (auto start = end > kReach ? end - kReach : 0; start < end; ++start) {
    const auto match = find_title(tokens, start);
    if (!match || match->last > end) continue;
    Post post{*match, false, false};
    auto at = match->last;
    const bool goes_on = match->title->title.find(" of ") != std::string::npos && at < end && tokens[at].lower == "and";  // "minister of energy and …"
    if (goes_on || (at < end && (tokens[at].lower == "of" || tokens[at].lower == "for" || tokens[at].lower == "to" || tokens[at].lower == "at"))) {
      post.field = true;
      post.envoy = tokens[at].lower == "to";
      ++at;
      const auto joins = [](std::string_view word) {
        return word == "and" || word == "the" || word == "of" || word == "&" || word == "for";
      };
      const auto holds = [](std::string_view word) { return word == "'s" || word == "(" || word == ")"; };
      while (at < end && (joins(tokens[at].lower) || holds(tokens[at].lower) || (tokens[at].text != tokens[at].lower && tokens[at].upos != Upos::kPunct))) ++at;
      if (at < end || joins(tokens[at - 1].lower)) continue;
    }
    if (at == end) {
      take_field(tokens, post.title);
      return post;
    }
  }
  return std::nullopt;
}

// "Local Administration Minister", "Energy and Natural Resources Minister": the capitalised words before a bare title are its field.
void Lexicon::take_field(const std::vector<Token>& tokens, TitleMatch& match) const {
  if (match.title->title != "minister" && match.title->title != "secretary" && match.title->title != "ministry") return;
  if (tokens[match.first].text == tokens[match.first].lower) return;
  const auto field_word = [&](std::size_t i) {
    const auto& token = tokens[i];
    if (token.text == token.lower || token.upos == Upos::kPunct || token.upos == Upos::kAdp || token.upos == Upos::kDet) return false;
    return find_name(token.lower).empty() && !find_title(tokens, i);
  };
  constexpr std::size_t kLongest = 5;
  auto first = match.first;
  while (first > 0 && match.first - first < kLongest) {
    if (field_word(first - 1)) --first;
    else if (first > 1 && first < match.first && tokens[first - 1].lower == "and" && field_word(first - 2)) first -= 2;
    else break;
  }
  match.first = first;
}

const HeadEntry* Lexicon::find_head(std::string_view lower) const {
  const auto* found = find_noun(impl_->heads, lower);
  return found == nullptr ? nullptr : &found->second;
}

const std::vector<VerbReading>* Lexicon::find_verb(std::string_view lemma) const {
  const auto* found = impl_->verbs.find(lemma);
  return found == nullptr ? nullptr : &found->second;
}

const std::vector<NounReading>* Lexicon::find_event_noun(std::string_view lower) const {
  const auto* found = find_noun(impl_->event_nouns, lower);
  return found == nullptr ? nullptr : &found->second;
}

Stance Lexicon::stance(std::string_view lemma) const {
  const auto* found = impl_->stances.find(lemma);
  return found == nullptr ? Stance{} : found->second;
}

Stance Lexicon::noun_stance(std::string_view lower) const {
  const auto* found = find_noun(impl_->noun_stances, lower);
  return found == nullptr ? Stance{} : found->second;
}

Evaluation Lexicon::evaluation(std::string_view lower) const {
  const auto* found = find_noun(impl_->evaluations, lower);
  return found == nullptr ? Evaluation::kNone : found->second;
}

std::size_t Lexicon::find_source_phrase(const std::vector<Token>& tokens, std::size_t first, bool& inner) const {
  if (first >= tokens.size() || !impl_->source_starts.contains(tokens[first].lower)) return 0;
  std::string phrase;
  std::size_t found = 0;
  constexpr std::size_t kLongest = 4;  // words of a phrase
  for (auto i = first; i < tokens.size() && i < first + kLongest; ++i) {
    if (i > first) phrase += ' ';
    phrase += tokens[i].lower;
    const auto* known = impl_->source_phrases.find(phrase);
    if (known == nullptr) continue;
    found = i + 1;
    inner = known->second;
  }
  return found;
}

const ReportEntry* Lexicon::find_report(std::string_view lemma) const {
  const auto* found = impl_->reports.find(lemma);
  return found == nullptr ? nullptr : &found->second;
}

Lexicon::CompanyWord Lexicon::company_word(std::string_view lower) const {
  const auto* found = impl_->company_words.find(lower);
  return found == nullptr ? CompanyWord::kNone : found->second;
}

bool Lexicon::is_given_name(std::string_view lower) const { return impl_->given_names.contains(lower); }
bool Lexicon::is_surname_first(std::string_view lower) const { return impl_->surnames.contains(lower); }

double Lexicon::calibrated(std::string_view extractor, double score) const {
  const auto* found = impl_->calibrations.find(extractor.substr(0, extractor.find('/')));
  if (found == nullptr) return score;
  return found->second.share + found->second.slope * (score - found->second.mean);
}

std::string Lexicon::verb_lemma(std::string_view lower) const {
  if (const auto* irregular = impl_->irregular.find(lower); irregular != nullptr) return irregular->second;
  if (impl_->known_verbs.contains(lower)) return std::string(lower);
  // The first guess that is a known verb; without one the first guess.
  std::string first;
  std::optional<std::string> found;
  const auto guess = [&](std::string lemma) {
    if (found) return;
    if (impl_->known_verbs.contains(lemma)) found = std::move(lemma);
    else if (first.empty()) first = std::move(lemma);
  };
  const auto ends = [&](std::string_view end) { return lower.size() > end.size() + 1 && lower.ends_with(end); };
  const auto stem = [&](std::size_t cut_off) { return std::string(lower.substr(0, lower.size() - cut_off)); };
  const auto undouble = [](std::string text) {
    if (text.size() > 2 && text[text.size() - 1] == text[text.size() - 2]) text.pop_back();
    return text;
  };
  if (ends("ies")) guess(stem(3) + "y");
  if (ends("ied")) guess(stem(3) + "y");
  if (ends("es")) guess(stem(2));
  if (ends("s")) guess(stem(1));
  if (ends("ed")) {
    guess(stem(2));
    guess(stem(1));
    guess(undouble(stem(2)));
  }
  if (ends("ing")) {
    guess(stem(3));
    guess(stem(3) + "e");
    guess(undouble(stem(3)));
    if (ends("ying")) guess(stem(4) + "ie");
  }
  if (found) return *std::move(found);
  return first.empty() ? std::string(lower) : first;
}

std::string Lexicon::noun_lemma(std::string_view lower) {
  std::string word(lower);
  if (!may_be_plural(lower)) return word;  // nearly all
  const auto ends = [&](std::string_view end) { return lower.size() > end.size() + 1 && lower.ends_with(end); };
  if (ends("ies")) return word.substr(0, word.size() - 3) + "y";
  if (ends("ches") || ends("shes") || ends("sses") || ends("xes")) return word.substr(0, word.size() - 2);
  if (ends("men")) return word.substr(0, word.size() - 2) + "an";
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) word.pop_back();
  return word;
}

}  // namespace entente::extract

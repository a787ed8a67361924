// SPDX-License-Identifier: Apache-2.0
#include "extract/mentions.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/text.h"
#include "model/date.h"
#include "names/names.h"

namespace entente::extract {
namespace {

bool is_upper_word(std::string_view text) {
  bool upper = false;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    upper = upper || (c >= 'A' && c <= 'Z');
  }
  return upper;
}


// The head noun's word in a list of tokens: before "of", "for", "on", "in"; else the last word.
std::size_t head_word(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (auto i = first + 1; i < last; ++i) {
    const auto& lower = sentence.tokens[i].lower;
    if (lower == "of" || lower == "for" || lower == "on" || lower == "in" || lower == "against") return i - 1;
  }
  return last - 1;
}

std::optional<EntityType> type_by_head(const Sentence& sentence, std::uint32_t first, std::uint32_t last, const Lexicon& lexicon) {
  const auto at = head_word(sentence, first, last);
  const auto* head = lexicon.find_head(sentence.tokens[at].lower);
  if (head == nullptr && at + 1 != last) head = lexicon.find_head(sentence.tokens[last - 1].lower);
  if (head == nullptr) {
    // "News Agency Petra", "University X"
    head = lexicon.find_head(sentence.tokens[first].lower);
    if (head != nullptr && last - first < 2) head = nullptr;
  }
  if (head == nullptr || head->kind == HeadKind::kProxy) return std::nullopt;
  return head->type;
}

EntityType type_of_name(const Sentence& sentence, const NameSpan& span, const Lexicon& lexicon) {
  const auto by_head = type_by_head(sentence, span.first, span.last, lexicon);
  switch (span.label) {
    case NameLabel::kPerson: return EntityType::kPerson;
    case NameLabel::kBody:
      if (by_head && is_body(*by_head)) return *by_head;
      if (by_head && *by_head == EntityType::kAgreement) return *by_head;
      return EntityType::kOrganization;
    case NameLabel::kPlace:
      if (by_head && (is_body(*by_head))) return *by_head;
      // "the Davos Forum", "the Kiel Regatta"; "Radio Delta"
      if (by_head && *by_head == EntityType::kEvent && span.last - span.first >= 2) return *by_head;
      if (span.last - span.first == 2 && sentence.tokens[span.first].lower == "radio") return EntityType::kMediaOutlet;
      return EntityType::kPlace;
    case NameLabel::kEvent:
      if (by_head && *by_head == EntityType::kAgreement) return *by_head;
      return EntityType::kEvent;
    case NameLabel::kThing: break;
  }
  if (by_head && (*by_head == EntityType::kAgreement || *by_head == EntityType::kEvent || is_body(*by_head))) return *by_head;
  return EntityType::kAsset;
}

// Is a capital's name used for the state here? In, at, near, and where one travels to: the city. Elsewhere: the state.
bool capital_is_state(const Tree& tree, std::uint32_t head, const Lexicon& lexicon) {
  const auto deprel = tree.deprel(head);
  const auto preposition = tree.preposition(head);
  static constexpr std::string_view kPlace[] = {"in", "at", "near", "outside", "around", "inside", "into", "across", "via", "from", "through", "over"};
  for (auto word : kPlace) {
    if (preposition == word) return false;
  }
  const auto above = tree.head(head);
  static constexpr std::string_view kOfTheCity[] = {"visit", "visited", "visiting", "visits", "travel", "traveled", "travelled", "flew", "fly", "went", "go", "arrived", "tour", "toured", "left", "trip", "returned", "return", "headed", "reached", "flight", "came", "drove", "capital", "city", "moved", "native", "natives", "resident", "residents", "mayor", "suburb", "outskirts", "streets"};
  for (auto word : kOfTheCity) {
    if (tree.lower(above) == word) return false;
  }
  if (deprel == Deprel::kAppos || deprel == Deprel::kNmodUnmarked) return false;
  // A bare name after a comma is where something lies: "Kremlin, Moscow".
  if (deprel == Deprel::kConj) return capital_is_state(tree, above, lexicon);
  if (deprel == Deprel::kCompound || deprel == Deprel::kAmod) {
    const auto* noun = lexicon.find_head(tree.lower(above));  // "Moscow officials", but "Paris Summit"
    return noun != nullptr && noun->kind == HeadKind::kProxy;
  }
  return preposition.empty() ? (deprel == Deprel::kNsubj || deprel == Deprel::kNsubjPass || deprel == Deprel::kNmodPoss ||
                                deprel == Deprel::kObj || deprel == Deprel::kIobj)
                             : true;
}

// What spellings of one name share: "Zelenskyy" and "Zelenski", but not "Petersen" and "Pedersen".
std::string consonants_of(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (std::string_view("aeiouy").find(c) == std::string_view::npos && (out.empty() || out.back() != c)) out += c;
  }
  return out;
}

using Found = NamedSpan;

// "Sri Lankan Prime Minister Ranil Wickremesinghe": the post and its country are not part of the person's name.
void strip_title(const std::vector<Token>& tokens, Found& item, const Lexicon& lexicon) {
  // "FCO Minister Ana Ruiz", "Navy Captain Lars Hansen": a post behind a body's name.
  for (auto i = item.first + 1; i + 1 < item.last && i <= item.first + 3; ++i) {
    const auto match = lexicon.find_title(tokens, i);
    if (!match || match->last >= item.last || match->title->scope == TitleScope::kHonorific) continue;
    const bool body = std::all_of(tokens.begin() + item.first, tokens.begin() + i, [&](const Token& token) { return (is_upper_word(token.text) && token.text.size() > 1) || lexicon.find_head(token.lower) != nullptr || token.text == "U.S."; });
    if (body) item.first = static_cast<std::uint32_t>(match->last);
    break;
  }
  for (bool again = true; again && item.last - item.first > 1;) {
    again = false;
    if (const auto match = lexicon.find_title(tokens, item.first); match && match->last < item.last) {
      item.first = static_cast<std::uint32_t>(match->last);
      again = true;
    } else if (const auto name = lexicon.find_name(tokens, item.first); name && name->last < item.last) {
      const bool demonym = std::any_of(name->entries.begin(), name->entries.end(),
                                       [](const NameEntry* entry) { return entry->kind == NameKind::kDemonym; });
      const auto after = static_cast<std::uint32_t>(name->last);
      if (demonym && lexicon.find_title(tokens, after)) {
        item.first = after;
        again = true;
      }
    }
  }
}

// "Head of Turkey's …": the post is no part of the body's name. False when nothing but a post is there: "Peruvian Head of State".
bool strip_post(const std::vector<Token>& tokens, Found& item, const Lexicon& lexicon) {
  auto at = item.first;
  if (const auto name = lexicon.find_name(tokens, at); name && name->last < item.last && (name->entries.front()->kind == NameKind::kDemonym || name->entries.front()->kind == NameKind::kCountry)) at = static_cast<std::uint32_t>(name->last);
  // "Foreign Ministers"
  auto singular = std::vector<Token>(tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.begin() + static_cast<std::ptrdiff_t>(item.last));
  if (!singular.empty()) singular.back().lower = Lexicon::noun_lemma(singular.back().lower);
  if (const auto posts = lexicon.find_title(singular, 0); posts && posts->last == singular.size() && singular.back().lower != tokens[item.last - 1].lower) return false;
  const auto match = lexicon.find_title(tokens, at);
  if (!match) return true;
  const auto* head = lexicon.find_head(tokens[item.last - 1].lower);
  const bool long_title = match->title->title.find(' ') != std::string::npos;
  if (match->last == item.last && item.last - item.first > 1 && (long_title || head == nullptr || head->kind != HeadKind::kType)) return false;
  if (at == item.first && match->last + 1 < item.last && tokens[match->last].lower == "of") {
    item.first = static_cast<std::uint32_t>(match->last) + 1;
    if (tokens[item.first].lower == "the" && item.first + 1 < item.last) ++item.first;
  }
  return true;
}

// "Kim Pyong-ho", "High-Level Cooperation Council": a name does not end or begin inside a hyphenated word.
void extend_over_hyphens(const std::vector<Token>& tokens, Found& item, const std::vector<NameSpan>& names) {
  const auto taken = [&](std::uint32_t token) {
    return std::any_of(names.begin(), names.end(), [&](const NameSpan& name) { return name.first <= token && token < name.last; });
  };
  while (item.last + 1 < tokens.size() && tokens[item.last].lower == "-" && !tokens[item.last].space_before &&
         !tokens[item.last + 1].space_before && !taken(item.last + 1) && tokens[item.last + 1].upos != Upos::kPunct &&
         tokens[item.last + 1].upos != Upos::kVerb && (item.type == EntityType::kPerson || tokens[item.last + 1].text != tokens[item.last + 1].lower)) {
    item.last += 2;
  }
  while (item.type != EntityType::kPerson && item.first >= 2 && tokens[item.first - 1].lower == "-" && !tokens[item.first].space_before &&
         !tokens[item.first - 1].space_before && !taken(item.first - 2) && tokens[item.first - 2].text != tokens[item.first - 2].lower) {
    item.first -= 2;
  }
}

// "DPRK Supreme Leader Kim Jong Un" found as one name is a person behind a post.
void person_after_title(const std::vector<Token>& tokens, Found& item, const Lexicon& lexicon) {
  for (auto i = item.first; i + 1 < item.last; ++i) {
    const auto match = lexicon.find_title(tokens, i);
    if (!match || match->last >= item.last || lexicon.find_head(tokens[item.last - 1].lower) != nullptr) continue;
    const bool plain = std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(match->last), tokens.begin() + item.last,
                                   [](const Token& token) { return token.text != token.lower || token.lower == "-"; });
    if (!plain || match->title->scope == TitleScope::kHonorific) continue;
    item.first = static_cast<std::uint32_t>(match->last);
    item.type = EntityType::kPerson;
    return;
  }
}

// "Center for the Study of Military and Political Conflicts": a name with "of" or "for" goes on over "and" into words with
// capitals that are no name of their own.
void extend_over_and(const std::vector<Token>& tokens, Found& item, const std::vector<NameSpan>& names) {
  const bool of = std::any_of(tokens.begin() + item.first, tokens.begin() + item.last,
                              [](const Token& token) { return token.lower == "of" || token.lower == "for"; });
  if (!of || item.last + 1 >= tokens.size() || (tokens[item.last].lower != "and" && tokens[item.last].lower != "&")) return;
  auto end = item.last + 1;
  while (end < tokens.size() && tokens[end].lower != tokens[end].text && tokens[end].upos != Upos::kPunct) ++end;
  if (end == item.last + 1) return;
  for (const auto& other : names) {
    if (other.first < end && other.last > item.last + 1 && other.label != NameLabel::kBody) return;
  }
  item.last = end;
}

// "Hansen Oil, Inc.", "Hansen Technologies", "Hansen & Ruiz": the legal form belongs to the name, and such names are nobody's.
void company_names(const std::vector<Token>& tokens, std::vector<Found>& spans, const Lexicon& lexicon) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    auto& span = spans[i];
    if (span.entry != nullptr || span.type == EntityType::kCountry || span.form == MentionForm::kDemonym) continue;
    auto last = span.last;
    for (bool more = true; more;) {
      const auto at = last < tokens.size() && tokens[last].lower == "," ? last + 1 : last;
      more = at < tokens.size() && tokens[at].text != tokens[at].lower && lexicon.company_word(tokens[at].lower) == Lexicon::CompanyWord::kLegal;
      if (more) last = at + 1;
    }
    const bool joined = std::any_of(tokens.begin() + span.first, tokens.begin() + last, [](const Token& token) { return token.lower == "&"; });
    const bool company = last - span.first >= 2 && lexicon.company_word(tokens[last - 1].lower) != Lexicon::CompanyWord::kNone;
    if (!company && !(joined && span.type == EntityType::kPerson)) continue;
    const auto first = span.first;
    span.last = last;
    if (!is_body(span.type)) span.type = EntityType::kOrganization;
    span.form = MentionForm::kName;
    std::erase_if(spans, [&](const Found& other) { return first <= other.first && other.last <= last && (other.first != first || other.last != last) && other.entry == nullptr; });
    i = static_cast<std::size_t>(std::find_if(spans.begin(), spans.end(), [&](const Found& other) { return other.first == first && other.last == last; }) - spans.begin());
  }
}

// "the prime minister's office", "the foreign ministry", "the Chilean ministry of health", in lower case as newspapers have them: bodies told by what they are.
void offices(const std::vector<Token>& tokens, std::vector<Found>& spans) {
  const auto low = [&](std::uint32_t i) { return tokens[i].text == tokens[i].lower; };
  for (std::uint32_t i = 1; i < tokens.size(); ++i) {
    const bool office = tokens[i].lower == "office" && i > 2 && tokens[i - 1].lower == "'s" && in(tokens[i - 2].lower, {"minister", "president", "premier", "chancellor"});
    if ((!office && tokens[i].lower != "ministry") || !low(i)) continue;
    auto first = i;
    auto last = i + 1;
    if (office) {
      first = i - 2;
      if (tokens[first].lower == "minister" && tokens[first - 1].lower == "prime") --first;
    } else if (in(tokens[i - 1].lower, {"foreign", "defence", "defense", "interior", "finance", "health", "justice", "education", "energy", "economy", "trade", "culture", "agriculture", "transport", "labour", "labor", "environment", "information"})) {
      first = i - 1;
    } else if (i + 2 < tokens.size() && tokens[i + 1].lower == "of") {
      const auto word = [&](std::uint32_t at) { return at < tokens.size() && low(at) && (tokens[at].upos == Upos::kNoun || tokens[at].upos == Upos::kAdj); };
      while (word(last + (last == i + 1 || tokens[last].lower == "and" ? 1 : 0)) && last < i + 6) last += last == i + 1 || tokens[last].lower == "and" ? 2 : 1;
      if (last == i + 1) continue;
    } else {
      continue;
    }
    if (first == 0 || !low(first)) continue;
    const auto owner = std::find_if(spans.begin(), spans.end(), [&](const Found& span) { return span.last == first && span.form == MentionForm::kDemonym; });
    const bool demonym = owner != spans.end();
    if (demonym) first = owner->first;
    else if (!in(tokens[first - 1].lower, {"the", "'s"})) continue;
    if (std::any_of(spans.begin(), spans.end(), [&](const Found& span) { return span.first < last && first < span.last && !(demonym && span.first == first && span.form == MentionForm::kDemonym); })) continue;
    spans.push_back({first, last, EntityType::kPublicBody, MentionForm::kName, {}, nullptr});
  }
}

// What stands behind a name says that it is a body's: "'s chief executive", "is a Kenyan airline", "headquartered in".
bool told_as_body(const std::vector<Token>& tokens, std::uint32_t at, const Lexicon& lexicon) {
  if (at + 2 >= tokens.size()) return false;
  if (tokens[at].lower == "'s") {
    const auto match = lexicon.find_title(tokens, at + 1);
    return match && match->title->scope == TitleScope::kBody && match->title->relation;
  }
  if (tokens[at].lower == "(") {
    while (at < tokens.size() && tokens[at].lower != ")") ++at;
    ++at;
  }
  if (at + 2 >= tokens.size()) return false;
  if (tokens[at].lower == ",") ++at;
  if (tokens[at].lower == "headquartered") return true;
  if (!in(tokens[at].lower, {"is", "was"}) || !in(tokens[at + 1].lower, {"a", "an", "the"})) return false;
  auto noun = at + 2;
  constexpr std::uint32_t kReach = 8;  // words of the noun phrase
  while (noun + 1 < tokens.size() && noun < at + kReach && in(name_of(tokens[noun].upos), {"ADJ", "NOUN", "PROPN", "ADV"}) && in(name_of(tokens[noun + 1].upos), {"NOUN", "ADJ", "PROPN"})) ++noun;
  const auto* head = tokens[noun].upos == Upos::kNoun ? lexicon.find_head(tokens[noun].lower) : nullptr;
  return head != nullptr && head->kind == HeadKind::kType && is_body(head->type);
}

// "the founder of Novatel", "chief executive officer of Genex": of persons, places and works nobody is; not "the founder of Rome", which the gazetteers know.
bool led_as_company(const std::vector<Token>& tokens, const Found& span, const Lexicon& lexicon) {
  if (is_body(span.type) || span.type == EntityType::kCountry || span.entry != nullptr || span.form == MentionForm::kDemonym || lexicon.is_given_name(tokens[span.first].lower)) return false;
  auto of = span.first;
  if (of > 0 && tokens[of - 1].lower == "the") --of;
  if (of < 2 || !in(tokens[of - 1].lower, {"of", "at"})) return false;
  const auto post = lexicon.find_post_before(tokens, of - 1);
  return post && !post->field && in(post->title.title->title, {"ceo", "chief executive", "chief executive officer", "founder", "co-founder", "cofounder", "managing director", "cfo", "chief financial officer", "chief operating officer"});
}

// "the Libyan airline Sirte Air", "the chip start-up Corvane": the noun before a name says that it is a body's; not "the company Hansen founded".
void types_behind_nouns(const std::vector<Token>& tokens, std::vector<Found>& spans, const Lexicon& lexicon) {
  for (auto& span : spans) {
    if (span.entry != nullptr || span.type == EntityType::kCountry || span.form == MentionForm::kDemonym || span.first < 2) continue;
    // "told France Inter radio"
    if (span.type != EntityType::kMediaOutlet && span.last < tokens.size() && in(tokens[span.last].lower, {"radio", "television", "newspaper"}) && tokens[span.last].text == tokens[span.last].lower && tokens[span.first - 1].lower == "told") {
      span.type = EntityType::kMediaOutlet;
      continue;
    }
    if (is_body(span.type)) continue;
    const auto& noun = tokens[span.first - 1];
    if (noun.text != noun.lower || lexicon.is_given_name(tokens[span.first].lower) || lexicon.is_surname_first(tokens[span.first].lower)) continue;
    const bool start_up = noun.lower == "up" && span.first > 3 && tokens[span.first - 2].lower == "-" && tokens[span.first - 3].lower == "start";
    if (!start_up && !in(noun.lower, {"airline", "bank", "insurer", "start-up", "startup", "maker", "manufacturer", "company", "firm", "lender", "automaker", "carmaker", "drugmaker", "brewer", "retailer", "newspaper", "conglomerate", "supermarket"})) continue;
    if (noun.lower == "maker" && in(tokens[span.first - 2].lower, {"film", "documentary", "movie", "video", "map", "policy", "decision", "king", "-"})) continue;
    const bool outlet = noun.lower == "newspaper";
    // Somebody who does something may stand behind the noun of his company.
    if (span.last < tokens.size() && in(name_of(tokens[span.last].upos), {"VERB", "AUX", "ADV", "PRON"}) && span.last - span.first == 1) continue;
    span.type = outlet ? EntityType::kMediaOutlet : EntityType::kOrganization;
    span.form = MentionForm::kName;
  }
}

// "the Convention on the Law of the Sea": what an agreement is on belongs to its name, where capitals say so.
void agreement_subjects(const std::vector<Token>& tokens, std::vector<Found>& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto& span = spans[i];
    if (!in(tokens[span.last - 1].lower, {"convention", "treaty", "agreement", "protocol", "charter", "declaration", "covenant"}) || tokens[span.last - 1].text == tokens[span.last - 1].lower) continue;
    auto at = span.last;
    if (at + 1 >= tokens.size() || !in(tokens[at].lower, {"on", "against", "concerning", "relating"})) continue;
    ++at;
    auto last = span.last;
    constexpr std::uint32_t kReach = 14;  // words
    for (; at < tokens.size() && at < span.last + kReach; ++at) {
      if (tokens[at].text != tokens[at].lower && in(name_of(tokens[at].upos), {"NOUN", "PROPN", "ADJ", "VERB"})) last = at + 1;
      else if (!in(tokens[at].lower, {"the", "of", "and", "in", "or"})) break;
    }
    // "signed the Treaty on Tuesday in Oslo" says when and where.
    const auto& first = tokens[span.last + 1];
    const auto& named = first.lower == "the" && span.last + 2 < tokens.size() ? tokens[span.last + 2] : first;
    if (last == span.last || in(named.lower, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"})) continue;
    const bool over_names = std::any_of(spans.begin(), spans.end(), [&](const Found& other) { return other.first > span.first && other.first < last && other.last > last; });
    const bool in_list = std::any_of(spans.begin(), spans.end(), [&](const Found& other) { return other.first > span.last && other.last <= last && (other.type == EntityType::kPerson || other.entry != nullptr); });
    if (over_names || in_list) continue;
    const auto begin = span.first;
    auto longer = span;
    longer.last = last;
    longer.type = EntityType::kAgreement;
    longer.form = MentionForm::kName;
    longer.entry = nullptr;
    std::erase_if(spans, [&](const Found& other) { return other.first >= begin && other.last <= last && other.form != MentionForm::kDemonym && other.type != EntityType::kCountry; });
    spans.push_back(longer);
    i = std::numeric_limits<std::size_t>::max();  // from the first again
  }
}

// A title beside a name tells what the name is: "CEO Tim Cook" is a person, "CEO of Basic Research" and "Apple CEO Tim Cook" name bodies.
void types_beside_titles(const std::vector<Token>& tokens, std::vector<Found>& spans, const Lexicon& lexicon) {
  const auto open = [&](const Found& span) { return span.entry == nullptr && lexicon.find_head(tokens[span.last - 1].lower) == nullptr; };
  const auto as = [](Found& span, EntityType type) {
    span.type = type;
    span.form = MentionForm::kName;
  };
  for (auto& span : spans) {
    if (!open(span)) continue;
    const bool given = lexicon.is_given_name(tokens[span.first].lower);
    if ((is_body(span.type) || span.type == EntityType::kPlace) && span.last - span.first >= 2) {
      const auto post = lexicon.find_post_before(tokens, span.first);
      const bool called = post && !post->field && post->title.title->scope != TitleScope::kHonorific;
      bool is_somebody = false;
      if (given && span.last + 2 < tokens.size() && (tokens[span.last].lower == "is" || tokens[span.last].lower == "was" || tokens[span.last].lower == ",")) {
        const auto at = tokens[span.last + 1].upos == Upos::kDet ? span.last + 2 : span.last + 1;
        const auto match = lexicon.find_title(tokens, at);
        is_somebody = match && match->first == at && match->last < tokens.size() && (tokens[match->last].lower == "of" || tokens[match->last].lower == "and");
      }
      // "Ana Ruiz (born 1961)"
      const bool born = span.last + 2 < tokens.size() && tokens[span.last].lower == "(" && in(tokens[span.last + 1].lower, {"born", "b."});
      // "has released Ales Kupala, who": no place
      const bool who = span.type == EntityType::kPlace && span.last + 1 < tokens.size() && tokens[span.last].lower == "," && tokens[span.last + 1].lower == "who";
      if (called || is_somebody || who || (born && is_body(span.type))) as(span, EntityType::kPerson);
    }
  }
  for (auto& span : spans) {
    // "Capital Market Authority" is nobody.
    const auto* head = lexicon.find_head(tokens[span.last - 1].lower);
    // Some heads end no surname, whatever stands first: "Novak Bank".
    const bool surely = in(tokens[span.last - 1].lower, {"bank", "group", "institute", "university", "college", "foundation", "association", "corporation", "committee", "commission", "agency", "council", "union", "party", "club", "museum", "hospital", "ministry", "company"});
    if (span.type == EntityType::kPerson && span.entry == nullptr && span.last - span.first >= 2 && head != nullptr && head->kind == HeadKind::kType && is_body(head->type) &&
        (surely || (!lexicon.is_given_name(tokens[span.first].lower) && !lexicon.is_surname_first(tokens[span.first].lower)))) {
      as(span, head->type);
    }
    if (led_as_company(tokens, span, lexicon)) as(span, EntityType::kOrganization);
    if (span.type != EntityType::kPerson || !open(span) || lexicon.is_given_name(tokens[span.first].lower)) continue;
    // "CEO of the Capital Market Authority"
    auto of = span.first;
    if (of > 0 && tokens[of - 1].lower == "the") --of;
    if (of > 1 && (tokens[of - 1].lower == "of" || tokens[of - 1].lower == "at")) {
      const auto post = lexicon.find_post_before(tokens, of - 1);
      if (post && !post->field && post->title.title->scope == TitleScope::kBody) as(span, EntityType::kOrganization);
    }
    // "Novatel's chief executive", "Novatel is a Kenyan mobile operator", "Novatel, headquartered in"
    if (told_as_body(tokens, span.last, lexicon)) as(span, EntityType::kOrganization);
    // "Basic Research CEO Dennis Gay"
    const auto match = lexicon.find_title(tokens, span.last);
    if (!match || match->first != span.last || match->title->scope != TitleScope::kBody) continue;
    const bool somebody = std::any_of(spans.begin(), spans.end(), [&](const Found& other) { return other.first == match->last && other.type == EntityType::kPerson; });
    if (somebody) as(span, EntityType::kOrganization);
  }
}

std::vector<std::string> folded_words(const std::string& text) {
  const auto folded = names::fold(text);
  std::vector<std::string> out;
  for (auto word : names::words(folded)) out.emplace_back(word);
  return out;
}

bool initials_match(const std::string& acronym, const std::string& name) {
  std::string initials;
  std::string all_initials;
  for (const auto& word : folded_words(name)) {
    all_initials.push_back(word[0]);
    if (word != "of" && word != "the" && word != "and" && word != "for" && word != "in" && word != "on") initials.push_back(word[0]);
  }
  const auto lower = names::fold(acronym);
  if (lower.size() < 2) return false;
  if (lower == initials || lower == all_initials) return true;
  // Most letters in order: KOSGEB, RSF need their expansions beside them to be believed, which the caller checks.
  std::size_t at = 0;
  std::size_t hits = 0;
  for (char c : lower) {
    const auto found = initials.find(c, at);
    if (found == std::string::npos) continue;
    ++hits;
    at = found + 1;
  }
  return hits * 2 >= lower.size() && hits >= 2;
}

// Two capitals at least, first and last among them: "UzA", "MoD".
bool is_mixed_acronym(std::string_view text) {
  constexpr std::size_t kLongest = 6;
  if (text.size() < 3 || text.size() > kLongest) return false;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return upper(text.front()) && upper(text.back()) && std::all_of(text.begin(), text.end(), [&](char c) { return upper(c) || (c >= 'a' && c <= 'z'); });
}

}  // namespace

std::uint32_t Mentions::add_stand_in(std::uint32_t sentence, std::uint32_t first, std::uint32_t last, std::uint32_t entity) {
  LocalMention mention;
  mention.sentence = sentence;
  mention.first = first;
  mention.last = last;
  mention.type = entities[entity].type;
  mention.form = MentionForm::kPronoun;
  return add(mention, entity);
}

std::string Mentions::text_of(const LocalMention& mention) const {
  const auto& sentence = document->sentences[mention.sentence];
  const auto begin = sentence.tokens[mention.first].begin;
  return std::string(document->text().substr(begin, sentence.tokens[mention.last - 1].end - begin));
}

Quote Mentions::quote_of(const LocalMention& mention) const {
  const auto& sentence = document->sentences[mention.sentence];
  return document->quote(sentence.tokens[mention.first].begin, sentence.tokens[mention.last - 1].end);
}

std::uint32_t Mentions::head_of(const LocalMention& mention) const {
  const auto& tree = trees[mention.sentence];
  for (auto i = mention.first; i < mention.last; ++i) {
    const auto head = tree.head(i);
    if (tree.upos(i) == Upos::kPunct) continue;
    if (tree.is_root(i) || head < mention.first || head >= mention.last) return i;
  }
  return mention.last - 1;
}

std::optional<std::uint32_t> Mentions::at(std::uint32_t sentence, std::uint32_t token) const {
  std::optional<std::uint32_t> best;
  bool best_is_head = false;
  for (const auto index : of_sentence[sentence]) {
    const auto& mention = mentions[index];
    if (token < mention.first || token >= mention.last) continue;
    const bool is_head = head_of(mention) == token;
    if (!best) {
      best = index;
      best_is_head = is_head;
      continue;
    }
    const auto length = mention.last - mention.first;
    const auto best_length = mentions[*best].last - mentions[*best].first;
    if ((is_head && !best_is_head) || (is_head == best_is_head && (is_head ? length > best_length : length < best_length))) {
      best = index;
      best_is_head = is_head;
    }
  }
  return best;
}

std::uint32_t Mentions::add(LocalMention mention, std::uint32_t entity) {
  mention.entity = entity;
  const auto index = static_cast<std::uint32_t>(mentions.size());
  auto& list = of_sentence[mention.sentence];
  const auto place = std::find_if(list.begin(), list.end(), [&](std::uint32_t other) {
    return std::tuple(mentions[other].first, mentions[other].last) > std::tuple(mention.first, mention.last);
  });
  list.insert(place, index);
  mentions.push_back(std::move(mention));
  entities[entity].mentions.push_back(index);
  return index;
}

std::vector<std::vector<NamedSpan>> find_names(const Document& document, const Lexicon& lexicon, const NameTagger& tagger) {
  const auto names = tagger.find(document.sentences);
  std::vector<std::vector<NamedSpan>> out(document.sentences.size());
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const auto& sentence = document.sentences[s];
    const auto& tokens = sentence.tokens;
    std::vector<Found> known;
    for (std::uint32_t i = 0; i < tokens.size();) {
      const auto match = lexicon.find_name(tokens, i);
      if (!match) {
        ++i;
        continue;
      }
      const auto last = static_cast<std::uint32_t>(match->last);
      // "The diplomat said": the capital is the sentence's, no magazine's.
      if (i == 0 && last == 2 && tokens[0].lower == "the" && tokens[1].text == tokens[1].lower) {
        ++i;
        continue;
      }
      // Of several meanings: a state before its people before its capital before media, bodies and places; a city that
      // is also a capital stays the capital.
      const auto* best = match->entries.front();
      for (const auto* entry : match->entries) {
        if (entry->kind < best->kind) best = entry;
      }
      NamedSpan item{i, last, best->type, MentionForm::kName, best->iso2, best};
      if (best->kind == NameKind::kDemonym) item.form = MentionForm::kDemonym;
      else if (is_upper_word(tokens[i].text) && last - i == 1 && tokens[i].text.size() <= 6) item.form = MentionForm::kAcronym;
      known.push_back(item);
      i = last;
    }
    std::vector<Found> spans;
    for (const auto& name : names[s]) {
      // "We", "Jan." at the head of a sentence are no names.
      if (name.last - name.first == 1 && (tokens[name.first].upos == Upos::kPron || in(tokens[name.first].lower, {"we", "i", "jan.", "feb.", "mar.", "apr.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "jan", "feb", "sept", "oct", "nov", "dec"}))) continue;
      NamedSpan item{name.first, name.last, type_of_name(sentence, name, lexicon), MentionForm::kName, {}, nullptr};
      if (item.type != EntityType::kPerson && name.last - name.first >= 3) person_after_title(tokens, item, lexicon);
      extend_over_hyphens(tokens, item, names[s]);
      if (item.type == EntityType::kPerson) strip_title(tokens, item, lexicon);
      if (item.type != EntityType::kPerson && !strip_post(tokens, item, lexicon)) continue;
      if (is_body(item.type)) extend_over_and(tokens, item, names[s]);
      if (item.last - item.first == 1 && is_upper_word(tokens[item.first].text) && is_body(item.type)) item.form = MentionForm::kAcronym;
      spans.push_back(item);
    }
    // A known name that covers a found one replaces it; one inside a longer found name stays as an inner mention.
    for (const auto& item : known) {
      bool inside = false;
      for (const auto& span : spans) {
        if (span.first <= item.first && item.last <= span.last && span.last - span.first > item.last - item.first) inside = true;
      }
      if (!inside) {
        std::erase_if(spans, [&](const Found& span) { return span.first < item.last && item.first < span.last; });
        spans.push_back(item);
      } else if (item.entry->kind == NameKind::kCountry || item.entry->kind == NameKind::kDemonym) {
        spans.push_back(item);
      }
    }
    // "Resolution 1718", "UN Security Council Resolution 2397": a numbered instrument is a name.
    for (std::uint32_t i = 0; i + 1 < tokens.size(); ++i) {
      if (!(tokens[i].text == "Resolution" || tokens[i].text == "Protocol" || tokens[i].text == "Article" || tokens[i].text == "Directive" || tokens[i].text == "resolution")) continue;
      if (std::isdigit(static_cast<unsigned char>(tokens[i + 1].text[0])) == 0) continue;
      NamedSpan item{i, i + 2, EntityType::kAgreement, MentionForm::kName, {}, nullptr};
      std::erase_if(spans, [&](const Found& span) { return span.first < item.last && item.first < span.last; });
      spans.push_back(item);
    }
    offices(tokens, spans);
    // "Hwasong-14": a name with a number behind a hyphen is one name.
    for (auto& span : spans) {
      if (span.last + 1 < tokens.size() && tokens[span.last].lower == "-" && !tokens[span.last].space_before &&
          std::isdigit(static_cast<unsigned char>(tokens[span.last + 1].text[0])) != 0 && span.entry == nullptr) {
        span.last += 2;
        span.type = EntityType::kAsset;
        span.form = MentionForm::kName;
      }
    }
    company_names(tokens, spans, lexicon);
    types_beside_titles(tokens, spans, lexicon);
    types_behind_nouns(tokens, spans, lexicon);
    agreement_subjects(tokens, spans);
    out[s] = std::move(spans);
  }
  return out;
}

namespace {

void join_entities(Mentions& mentions, std::uint32_t kept, std::uint32_t joined) {
  for (auto& mention : mentions.mentions) {
    if (mention.entity == joined) mention.entity = kept;
  }
  auto& all = mentions.entities[kept].mentions;
  auto& moved = mentions.entities[joined].mentions;
  all.insert(all.end(), moved.begin(), moved.end());
  std::sort(all.begin(), all.end());
  moved.clear();
}

// "Ana Ruiz was born Ana Hansen", "Ana Ruiz was born in Oslo as Ana Hansen."
void join_birth_names(Mentions& mentions) {
  for (std::uint32_t s = 0; s < mentions.of_sentence.size(); ++s) {
    const auto& tree = mentions.trees[s];
    for (const auto index : mentions.of_sentence[s]) {
      const auto one = mentions.mentions[index];
      if (mentions.entities[one.entity].type != EntityType::kPerson || one.last + 2 >= tree.size() || tree.lower(one.last) != "was" || tree.lower(one.last + 1) != "born") continue;
      const auto behind = one.last + 2;
      for (const auto candidate : mentions.of_sentence[s]) {
        const auto other = mentions.mentions[candidate];
        if (other.first < behind || other.inside || mentions.entities[other.entity].type != EntityType::kPerson) continue;
        bool as = tree.lower(other.first - 1) == "as" && (other.last >= tree.size() || tree.upos(other.last) == Upos::kPunct);
        for (auto i = behind; i < other.first; ++i) as = as && !tree.is_verbal(i);
        if (other.entity != one.entity && other.entry == nullptr && (other.first == behind || as)) join_entities(mentions, one.entity, other.entity);
        break;
      }
    }
  }
}

// "Ana Ruiz, also known as Anna Ruiz", "Hansen Oil (formerly Novak Oil)": two names of one. The words between say so and nothing else.
void join_aliases(Mentions& mentions) {
  for (std::uint32_t s = 0; s < mentions.of_sentence.size(); ++s) {
    const auto& tokens = mentions.document->sentences[s].tokens;
    const auto& list = mentions.of_sentence[s];
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
      const auto& one = mentions.mentions[list[i]];
      // "Ana Ruiz (Ukrainian: Ана Руиз": a name of the same in another script, the language before it.
      auto next = i + 1;
      const auto& language = mentions.mentions[list[next]];
      const bool labelled = one.last < tokens.size() && tokens[one.last].lower == "(" && language.form == MentionForm::kDemonym && language.first == one.last + 1 && next + 1 < list.size();
      if (labelled) ++next;
      const auto& other = mentions.mentions[list[next]];
      const auto type = mentions.entities[one.entity].type;
      const auto other_type = mentions.entities[other.entity].type;
      const bool same = type == other_type || (is_body(type) && is_body(other_type));
      if (!same || (type != EntityType::kPerson && !is_body(type)) || one.entity == other.entity || one.inside || other.inside || one.entry != nullptr || other.entry != nullptr) continue;
      constexpr std::uint32_t kReach = 7;  // tokens between the names
      if (other.first <= one.last || other.first - one.last > kReach) continue;
      bool only = true;
      bool tells = false;
      for (auto t = one.last; t < other.first && only; ++t) {
        const auto& word = tokens[t].lower;
        only = in(word, {",", "(", "also", "formerly", "previously", "better", "commonly", "widely", "popularly", "often", "sometimes", "known", "simply", "as", "aka", "a.k.a.", "alias", "n\u00e9e", "n\u00e9", "born", "officially", "nicknamed", "referred", "to", "now", "or", "the"});
        const bool known_as = word == "known" && t + 1 < other.first && in(tokens[other.first - 1].lower, {"as", "the", "simply"});
        const bool script = labelled && word == ":" && t + 1 == other.first;
        if (labelled && t >= language.first && t + 1 < other.first) only = t < language.last || in(word, {"cyrillic", "latin", ":"});
        if (script) only = true;
        tells = tells || script || known_as || in(word, {"aka", "a.k.a.", "alias", "n\u00e9e", "n\u00e9", "nicknamed", "formerly", "officially"}) || (word == "born" && type == EntityType::kPerson && t + 1 == other.first && tokens[one.last].lower == "(");
      }
      if (!only || !tells) continue;
      join_entities(mentions, one.entity, other.entity);
    }
  }
}

}  // namespace

Mentions find_mentions(const Document& document, const std::vector<std::vector<NamedSpan>>& names, const Lexicon& lexicon) {
  Mentions out;
  out.document = &document;
  out.of_sentence.resize(document.sentences.size());
  for (const auto& sentence : document.sentences) out.trees.emplace_back(sentence);
  std::vector<std::pair<std::uint32_t, Found>> found;  // sentence, span
  for (std::uint32_t s = 0; s < names.size(); ++s) {
    for (const auto& span : names[s]) found.emplace_back(s, span);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.first, a.second.last) < std::tuple(b.first, b.second.first, b.second.last);
  });

  // Joining. Countries by code, known names by their row, others by name; persons by parts of their full names.
  std::map<std::string, std::uint32_t> by_key;
  const auto entity_for = [&](const std::string& key, EntityType type, const Found& item) {
    const auto known = by_key.find(key);
    if (known != by_key.end()) return known->second;
    const auto index = static_cast<std::uint32_t>(out.entities.size());
    LocalEntity entity;
    entity.type = type;
    entity.iso2 = item.iso2;
    entity.entry = item.entry;
    out.entities.push_back(std::move(entity));
    by_key.emplace(key, index);
    return index;
  };
  const auto text_at = [&](std::uint32_t s, const Found& item) {
    const auto& tokens = document.sentences[s].tokens;
    return std::string(document.text().substr(tokens[item.first].begin, tokens[item.last - 1].end - tokens[item.first].begin));
  };
  // Full names first, so that a bare surname in the first paragraph finds the full name in the second.
  struct Full {
    std::vector<std::string> words;
    std::string key;
    std::uint32_t sentence;
    std::uint32_t first;  // token
    std::string consonants;  // of the surname
  };
  std::vector<Full> people;
  std::set<std::string> apart;  // surnames of somebody who is named before a namesake
  for (const auto& [s, item] : found) {
    if (item.type != EntityType::kPerson) continue;
    auto words = folded_words(text_at(s, item));
    if (words.size() < 2) continue;
    std::string joined;
    for (const auto& word : words) joined += word + " ";
    std::string key = "person " + joined;
    if (item.entry != nullptr) key = "known " + item.entry->canonical;
    for (const auto& other : people) {
      // Spelling variants: as many words, each equal or nearly so.
      std::string a;
      for (const auto& word : other.words) a += word + " ";
      if (other.words.size() == words.size() && a != joined && names::skeleton(a) == names::skeleton(joined) && names::similarity(a, joined) >= 0.8) key = other.key;
      // "Rodrigo Diaz" and "Rodrigo Diaz Vega": a second surname behind the first.
      const auto& shorter = other.words.size() < words.size() ? other.words : words;
      const auto& longer = other.words.size() < words.size() ? words : other.words;
      const bool second = shorter.size() >= 2 && longer.size() == shorter.size() + 1 && longer.back().size() > 2 && lexicon.is_given_name(shorter.front()) && std::equal(shorter.begin(), shorter.end(), longer.begin());
      if (second) key = other.key;
    }
    auto consonants = consonants_of(words.back());
    people.push_back({std::move(words), key, s, item.first, std::move(consonants)});
  }
  for (const auto& [s, item] : found) {
    const auto text = text_at(s, item);
    const auto folded = names::fold(text);
    std::string key;
    auto type = item.type;
    if (item.entry != nullptr && (item.entry->kind == NameKind::kCapital || item.entry->kind == NameKind::kSeat)) {
      LocalMention probe;
      probe.sentence = s;
      probe.first = item.first;
      probe.last = item.last;
      const auto kind = document.sentences[s].kind;
      const bool state = document.sentences[s].parsed && kind != SentenceKind::kFurniture && capital_is_state(out.trees[s], out.head_of(probe), lexicon);
      type = state ? EntityType::kCountry : EntityType::kPlace;
      key = state ? "country " + item.iso2 : "place " + folded;
    } else if (type == EntityType::kCountry) {
      key = "country " + item.iso2;
    } else if (item.entry != nullptr) {
      key = "known " + item.entry->canonical;
    } else if (type == EntityType::kPerson) {
      const auto words = folded_words(text);
      if (words.size() >= 2) {
        for (const auto& person : people) {
          if (person.words == words) key = person.key;
        }
        // "Vladimir Vladimirovich Putin" and "Vladimir Putin", "Abdel Fattah El-Sisi" and "El-Sisi": the words of one stand in
        // the other in their order, and the last ones agree.
        for (const auto& person : people) {
          if (person.words.size() <= words.size() || person.words.back() != words.back()) continue;
          std::size_t at = 0;
          for (const auto& word : person.words) at += at < words.size() && word == words[at] ? 1 : 0;
          if (at == words.size()) key = person.key;
        }
      } else {
        // The nearest full name before it that has the word as surname, else one after it.
        const Full* best = nullptr;
        for (const auto& person : people) {
          const bool surname = !words.empty() && (person.words.back() == words.front() || (person.words.front() == words.front() && lexicon.is_surname_first(words.front())));
          const bool any = !words.empty() && std::find(person.words.begin(), person.words.end(), words.front()) != person.words.end();
          if (!surname && !any) continue;
          // "Novak is married to Mary Novak": a full name behind it in the sentence is another's.
          if (surname && best == nullptr && person.sentence == s && person.first > item.first) apart.insert(words.front());
          if (best == nullptr || person.sentence <= s) best = &person;
        }
        // "Novakiy" beside "Peter Novaki": one surname in two spellings.
        constexpr std::size_t kLong = 6;  // short names are too much alike
        const auto consonants = best == nullptr && folded.size() >= kLong ? consonants_of(folded) : std::string();
        for (auto person = people.begin(); person != people.end() && best == nullptr && !consonants.empty(); ++person) {
          if (person->consonants == consonants && names::similarity(person->words.back(), folded) >= 0.77) best = &*person;
        }
        key = best != nullptr && !apart.contains(folded) ? best->key : "person " + folded + " ";
      }
    } else {
      key = std::string(is_body(type) ? "body" : name_of(type)) + " " + folded;
    }
    const auto entity = entity_for(key, type, item);
    LocalMention mention;
    mention.sentence = s;
    mention.first = item.first;
    mention.last = item.last;
    mention.type = out.entities[entity].type;
    mention.form = item.form;
    mention.iso2 = item.iso2;
    mention.entry = item.entry;
    out.add(mention, entity);
  }
  // Inner mentions are those covered by a longer one.
  for (const auto& list : out.of_sentence) {
    for (const auto a : list) {
      for (const auto b : list) {
        auto& small = out.mentions[a];
        const auto& large = out.mentions[b];
        if (a != b && large.first <= small.first && small.last <= large.last && large.last - large.first > small.last - small.first) small.inside = true;
      }
    }
  }

  // Acronyms: "Korean Central News Agency (KCNA)".
  const auto merge = [&](std::uint32_t from, std::uint32_t into) {
    if (from == into) return;
    for (const auto index : out.entities[from].mentions) {
      out.mentions[index].entity = into;
      out.entities[into].mentions.push_back(index);
    }
    if (out.entities[into].entry == nullptr) {
      out.entities[into].entry = out.entities[from].entry;
      if (out.entities[from].entry != nullptr) {
        out.entities[into].type = out.entities[from].type;
        out.entities[into].iso2 = out.entities[from].iso2;
      }
    }
    out.entities[from].mentions.clear();
  };
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const auto& tokens = document.sentences[s].tokens;
    const auto list = out.of_sentence[s];
    for (const auto index : list) {
      const auto mention = out.mentions[index];
      if (!is_body(out.entities[mention.entity].type) && out.entities[mention.entity].type != EntityType::kAgreement) continue;
      if (mention.last + 2 >= tokens.size() || tokens[mention.last].lower != "(") continue;
      const auto inner = mention.last + 1;
      // "(UzA)" has small letters; then all must fit.
      const bool mixed = !is_upper_word(tokens[inner].text) && is_mixed_acronym(tokens[inner].text);
      if (tokens[inner + 1].lower != ")" || !(is_upper_word(tokens[inner].text) || mixed)) continue;
      const std::string acronym(tokens[inner].text);
      if (!mixed && !initials_match(acronym, out.text_of(mention))) continue;
      std::optional<std::uint32_t> other;
      for (const auto candidate : list) {
        if (out.mentions[candidate].first == inner && out.mentions[candidate].last == inner + 1) other = out.mentions[candidate].entity;
      }
      if (other) {
        merge(*other, mention.entity);
      } else {
        LocalMention made;
        made.sentence = s;
        made.first = inner;
        made.last = inner + 1;
        made.type = out.entities[mention.entity].type;
        made.form = MentionForm::kAcronym;
        out.add(made, mention.entity);
      }
      // The same letters elsewhere in the article.
      for (std::size_t i = 0; i < out.mentions.size(); ++i) {
        if (out.mentions[i].entity != mention.entity && out.mentions[i].form == MentionForm::kAcronym && out.text_of(out.mentions[i]) == acronym) {
          merge(out.mentions[i].entity, mention.entity);
        }
      }
    }
  }
  join_aliases(out);
  join_birth_names(out);
  return out;
}

std::vector<Entity> make_entities(const Mentions& mentions, const Article& article, const Lexicon& lexicon,
                                  std::vector<std::uint32_t>& index) {
  index.assign(mentions.entities.size(), kNoEntity);
  struct Made {
    Entity entity;
    std::uint32_t local;
  };
  std::vector<Made> made;
  const auto country_key = [](const std::string& iso2) { return IdentityKey{"iso3166:" + iso2, KeyReason::kOutsideId}; };
  for (std::uint32_t i = 0; i < mentions.entities.size(); ++i) {
    const auto& local = mentions.entities[i];
    Entity entity;
    entity.type = local.type;
    std::map<std::string, std::uint32_t> votes;
    for (const auto m : local.mentions) {
      const auto& mention = mentions.mentions[m];
      entity.mentions.push_back({mentions.quote_of(mention), mention.form});
    }
    std::sort(entity.mentions.begin(), entity.mentions.end());
    entity.mentions.erase(std::unique(entity.mentions.begin(), entity.mentions.end(),
                                      [](const Mention& a, const Mention& b) { return a.quote.span == b.quote.span; }),
                          entity.mentions.end());
    const bool named = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                   [](const Mention& mention) { return mention.form != MentionForm::kPronoun; });
    if (entity.mentions.empty() || (!named && local.unnamed.empty())) continue;  // a pronoun alone is nobody
    // The name: the canonical one of a country; else the longest name, the earliest of equals.
    for (const auto& mention : entity.mentions) {
      const auto better = [&] {
        if (mention.form == MentionForm::kPronoun) return false;
        if (entity.name.empty()) return true;
        constexpr std::uint32_t kLongestName = 90;
        const bool names_it = mention.form == MentionForm::kName || (local.described && local.type != EntityType::kPosition && code_points(mention.quote.text) <= kLongestName);
        return names_it && code_points(mention.quote.text) > code_points(entity.name);
      };
      if (better()) entity.name = mention.quote.text;
    }
    // The article before it is no part of a name or of what describes a thing.
    for (const std::string_view determiner : {"the ", "a ", "an "}) {
      if (entity.name.size() > determiner.size() + 2 && entity.name.compare(0, determiner.size(), determiner) == 0) {
        entity.name.erase(0, determiner.size());
        break;
      }
    }
    // A dateline's "PYONGYANG" is Pyongyang.
    if (local.entry != nullptr && local.type == EntityType::kPlace && is_upper_word(entity.name) && entity.name.size() > 4) {
      bool inside = false;
      for (auto& c : entity.name) {
        if (inside && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        inside = std::isalpha(static_cast<unsigned char>(c)) != 0;
      }
    }
    for (auto& c : entity.name) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    for (const std::string_view unseen : {"\u200B", "\u200E", "\u200F"}) {  // marks of direction
      for (auto at = entity.name.find(unseen); at != std::string::npos; at = entity.name.find(unseen)) entity.name.erase(at, unseen.size());
    }
    if (local.type == EntityType::kCountry && !local.iso2.empty()) {
      entity.name = std::string(lexicon.country_name(local.iso2));
      entity.outside_ids.emplace_back("iso3166", local.iso2);
      entity.keys.push_back(country_key(local.iso2));
    }
    const auto add_key = [&](const std::string& text, KeyReason reason) {
      IdentityKey key{text, reason};
      if (std::none_of(entity.keys.begin(), entity.keys.end(), [&](const IdentityKey& known) { return known.text == key.text; })) {
        entity.keys.push_back(std::move(key));
      }
    };
    const auto own_key = [&] { return "article:" + to_base32(article.id) + ":" + std::to_string(entity.mentions.front().quote.span.start); };
    if (!named) {
      // Known inside this article alone, whatever others call "he".
      entity.name = std::string(local.type == EntityType::kPerson ? "unnamed person" : "unnamed organization") + " (\u201C" + local.unnamed + "\u201D)";
      add_key(own_key(), KeyReason::kArticle);
      entity.id = make_entity_id(article.id, entity);
      made.push_back({std::move(entity), i});
      continue;
    }
    switch (local.type) {
      case EntityType::kCountry: break;
      case EntityType::kPerson: {
        // A well-known name is one person in every article, whichever of its forms stands there.
        for (const auto m : local.mentions) {
          const auto* entry = mentions.mentions[m].entry;
          if (entry != nullptr && entry->kind == NameKind::kPerson) add_key(names::fold(entry->canonical), KeyReason::kName);
        }
        std::set<std::string> full;
        for (const auto& mention : entity.mentions) {
          if (mention.form != MentionForm::kName) continue;
          const auto folded = names::fold(mention.quote.text);
          if (folded.find(' ') != std::string::npos) full.insert(folded);
        }
        const auto main = names::fold(entity.name);
        if (full.contains(main)) add_key(main, KeyReason::kName);
        for (const auto& name : full) add_key(name, KeyReason::kName);
        if (entity.keys.empty()) {
          // A bare surname that many share names nobody beyond this article.
          const bool common = lexicon.is_surname_first(main) || lexicon.is_given_name(main);
          if (common) add_key(own_key(), KeyReason::kArticle);
          else add_key(main, KeyReason::kName);
        }
        break;
      }
      case EntityType::kPublicBody:
      case EntityType::kOrganization:
      case EntityType::kMediaOutlet: {
        if (local.entry != nullptr) add_key(names::fold(local.entry->canonical), KeyReason::kName);
        for (const auto& mention : entity.mentions) {
          if (mention.form == MentionForm::kPronoun || mention.form == MentionForm::kDescription) continue;
          const auto folded = names::fold(mention.quote.text);
          if (mention.form == MentionForm::kAcronym) {
            if (folded.size() >= 3 && local.entry == nullptr) add_key(folded, KeyReason::kAcronym);
          } else if (local.entry == nullptr) {
            // "Foreign Ministry", "Parliament": whose? A common name is one body only within one country.
            const auto words = names::words(folded);
            const bool generic = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
              static const std::set<std::string_view> kCommon{"foreign", "defence", "defense", "interior", "finance", "justice", "health", "energy", "national", "supreme", "state", "central", "of", "and", "the", "for", "affairs", "security", "external", "internal", "trade", "education", "culture", "federal", "general", "constitutional", "economy", "economic", "military", "armed", "people", "s"};
              return kCommon.contains(word) || lexicon.find_head(word) != nullptr;
            });
            if (!generic) add_key(folded, KeyReason::kName);
            else if (!local.iso2.empty()) add_key(folded + " of iso3166:" + local.iso2, KeyReason::kName);
          }
        }
        break;
      }
      case EntityType::kPlace:
      case EntityType::kAsset: add_key(names::fold(entity.name), KeyReason::kName); break;
      case EntityType::kAgreement:
      case EntityType::kEvent: {
        // A proper name of two words or more; else what it is, between whom, when.
        if (!local.described) {
          const auto folded = names::fold(entity.name);
          if (folded.find(' ') != std::string::npos) add_key(folded, KeyReason::kName);
        }
        std::set<std::string> parties;
        for (const auto party : local.parties) {
          const auto& other = mentions.entities[party];
          if (!other.iso2.empty() && other.type == EntityType::kCountry) parties.insert(other.iso2);
        }
        if (parties.size() >= 2 && local.date.size() >= 7 && local.date.find('/') == std::string::npos) {
          std::string key = local.type == EntityType::kAgreement ? "agreement" : Lexicon::noun_lemma(local.kind);
          for (const auto& party : parties) key += ":" + party;
          add_key(key + ":" + local.date.substr(0, 7), KeyReason::kDescription);
        }
        break;
      }
      case EntityType::kPosition: {
        const auto at = local.at;
        if (at != kNoEntity) {
          const auto& body = mentions.entities[at];
          const auto title = names::fold(local.kind.empty() ? entity.name : local.kind);
          if (body.type == EntityType::kCountry && !body.iso2.empty()) add_key(title + " of iso3166:" + body.iso2, KeyReason::kName);
          else if (body.entry != nullptr) add_key(title + " of " + names::fold(body.entry->canonical), KeyReason::kName);
        }
        break;
      }
    }
    if (entity.keys.empty()) add_key(own_key(), KeyReason::kArticle);
    entity.id = make_entity_id(article.id, entity);
    made.push_back({std::move(entity), i});
  }
  std::sort(made.begin(), made.end(), [](const Made& a, const Made& b) {
    return std::tuple(a.entity.mentions.front().quote.span, a.entity.type, a.entity.name) <
           std::tuple(b.entity.mentions.front().quote.span, b.entity.type, b.entity.name);
  });
  std::vector<Entity> entities;
  std::set<Id> seen;
  for (auto& item : made) {
    if (!seen.insert(item.entity.id).second) continue;
    index[item.local] = static_cast<std::uint32_t>(entities.size());
    entities.push_back(std::move(item.entity));
  }
  return entities;
}

}  // namespace entente::extract

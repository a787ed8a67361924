// SPDX-License-Identifier: Apache-2.0
#include "extract/collapse.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/tree.h"

namespace entente::extract {
namespace {

struct Group {
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t name = 0;   // first token of the name itself; before it stand the post and its country
  std::uint32_t head = 0;   // the word that stands for all
  bool person = false;
  bool demonym = false;
};

// The word that stands for a name: a person's last, a body's head noun.
std::uint32_t head_of(const Sentence& sentence, const NamedSpan& span) {
  for (auto i = span.first + 1; i < span.last; ++i) {
    const auto& lower = sentence.tokens[i].lower;
    if (lower == "of" || lower == "for" || lower == "on") return i - 1;
  }
  return span.last - 1;
}

// Marks of quotation say who speaks, nothing of who does what; the treebanks have few, and they lead the parser astray.
bool is_quotation_mark(const Token& token) {
  constexpr std::array<std::string_view, 8> kMarks{"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB", "``", "''"};
  return std::find(kMarks.begin(), kMarks.end(), token.lower) != kMarks.end();
}

// "…," he said: the end of speech is worth knowing, in the one form that treebanks have.
bool ends_speech(const std::vector<Token>& tokens, std::size_t i) {
  return i > 0 && i + 1 < tokens.size() && is_quotation_mark(tokens[i]) && !tokens[i].space_before && (tokens[i - 1].lower == "," || tokens[i - 1].lower == "?" || tokens[i - 1].lower == "!");
}

// What is done with words to somebody: those who say one thing go on so.
bool is_address(std::string_view word) {
  return in(word, {"accused", "accuses", "called", "calls", "urged", "urges", "warned", "warns", "demanded", "demands", "asked", "asks", "criticised", "criticises", "criticized", "criticizes", "praised", "praises", "thanked", "thanks", "condemned", "condemns",
                   "denied", "denies", "threatened", "threatens", "rejected", "rejects", "vowed", "vows", "pledged", "pledges", "blamed", "blames", "appealed", "appeals", "promised", "promises", "told", "tells", "dismissed", "dismisses", "described", "describes", "denounced", "denounces", "added", "adds", "insisted", "insists"});
}

bool is_capital(const Token& token) { return !token.text.empty() && token.text[0] >= 'A' && token.text[0] <= 'Z'; }

// "Besides criticising Chad, …": the sentence opens with a gerund that the head is part of, and a comma ends the clause.
bool opened_by_gerund(const Sentence& sentence, std::int32_t name, std::int32_t head) {
  const auto& tokens = sentence.tokens;
  if (tokens.size() < 3 || !tokens[1].lower.ends_with("ing") || !in(tokens[0].lower, {"besides", "after", "before", "while", "since", "despite", "without", "when"})) return false;
  return std::any_of(tokens.begin() + head, tokens.begin() + name, [](const Token& token) { return token.lower == ","; }) && head < name;
}

// What a reader of English knows of neighbours, where the parser took them apart.
void mend_tree(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  const auto size = static_cast<std::int32_t>(tokens.size());
  const auto at = [&](std::int32_t i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  const auto is = [&](std::int32_t i, std::initializer_list<Deprel> any) { return std::find(any.begin(), any.end(), at(i).deprel) != any.end(); };
  // "the agencies' updated agreement": a mark behind a plural owns what follows, unless it closes one that was opened.
  bool open = false;
  for (std::int32_t i = 1; i + 1 < size; ++i) {
    const bool mark = at(i).lower == "'";
    if (mark && at(i).space_before && !at(i + 1).space_before) open = true;
    if (!mark || at(i).space_before || !at(i + 1).space_before) continue;
    if (!open && at(i - 1).text.ends_with('s') && is(i - 1, {Deprel::kCompound, Deprel::kNmod}) && at(i - 1).head > i) {
      for (auto j = i - 2; j >= 0 && at(j).head == at(i - 1).head && is(j, {Deprel::kDet, Deprel::kNummod, Deprel::kAmod}); --j) at(j).head = i - 1;
      at(i - 1).deprel = Deprel::kNmodPoss;
      at(i).head = i - 1;
      at(i).deprel = Deprel::kCase;
      at(i).upos = Upos::kPart;
    }
    open = false;
  }
  // "Norway sanctioned Chad, a spokesman for the bank said": what stands right before a verb of saying that has no subject is its subject, no apposition.
  for (std::int32_t i = 2; i < size; ++i) {
    if (at(i).upos != Upos::kVerb || !in(at(i).lower, {"said", "says", "added", "announced", "reported", "confirmed", "wrote", "explained", "noted", "argued", "claimed"})) continue;
    std::int32_t told = -1;
    bool subject = false;
    for (std::int32_t k = 0; k < i; ++k) {
      if (at(k).head != i) continue;
      if (is(k, {Deprel::kCcomp})) told = k;
      subject = subject || is(k, {Deprel::kNsubj, Deprel::kNsubjPass});
    }
    if (told < 0 || subject) continue;
    auto top = i - 1;
    for (std::int32_t steps = 0; steps < size && top >= 0 && !is(top, {Deprel::kAppos}); ++steps) top = at(top).head;
    if (top <= told || top >= i || (at(top).upos != Upos::kNoun && at(top).upos != Upos::kPropn)) continue;
    auto first = top;
    while (first > 0 && at(first).lower != "," && first > told) --first;
    if (at(first).lower != ",") continue;
    at(top).head = i;
    at(top).deprel = Deprel::kNsubj;
  }
  // "Since the treaty of 2024, Norway and Peru have traded": a noun and a comma behind "since", no clause of its own.
  constexpr std::int32_t kReach = 24;
  for (std::int32_t i = 0; i < size; ++i) {
    const auto& word = at(i).lower;
    if (!is(i, {Deprel::kMark}) || at(i).head < i || (word != "since" && word != "after" && word != "before" && word != "until")) continue;
    const auto verb = at(i).head;
    std::int32_t noun = -1;
    bool comma = false;
    for (auto j = i + 1; j < std::min(verb, i + kReach); ++j) {
      const bool subject = at(j).head == verb && is(j, {Deprel::kNsubj, Deprel::kNsubjPass});
      if (noun < 0 && (at(j).upos == Upos::kVerb || at(j).upos == Upos::kAux || at(j).lower == ",")) break;
      if (noun < 0 && subject) noun = j;
      else if (noun >= 0 && at(j).lower == ",") comma = true;
      else if (noun >= 0 && subject && comma) {
        at(i).head = noun;
        at(i).deprel = Deprel::kCase;
        at(noun).deprel = Deprel::kObl;
        break;
      }
    }
  }
  // "Besides meeting Ruiz, minister Hansen toured Peru": who is met does not tour.
  if (size > 4 && in(at(0).lower, {"besides", "after", "before", "without", "despite"}) && at(1).lower.ends_with("ing") && at(1).upos == Upos::kNoun &&
      is(1, {Deprel::kObl}) && is(2, {Deprel::kNsubj}) && at(2).head == at(1).head && at(3).lower == ",") {
    const auto verb = at(2).head;
    for (std::int32_t k = 4; k < verb; ++k) {
      if (at(k).head != verb || !is(k, {Deprel::kNsubj, Deprel::kNsubjPass})) continue;
      at(1).upos = Upos::kVerb;
      at(1).deprel = Deprel::kAdvcl;
      at(0).deprel = Deprel::kMark;
      at(2).head = 1;
      at(2).deprel = Deprel::kObj;
      break;
    }
  }
  // "where he is due to be received": what is due stands below the word, its subject above, whatever the parser made of it.
  for (std::int32_t i = 1; i + 2 < size; ++i) {
    if (at(i).lower != "due" || at(i + 1).lower != "to" || !is(i + 1, {Deprel::kMark}) || !in(at(i - 1).lower, {"is", "are", "was", "were", "be", "been"})) continue;
    const auto verb = at(i + 1).head;
    if (verb <= i || at(verb).upos != Upos::kVerb || at(verb).head == i || at(at(i).head < 0 ? i : at(i).head).head == i) continue;
    if (at(i).head == verb) {
      at(i).head = at(verb).head;
      at(i).deprel = at(verb).deprel;
    }
    at(verb).head = i;
    at(verb).deprel = Deprel::kXcomp;
    for (std::int32_t k = 0; k < i; ++k) {
      if (at(k).head == verb) at(k).head = i;
    }
  }
  for (std::int32_t i = 0; i < size; ++i) {
    const auto head = at(i).head;
    if (head < 0) continue;
    // What stands right behind its verb, or behind the verb's particle, is what the verb is about: "delayed signing", "ruled out sending".
    if (is(i, {Deprel::kAdvcl}) && at(i).upos == Upos::kVerb && at(i).lower.ends_with("ing") && at(head).upos == Upos::kVerb) {
      const bool particle = i == head + 2 && in(at(i - 1).lower, {"out", "off", "up"});
      if (particle && at(i - 1).head == i) {
        at(i - 1).head = head;
        at(i - 1).deprel = Deprel::kCompoundPrt;
      }
      if (particle || i == head + 1) {
        at(i).deprel = Deprel::kXcomp;
        continue;
      }
    }
    // What somebody owns is no verb: "with the leaders' call on Chad".
    if (i >= 2 && at(i).upos == Upos::kVerb && at(i - 1).upos == Upos::kPart && in(at(i - 1).lower, {"'s", "'"}) && is(i - 1, {Deprel::kCase}) && at(i - 1).head < i - 1 && at(i - 1).head >= 0 &&
        !at(i).lower.ends_with("ing") && !at(i).lower.ends_with("ed") && !at(i).lower.ends_with("en")) {
      const auto owner = at(i - 1).head;
      at(i).upos = Upos::kNoun;
      if (at(owner).head != i) {
        for (std::int32_t k = 0; k < owner; ++k) {
          if (at(k).head == owner && is(k, {Deprel::kCase, Deprel::kMark, Deprel::kCc})) at(k).head = i;
        }
        if (at(owner).head >= 0) at(i).deprel = at(owner).deprel;
        if (at(owner).head >= 0) at(i).head = at(owner).head;
      }
      if (at(i).head != owner) {
        at(owner).head = i;
        at(owner).deprel = Deprel::kNmodPoss;
      }
      continue;
    }
    // "Chile left the bloc in 2020", "Besides meeting her, Dutch minister Hansen toured Peru": the name right before a verb without a subject is it.
    if (is(i, {Deprel::kCompound, Deprel::kAmod, Deprel::kAppos}) && i + 1 < size && at(i + 1).upos == Upos::kVerb && is_capital(at(i)) && !at(i + 1).lower.ends_with("ing") &&
        (is(i, {Deprel::kAppos}) ? opened_by_gerund(sentence, i, head) && is(i + 1, {Deprel::kRoot})
                                 : head == i + 1 && (i == 0 || at(i - 1).lower == "that" || at(i - 1).upos == Upos::kPunct))) {
      bool subject = false;
      for (std::int32_t k = 0; k < size; ++k) subject = subject || (at(k).head == i + 1 && is(k, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kAuxPass, Deprel::kExpl}));
      if (!subject) {
        at(i).head = i + 1;
        at(i).deprel = Deprel::kNsubj;
      }
      continue;
    }
    // A subject has no preposition where another subject stands behind it: "Since the attack in 2022, Norway has traded".
    if (is(i, {Deprel::kNsubj, Deprel::kNsubjPass}) && head > i) {
      bool opened = false;
      for (std::int32_t k = std::max(0, i - 4); k < i; ++k) opened = opened || (at(k).head == i && is(k, {Deprel::kCase}));
      for (std::int32_t k = i + 1; opened && k < head; ++k) {
        if (at(k).head != head || !is(k, {Deprel::kNsubj, Deprel::kNsubjPass})) continue;
        at(i).deprel = Deprel::kObl;
        break;
      }
      continue;
    }
    // "is to visit Chile on Monday for talks with Ruiz": a day has nothing of its own.
    if (is(i, {Deprel::kNmod}) && head < i && is(head, {Deprel::kObl}) && at(head).head >= 0 && at(at(head).head).upos == Upos::kVerb && at(head).head < head &&
        in(at(head).lower, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})) {
      for (std::int32_t k = head + 1; k < i; ++k) {
        if (at(k).head != i || !is(k, {Deprel::kCase}) || !in(at(k).lower, {"for", "with", "to", "in", "at"})) continue;
        at(i).head = at(head).head;
        at(i).deprel = Deprel::kObl;
        break;
      }
      continue;
    }
    // "certain that Kenya sanctioned": a clause behind an adjective is what it is about.
    if (is(i, {Deprel::kAcl, Deprel::kAclRelcl}) && at(i).upos == Upos::kVerb && at(head).upos == Upos::kAdj && head + 1 < i && at(head + 1).lower == "that" && at(head + 1).head == i) {
      at(i).deprel = Deprel::kCcomp;
      continue;
    }
    // "denied that Chad had attacked Togo, and accused Ghana", "said that the agencies serve states and called on them": behind a comma, or in the
    // past where the clause is in the present, one goes on who says it, and not whom the clause is about.
    if (is(i, {Deprel::kConj}) && i > 1 && head < i && is(head, {Deprel::kCcomp}) && at(head).head >= 0 && at(head).head < head && at(head).upos == Upos::kVerb && at(i).upos == Upos::kVerb && at(i - 1).lower == "and" && is_address(at(i).lower)) {
      const auto says = at(head).head;
      const auto past = [&](std::int32_t k) { return at(k).lower.ends_with("ed") || at(k).lower == "said" || at(k).lower == "told"; };
      bool own = false;
      bool with_aux = false;
      for (std::int32_t k = 0; k < size; ++k) {
        if (at(k).head == i && k < i && is(k, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kAux, Deprel::kAuxPass, Deprel::kMark})) own = true;
        if (at(k).head == head && is(k, {Deprel::kAux, Deprel::kAuxPass})) with_aux = true;
      }
      const bool present = !with_aux && at(head).lower.size() > 3 && !past(head) && (at(head).lower.ends_with("s") || at(head).lower.ends_with("e"));
      if (!own && at(says).upos == Upos::kVerb && past(says) == past(i) && (at(i - 2).lower == "," || (present && past(i)))) at(i).head = says;
      continue;
    }
    // A participle behind a hyphen describes the noun after it: "fired German-supplied shells".
    if (i >= 2 && i + 1 < size && at(i - 1).lower == "-" && at(i).upos == Upos::kVerb && at(i + 1).upos == Upos::kNoun && is(i + 1, {Deprel::kObj}) &&
        (at(i + 1).head == i || at(i + 1).head == head) && at(head).upos == Upos::kVerb && head < i) {
      at(i + 1).head = head;
      at(i).head = i + 1;
      at(i).deprel = Deprel::kAmod;
      continue;
    }
    // "…, Hansen said, calling it a disgrace": the saying hangs on what is said, the participle on the saying.
    if (is(i, {Deprel::kParataxis}) && at(i).upos == Upos::kVerb && at(i).lower.ends_with("ing") && head < i) {
      for (std::int32_t k = head + 1; k < i; ++k) {
        if (at(k).head != i || !is(k, {Deprel::kParataxis}) || at(k).upos != Upos::kVerb) continue;
        bool speaks = false;
        for (std::int32_t j = head + 1; j < i; ++j) speaks = speaks || (at(j).head == k && is(j, {Deprel::kNsubj}));
        if (!speaks) continue;
        at(k).head = head;
        at(i).head = k;
        at(i).deprel = Deprel::kAdvcl;
        break;
      }
      continue;
    }
    // "after the typhoon struck Luzon": whoever stands between the word that opens the clause and its verb does it.
    if (is(i, {Deprel::kAdvcl}) && i > 1 && at(i).upos == Upos::kVerb && is(i - 1, {Deprel::kObl}) && at(i - 1).head == head && (at(i - 1).upos == Upos::kNoun || at(i - 1).upos == Upos::kPropn)) {
      std::int32_t opens = -1;
      bool subject = false;
      bool object = false;
      for (std::int32_t k = 0; k < size; ++k) {
        if (at(k).head == i - 1 && is(k, {Deprel::kCase}) && in(at(k).lower, {"after", "before", "since", "until"})) opens = k;
        if (at(k).head == i && is(k, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kAux, Deprel::kAuxPass, Deprel::kMark})) subject = true;
        if (at(k).head == i && k > i && is(k, {Deprel::kObj})) object = true;
      }
      if (opens >= 0 && !subject && object) {
        at(i - 1).head = i;
        at(i - 1).deprel = Deprel::kNsubj;
        at(opens).head = i;
        at(opens).deprel = Deprel::kMark;
        continue;
      }
    }
    // "Novak, a painter and owner of the group": what joins two nouns without a mark between them joins them, not the name before.
    if (is(i, {Deprel::kConj}) && at(i).upos == Upos::kNoun && head < i && at(head).upos == Upos::kPropn) {
      std::int32_t joined = -1;
      for (std::int32_t k = i - 1; k > head && at(k).upos != Upos::kPunct; --k) {
        if (at(k).head == head && is(k, {Deprel::kAppos}) && at(k).upos == Upos::kNoun) joined = k;
      }
      if (joined >= 0) at(i).head = joined;
      continue;
    }
    std::int32_t opener = -1;
    for (std::int32_t k = 0; k < i && opener < 0; ++k) {
      if (at(k).head == i && is(k, {Deprel::kMark, Deprel::kCase})) opener = k;
    }
    if (opener < 1) continue;
    const auto before = opener - 1;
    // A clause on the noun right before it is about that noun: "under pressure to sanction", "on the verge of attacking"; not "it is a pleasure to meet".
    if (before == head && at(head).upos == Upos::kNoun && at(i).upos == Upos::kVerb && is(i, {Deprel::kAdvcl, Deprel::kCsubj, Deprel::kXcomp, Deprel::kCcomp}) &&
        in(at(opener).lower, {"to", "of", "that"})) {
      bool it = false;
      for (std::int32_t k = 0; k < head; ++k) it = it || (at(k).head == head && (is(k, {Deprel::kExpl}) || at(k).lower == "it"));
      if (!it) at(i).deprel = Deprel::kAcl;
      continue;
    }
    if (!is(i, {Deprel::kObl})) continue;
    // "called off his visit"
    if (before == head && at(opener).lower == "off" && in(at(head).lower, {"call", "calls", "called", "calling", "put", "puts", "putting"})) {
      at(opener).head = head;
      at(opener).deprel = Deprel::kCompoundPrt;
      at(i).deprel = Deprel::kObj;
      continue;
    }
    // With whom and where a meeting or a stop is belongs to it: "after talks with Kim, he praised", "includes a stop in Chile".
    if (at(before).upos == Upos::kNoun && at(before).head == head && is(before, {Deprel::kObl, Deprel::kObj}) && ((at(opener).lower == "with" && in(at(before).lower, {"talks", "meeting", "meetings", "conversation", "discussions", "negotiations", "consultations", "summit"})) ||
         (in(at(opener).lower, {"in", "to"}) && in(at(before).lower, {"stop", "stops", "stopover"})))) {
      at(i).head = before;
      at(i).deprel = Deprel::kNmod;
    }
  }
}

}  // namespace

void parse_collapsed(Sentence& sentence, const std::vector<NamedSpan>& names, const Lexicon& lexicon, const Parser& parser) {
  auto& tokens = sentence.tokens;
  // Outermost names, in order.
  std::vector<Group> groups;
  for (const auto& span : names) {
    const bool inside = std::any_of(names.begin(), names.end(), [&](const NamedSpan& other) {
      return other.first <= span.first && span.last <= other.last && other.last - other.first > span.last - span.first;
    });
    if (inside) continue;
    Group group{span.first, span.last, span.first, head_of(sentence, span), span.type == EntityType::kPerson, span.form == MentionForm::kDemonym};
    if (group.person) {
      // The post before the name, "A Minister and B Minister" too, and a demonym or an acronym of a body before it.
      for (int round = 0; round < 2; ++round) {
        const auto end = round == 0 ? group.first : group.first - 1;
        if (round == 1 && (group.first == 0 || group.first == group.name || tokens[end].lower != "and")) break;
        const auto post = lexicon.find_post_before(tokens, end);
        if (!post || post->title.title->scope == TitleScope::kHonorific) break;
        group.first = static_cast<std::uint32_t>(post->title.first);
      }
      if (group.first < group.name) {
        for (const auto& before : names) {
          if (before.last == group.first && (before.form == MentionForm::kDemonym || before.form == MentionForm::kAcronym)) group.first = before.first;
        }
      }
    }
    if (identity_class(span.type) == IdentityClass::kBody) {
      // "news outlet the Korean Central News Agency", "Media watchdog Reporters Without Borders": what it is, then its name.
      auto start = group.first;
      if (start > 1 && tokens[start - 1].lower == "the" && tokens[start - 2].upos == Upos::kNoun) --start;
      const auto* noun = start > 0 && tokens[start - 1].upos == Upos::kNoun ? lexicon.find_head(tokens[start - 1].lower) : nullptr;
      if (noun != nullptr && noun->kind == HeadKind::kType && identity_class(noun->type) == IdentityClass::kBody) {
        while (start > 0 && group.first - start < 7 &&
               (tokens[start - 1].upos == Upos::kNoun || tokens[start - 1].upos == Upos::kAdj || tokens[start - 1].lower == "-" ||
                (tokens[start - 1].upos == Upos::kVerb && start > 1 && tokens[start - 2].lower == "-"))) {
          --start;
        }
        for (const auto& before : names) {
          if (before.last == start && before.form == MentionForm::kDemonym) start = before.first;
        }
        group.first = start;
      }
    }
    if (group.last - group.first >= 2) groups.push_back(group);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.first < b.first; });
  // A state is no verb, adverb or interjection, whatever the tagger made of its name: "Chad considered sending".
  for (const auto& span : names) {
    auto& token = tokens[span.last - 1];
    const bool name = span.last - span.first == 1 && span.type == EntityType::kCountry && span.form != MentionForm::kDemonym && is_capital(token);
    if (name && token.upos != Upos::kPropn && token.upos != Upos::kNoun && token.upos != Upos::kAdj) token.upos = Upos::kPropn;  // "Argentine President" may stay an adjective
  }
  // A name swallowed by the post of the next one is part of that group.
  std::vector<Group> kept;
  for (const auto& group : groups) {
    while (!kept.empty() && kept.back().last > group.first) kept.pop_back();
    kept.push_back(group);
  }
  const auto marks = static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), is_quotation_mark));
  if ((kept.empty() && marks == 0) || marks == tokens.size()) {
    parser.parse(sentence);
    mend_tree(sentence);
    return;
  }

  Sentence reduced;
  reduced.begin = sentence.begin;
  reduced.end = sentence.end;
  reduced.kind = sentence.kind;
  reduced.tokens.reserve(tokens.size());
  std::vector<std::uint32_t> original;  // of each reduced token
  original.reserve(tokens.size());
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < tokens.size();) {
    if (next < kept.size() && kept[next].first == i) {
      const auto& group = kept[next++];
      auto token = tokens[group.head];
      token.space_before = tokens[group.first].space_before;
      // "The Independent" is a name, and no adjective of what follows it.
      if (group.person || (!group.demonym && token.upos != Upos::kNoun)) token.upos = Upos::kPropn;
      reduced.tokens.push_back(std::move(token));
      original.push_back(group.head);
      i = group.last;
    } else {
      if (!is_quotation_mark(tokens[i])) {
        reduced.tokens.push_back(tokens[i]);
        original.push_back(i);
      } else if (ends_speech(tokens, i)) {
        reduced.tokens.push_back(tokens[i]);
        reduced.tokens.back().lower = "\"";
        reduced.tokens.back().text = "\"";
        original.push_back(i);
      }
      ++i;
    }
  }
  parser.parse(reduced);
  mend_tree(reduced);
  for (std::size_t i = 0; i < reduced.tokens.size(); ++i) {
    auto& token = tokens[original[i]];
    const auto head = reduced.tokens[i].head;
    token.head = head < 0 ? -1 : static_cast<std::int32_t>(original[static_cast<std::size_t>(head)]);
    token.deprel = reduced.tokens[i].deprel;
  }
  // A mark hangs on the word before it, the first on the word behind it.
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (!is_quotation_mark(tokens[i]) || ends_speech(tokens, i)) continue;
    const auto before = std::lower_bound(original.begin(), original.end(), i);
    tokens[i].head = static_cast<std::int32_t>(before == original.begin() ? *before : *(before - 1));
    tokens[i].deprel = Deprel::kPunct;
  }
  for (const auto& group : kept) {
    for (auto i = group.first; i < group.last; ++i) {
      if (i == group.head) continue;
      auto& token = tokens[i];
      token.head = static_cast<std::int32_t>(group.head);
      if (i >= group.name) token.deprel = token.upos == Upos::kPunct ? Deprel::kPunct : Deprel::kFlat;
      else token.deprel = token.upos == Upos::kAdj ? Deprel::kAmod : Deprel::kCompound;
    }
  }
  sentence.parsed = true;
}

}  // namespace entente::extract

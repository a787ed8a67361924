// SPDX-License-Identifier: Apache-2.0
#include "extract/event_code.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/table.h"
#include "model/error.h"

namespace entente::extract {

EventTable EventTable::load(const std::string& path) {
  EventTable table;
  std::vector<std::pair<std::string, TableRow>> wanted;  // groups, and the rows that ask for them
  constexpr std::size_t kColumns = 6;
  for_each_row(path, kColumns, [&](const TableRow& line) {
    const auto& cells = line.cells;
    const auto& kind = cells[1];
    const auto& event = cells[4];
    if (kind == "thing") {
      if (event.size() < 2 || event[0] != '@') throw line.fault("a thing belongs to a group such as @forces: " + event);
      table.groups_[cells[0]].push_back(event);
      return;
    }
    EventRow row;
    row.needs = list_of(cells[2]);
    row.with = list_of(cells[3], ',');
    if (event != "-") {
      const auto known = find_event_class(event);
      if (!known) throw line.fault("unknown class: " + event);
      row.event = *known;
    }
    const auto& effect = cells[5];
    if (effect == "intent") row.effect = EventEffect::kIntent;
    else if (effect == "reverse") row.effect = EventEffect::kReverse;
    else if (effect == "carry") row.effect = EventEffect::kCarry;
    else if (effect == "say") row.effect = EventEffect::kSay;
    else if (effect == "purpose") row.effect = EventEffect::kPurpose;
    else if (effect != "-") throw line.fault("unknown effect: " + effect);
    if (row.event == EventClass::kNone && row.effect == EventEffect::kOwn) throw line.fault("needs a class or an effect");
    for (const auto& need : row.needs) {
      if (need[0] == '@') wanted.emplace_back(need, line);
    }
    if (kind == "verb") table.verbs_[cells[0]].push_back(std::move(row));
    else if (kind == "noun") table.nouns_[cells[0]].push_back(std::move(row));
    else if (kind == "adj") table.adjectives_[cells[0]].push_back(std::move(row));
    else throw line.fault("unknown kind: " + kind);
  });
  for (const auto& [group, line] : wanted) {
    bool known = false;
    for (const auto& entry : table.groups_) known = known || std::find(entry.second.begin(), entry.second.end(), group) != entry.second.end();
    if (!known) throw line.fault("unknown group: " + group);
  }
  return table;
}

namespace {
const std::vector<EventRow>* look_up(const std::unordered_map<std::string, std::vector<EventRow>>& rows, std::string_view word) {
  const auto found = rows.find(std::string(word));
  return found == rows.end() ? nullptr : &found->second;
}
}  // namespace

const std::vector<EventRow>* EventTable::verb(std::string_view lemma) const { return look_up(verbs_, lemma); }
const std::vector<EventRow>* EventTable::noun(std::string_view lemma) const { return look_up(nouns_, lemma); }
const std::vector<EventRow>* EventTable::adjective(std::string_view lower) const { return look_up(adjectives_, lower); }

bool EventTable::in_group(std::string_view noun, std::string_view group) const {
  const auto found = groups_.find(std::string(noun));
  return found != groups_.end() && std::find(found->second.begin(), found->second.end(), group) != found->second.end();
}

std::string EventTable::verb_lemma(std::string_view lower, const Lexicon& lexicon) const {
  const auto known = [&](const std::string& word) { return verbs_.contains(word); };
  auto by_lexicon = lexicon.verb_lemma(lower);
  if (known(by_lexicon)) return by_lexicon;
  std::string word(lower);
  if (known(word)) return word;
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.compare(word.size() - end.size(), end.size(), end) == 0; };
  std::vector<std::string> tries;
  const auto add = [&](std::size_t cut_off, std::string_view more) { tries.push_back(word.substr(0, word.size() - cut_off) + std::string(more)); };
  if (ends("ies") || ends("ied")) add(3, "y");
  if (ends("es")) add(2, "");
  if (ends("s")) add(1, "");
  for (const std::string_view end : {"ed", "ing"}) {
    if (!ends(end)) continue;
    add(end.size(), "");
    add(end.size(), "e");
    const auto stem = word.size() - end.size();
    if (stem > 2 && word[stem - 1] == word[stem - 2]) add(end.size() + 1, "");
  }
  for (const auto& lemma : tries) {
    if (known(lemma)) return lemma;
  }
  return by_lexicon;
}

namespace {

class EventReader {
 public:
  EventReader(const Tree& tree, const EventTable& table, const Lexicon& lexicon, TokenRange source, TokenRange target)
      : tree_(tree), table_(table), lexicon_(lexicon), source_(source), target_(target) {}

  FoundEvent read() {
    const auto target = head_of(target_);
    const auto source = head_of(source_);
    for (const auto start : starts(source, target)) {
      const auto found = classify(start, 0);
      if (found.event != EventClass::kNone) return found;
    }
    // The parser lost the source: what governs the target.
    auto at = target;
    for (std::size_t steps = 0; at != Tree::kNone && steps <= tree_.size(); ++steps) {
      if (tree_.is_root(at)) break;
      at = tree_.head(at);
      const auto found = classify(at, 0);
      if (found.event != EventClass::kNone) return found;
    }
    return anywhere();
  }

 private:
  static constexpr int kDeepest = 8;  // words that carry one another

  // The token of a range that hangs on something outside; kNone for an empty one.
  [[nodiscard]] std::uint32_t head_of(TokenRange range) const {
    for (auto i = range.first; i < range.last && i < tree_.size(); ++i) {
      const auto head = tree_.head(i);
      if (tree_.is_root(i) || head < range.first || head >= range.last) {
        if (tree_.upos(i) != Upos::kPunct && tree_.upos(i) != Upos::kDet) return i;
      }
    }
    return range.first < range.last && range.last <= tree_.size() ? range.last - 1 : Tree::kNone;
  }

  [[nodiscard]] bool above_target(std::uint32_t node) const {
    const auto target = head_of(target_);
    return target != Tree::kNone && tree_.dominates(node, target);
  }

  // The predicates that the source may be an actor of, likeliest first.
  [[nodiscard]] std::vector<std::uint32_t> starts(std::uint32_t source, std::uint32_t target) const {
    std::vector<std::uint32_t> out;
    if (source == Tree::kNone) return out;
    // "X, which attacked Y, said"
    for (const auto c : tree_.children(source)) {
      if (tree_.is(c, {Deprel::kAcl, Deprel::kAclRelcl}) && above_target(c)) out.push_back(c);
    }
    auto at = source;
    for (std::size_t steps = 0; steps <= tree_.size() && !tree_.is_root(at); ++steps) {
      const auto above = tree_.head(at);
      if (predicative(above)) {
        out.push_back(above);
        // "Y rejected the plan, X's minister said": the words of the speaker stand above him.
        if (tree_.is_root(above)) break;
        if (tree_.is(above, {Deprel::kParataxis})) out.push_back(tree_.head(above));
        break;
      }
      // "X's attack on Y was condemned"
      if (target != Tree::kNone && noun_class(above) != nullptr && tree_.dominates(above, target)) out.push_back(above);
      at = above;
    }
    if (out.empty()) out.push_back(at);
    return out;
  }

  [[nodiscard]] bool predicative(std::uint32_t node) const {
    return tree_.is_verbal(node) || tree_.child(node, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kCop}) != Tree::kNone;
  }

  [[nodiscard]] std::string noun_lemma(std::uint32_t node) const { return Lexicon::noun_lemma(tree_.lower(node)); }

  // The row of a noun, with the word before it when both are one ("air strike").
  [[nodiscard]] const EventRow* noun_class(std::uint32_t node) const {
    const auto* rows = node > 0 ? table_.noun(std::string(tree_.lower(node - 1)) + " " + std::string(tree_.lower(node))) : nullptr;
    if (rows == nullptr && node > 1 && tree_.lower(node - 1) == "-") rows = table_.noun(std::string(tree_.lower(node - 2)) + "-" + std::string(tree_.lower(node)));
    if (rows == nullptr) rows = table_.noun(tree_.lower(node));
    if (rows == nullptr) rows = table_.noun(noun_lemma(node));
    return rows == nullptr ? nullptr : best_row(node, *rows);
  }

  [[nodiscard]] bool is_needed(std::uint32_t node, const std::string& need) const {
    if (need[0] == '@' && tree_.is(node, {Deprel::kAmod})) return false;  // "military aid" sends no military
    if (need[0] == '@') return table_.in_group(tree_.lower(node), need) || table_.in_group(noun_lemma(node), need);
    if (need[0] >= 'A' && need[0] <= 'Z') {
      const auto* row = noun_class(node);
      return row != nullptr && name_of(row->event) == need;
    }
    return tree_.lower(node) == need || noun_lemma(node) == need;
  }

  // Objects of a predicate and what stands beside them: what it is done to, or done with.
  [[nodiscard]] std::vector<std::uint32_t> things(std::uint32_t node) const {
    std::vector<std::uint32_t> out;
    const auto collect = [&](auto&& self, std::uint32_t at, int depth) -> void {
      for (const auto c : tree_.children(at)) {
        const bool own = depth == 0 && tree_.is(c, {Deprel::kObj, Deprel::kIobj, Deprel::kNsubjPass, Deprel::kObl, Deprel::kOblUnmarked, Deprel::kXcomp, Deprel::kDep, Deprel::kCcomp});
        const bool inner = depth > 0 && tree_.is(c, {Deprel::kConj, Deprel::kNmod, Deprel::kCompound, Deprel::kFlat, Deprel::kAppos, Deprel::kNmodUnmarked, Deprel::kNummod, Deprel::kAmod});
        if (!own && !inner) continue;
        if (tree_.is_verbal(c) && own) continue;
        if (tree_.is(c, {Deprel::kObl}) && tree_.preposition(c) == "by") continue;
        out.push_back(c);
        if (depth < 2) self(self, c, depth + 1);
      }
    };
    collect(collect, node, 0);
    // "the aid that X stopped", "troops withdrawn from": the noun above is what it is done to.
    if (tree_.is(node, {Deprel::kAcl, Deprel::kAclRelcl}) && !tree_.is_root(node)) out.push_back(tree_.head(node));
    return out;
  }

  [[nodiscard]] bool stands_below(std::uint32_t node, const std::string& word) const {
    if (word == "obj") return tree_.child(node, {Deprel::kObj, Deprel::kNsubjPass}) != Tree::kNone;
    for (const auto c : tree_.children(node)) {
      if (is_time(c)) continue;
      // "on strike" is no strike on anybody: a noun's own preposition stands before it.
      if (c < node && !tree_.is_verbal(node) && tree_.is(c, {Deprel::kCase, Deprel::kMark})) continue;
      if (tree_.lower(c) == word && tree_.is(c, {Deprel::kCompoundPrt, Deprel::kAdvmod, Deprel::kAmod, Deprel::kCase, Deprel::kMark, Deprel::kObl, Deprel::kDep})) return true;
      if (tree_.is(c, {Deprel::kObl, Deprel::kNmod, Deprel::kXcomp, Deprel::kAdvcl, Deprel::kObj, Deprel::kCcomp, Deprel::kIobj})) {
        for (const auto d : tree_.children(c)) {
          if (tree_.lower(d) == word && tree_.is(d, {Deprel::kCase, Deprel::kMark})) return true;
          // "held talks with": the preposition hangs on the object.
          if (tree_.is(c, {Deprel::kObj}) && tree_.is(d, {Deprel::kNmod}) && tree_.preposition(d) == word) return true;
        }
      }
    }
    // Right behind the verb, whatever the parser made of it.
    return node + 2 < tree_.size() && tree_.lower(node + 1) == word && !is_time(node + 2);
  }

  [[nodiscard]] bool particle_below(std::uint32_t node, const std::string& word) const {
    return std::any_of(tree_.children(node).begin(), tree_.children(node).end(), [&](std::uint32_t c) { return tree_.lower(c) == word && tree_.is(c, {Deprel::kCompoundPrt}); });
  }

  // "on Friday", "in 2007": no party and no thing.
  [[nodiscard]] bool is_time(std::uint32_t node) const {
    const auto word = tree_.lower(node);
    return tree_.upos(node) == Upos::kNum || in(word, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
                                                       "august", "september", "october", "november", "december", "week", "month", "year", "day", "morning", "evening", "nov.", "dec.", "oct.", "sept.", "jan.", "feb."});
  }

  // The most particular row whose conditions hold.
  [[nodiscard]] const EventRow* best_row(std::uint32_t node, const std::vector<EventRow>& rows) const {
    const EventRow* best = nullptr;
    int best_weight = -1;
    const auto things = this->things(node);
    for (const auto& row : rows) {
      int weight = 0;
      if (!row.needs.empty()) {
        // What is done to the object itself counts more than what stands around it: "cut aid to the army" cuts no army.
        for (const auto thing : things) {
          if (std::any_of(row.needs.begin(), row.needs.end(), [&](const std::string& need) { return is_needed(thing, need); })) weight = std::max(weight, tree_.is(thing, {Deprel::kObj, Deprel::kNsubjPass}) ? 4 : 2);
        }
        if (weight == 0) continue;
      }
      if (!row.with.empty()) {
        int with = 0;
        for (const auto& word : row.with) {
          // "called off": the particle makes another verb of it.
          if (stands_below(node, word)) with = std::max(with, particle_below(node, word) ? 5 : 1);
        }
        if (with == 0) continue;
        weight += with;
      }
      if (weight > best_weight) {
        best = &row;
        best_weight = weight;
      }
    }
    return best;
  }

  struct Mood {
    bool negative = false;
    bool future = false;
    bool needed = false;  // should, must
  };
  [[nodiscard]] Mood mood(std::uint32_t node) const {
    Mood out;
    // "may have attacked" is of the past.
    const bool done = std::any_of(tree_.children(node).begin(), tree_.children(node).end(), [&](std::uint32_t c) { return tree_.lower(c) == "have" && tree_.is(c, {Deprel::kAux}); });
    for (const auto c : tree_.children(node)) {
      const auto word = tree_.lower(c);
      if (in(word, {"not", "n't", "never", "no"}) && tree_.is(c, {Deprel::kAdvmod, Deprel::kAux, Deprel::kDet, Deprel::kDep})) out.negative = true;
      if (tree_.is(c, {Deprel::kAux})) {
        if (!done && in(word, {"will", "would", "'ll", "'d", "shall", "may", "might", "could", "wo", "ca"})) out.future = true;
        if (in(word, {"should", "must", "ought"})) out.needed = true;
      }
      if (word == "without" && tree_.is(c, {Deprel::kMark, Deprel::kCase})) out.negative = true;
    }
    return out;
  }

  static EventClass in_mood(EventClass event, const Mood& mood) {
    if (mood.negative && is_hostile(event)) return mood.future ? EventClass::kAgree : event;
    if (mood.negative) return negated(event);
    if (mood.future) return announced(event);
    return event;
  }

  // What a predicate or a noun says, with everything it does to the words below.
  FoundEvent classify(std::uint32_t node, int depth) const {
    if (depth > kDeepest) return {};
    // "arrested Z and attacked Y": the one of the coordinated verbs that the target hangs on.
    if (tree_.is_verbal(node)) {
      for (const auto c : tree_.children(node)) {
        if (tree_.is(c, {Deprel::kConj}) && tree_.is_verbal(c) && above_target(c)) {
          const auto found = classify(c, depth + 1);
          if (found.event != EventClass::kNone) return found;
        }
      }
    }
    const auto* row = row_of(node);
    if (row == nullptr || row->effect == EventEffect::kCarry || row->effect == EventEffect::kSay) {
      const bool says = row != nullptr && row->effect == EventEffect::kSay;
      auto below = says ? said(node, depth) : carried(node, depth);
      below.event = in_mood(below.event, mood(node));
      return below;
    }
    FoundEvent out{row->event, node};
    if (row->effect == EventEffect::kIntent) {
      const auto below = carried(node, depth);
      if (is_hostile(below.event) || below.event == EventClass::kThreaten) out.event = EventClass::kThreaten;
      else if (below.event == EventClass::kReject) out.event = EventClass::kReject;
      else if (below.event == EventClass::kRequest || below.event == EventClass::kAccuse) out = below;
    } else if (row->effect == EventEffect::kPurpose) {
      for (const auto c : tree_.children(node)) {
        if (!tree_.is(c, {Deprel::kXcomp, Deprel::kAdvcl, Deprel::kAcl}) || !tree_.is_verbal(c)) continue;
        const auto below = classify(c, depth + 1);
        if (below.event != EventClass::kNone && below.event != EventClass::kAgree) out = below;
        if (below.event != EventClass::kNone) break;
      }
    } else if (row->effect == EventEffect::kReverse) {
      out.event = reversed(carried(node, depth).event, row->event);
    }
    out.event = in_mood(out.event, mood(node));
    return out;
  }

  [[nodiscard]] const EventRow* row_of(std::uint32_t node) const {
    if (tree_.upos(node) == Upos::kVerb || tree_.upos(node) == Upos::kAux) {
      const auto* rows = table_.verb(table_.verb_lemma(tree_.lower(node), lexicon_));
      return rows == nullptr ? nullptr : best_row(node, *rows);
    }
    if (tree_.upos(node) == Upos::kAdj) {
      if (const auto* rows = table_.adjective(tree_.lower(node))) return best_row(node, *rows);
      const auto lower = tree_.lower(node);
      if (lower.size() > 4 && lower.compare(lower.size() - 2, 2, "ed") == 0) {
        const auto* rows = table_.verb(table_.verb_lemma(lower, lexicon_));
        return rows == nullptr ? nullptr : best_row(node, *rows);
      }
      return nullptr;
    }
    return noun_class(node);
  }

  // The first class among what a word governs: the branch with the target first, then clauses, objects, the rest.
  [[nodiscard]] FoundEvent carried(std::uint32_t node, int depth) const {
    const std::array<std::vector<Deprel>, 6> orders{{{Deprel::kXcomp},
                                                     {Deprel::kObj, Deprel::kNsubjPass},
                                                     {Deprel::kCcomp},
                                                     {Deprel::kAcl, Deprel::kNmod, Deprel::kObl, Deprel::kOblUnmarked, Deprel::kIobj},
                                                     {Deprel::kAdvcl, Deprel::kConj, Deprel::kCompound, Deprel::kDep, Deprel::kAppos},
                                                     {Deprel::kNsubj, Deprel::kParataxis, Deprel::kAclRelcl, Deprel::kNmodPoss}}};
    for (const bool with_target : {true, false}) {
      for (const auto& order : orders) {
        for (const auto c : tree_.children(node)) {
          if (std::find(order.begin(), order.end(), tree_.deprel(c)) == order.end()) continue;
          if (above_target(c) != with_target || inside(c)) continue;
          const auto found = classify(c, depth + 1);
          if (found.event != EventClass::kNone) return found;
        }
      }
    }
    return {};
  }

  // A name of an actor tells no event ("the Ministry of Defence").
  [[nodiscard]] bool inside(std::uint32_t node) const {
    return (node >= source_.first && node < source_.last);
  }

  // What the source says, of himself or of others.
  [[nodiscard]] FoundEvent said(std::uint32_t node, int depth) const {
    for (const auto c : tree_.children(node)) {
      if (!tree_.is(c, {Deprel::kCcomp, Deprel::kXcomp, Deprel::kParataxis, Deprel::kAdvcl})) continue;
      auto found = classify(c, depth + 1);
      const auto mood = this->mood(c);
      const auto subject = tree_.child(c, {Deprel::kNsubj, Deprel::kNsubjPass});
      const bool other = subject != Tree::kNone && (above_target(subject) || tree_.upos(subject) == Upos::kPropn || tree_.upos(subject) == Upos::kNoun);
      if (mood.needed) return {EventClass::kRequest, c};
      if (tree_.lower(c) == "have" || tree_.lower(c) == "has" || tree_.lower(c) == "need" || tree_.lower(c) == "needs") {
        if (other && tree_.child(c, {Deprel::kXcomp}) != Tree::kNone) return {EventClass::kRequest, c};
      }
      if (found.event == EventClass::kNone) continue;
      if (other && subject != Tree::kNone && above_target(subject)) {
        if (is_hostile(found.event) || found.event == EventClass::kThreaten || found.event == EventClass::kReject) found.event = EventClass::kAccuse;
      }
      return found;
    }
    return carried(node, depth);
  }

  // No path: the first word of the table, verbs before nouns.
  [[nodiscard]] FoundEvent anywhere() const {
    for (const bool verbs : {true, false}) {
      for (std::uint32_t i = 0; i < tree_.size(); ++i) {
        if (inside(i) || tree_.is_verbal(i) != verbs) continue;
        const auto found = classify(i, kDeepest);
        if (found.event != EventClass::kNone) return found;
      }
    }
    return {};
  }

  const Tree& tree_;
  const EventTable& table_;
  const Lexicon& lexicon_;
  TokenRange source_;
  TokenRange target_;
};

}  // namespace

FoundEvent find_event(const Tree& tree, const EventTable& table, const Lexicon& lexicon, TokenRange source, TokenRange target) {
  return EventReader(tree, table, lexicon, source, target).read();
}

}  // namespace entente::extract

// SPDX-License-Identifier: Apache-2.0
#include "extract/claim_score.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "names/names.h"

namespace entente::extract {
namespace {

using Names = std::set<std::string>;
using Key = std::tuple<std::string, std::string, std::string>;  // subject, relation, object

// Every run of white space, Unicode's too, becomes one blank.
std::string single_blanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f)) length = 1;
    else if (text.compare(i, 2, "\xc2\x85") == 0 || text.compare(i, 2, "\xc2\xa0") == 0) length = 2;
    else if (text.compare(i, 3, "\xe1\x9a\x80") == 0 || text.compare(i, 3, "\xe3\x80\x80") == 0 || text.compare(i, 3, "\xe2\x81\x9f") == 0 ||
             text.compare(i, 3, "\xe2\x80\xa8") == 0 || text.compare(i, 3, "\xe2\x80\xa9") == 0 || text.compare(i, 3, "\xe2\x80\xaf") == 0 ||
             (text.compare(i, 2, "\xe2\x80") == 0 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 2]) >= 0x80 && static_cast<unsigned char>(text[i + 2]) <= 0x8a)) length = 3;
    if (length > 0) {
      blank = true;
      i += length;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += text[i++];
  }
  return out;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool plain(std::string_view polarity, std::string_view modality) { return polarity == "positive" && modality == "actual"; }

Key key_of(std::string subject, std::string_view relation, std::string object) {
  const auto known = find_relation(relation);
  if (known && info(*known).symmetric && object < subject) std::swap(subject, object);
  return {std::move(subject), std::string(relation), std::move(object)};
}

std::pair<std::string, std::string> link_of(const std::string& a, const std::string& b) { return {std::min(a, b), std::max(a, b)}; }

class Scorer {
 public:
  Scorer(const GoldArticle& gold, const Extraction& extraction) : gold_(gold), extraction_(extraction), flat_(single_blanks(extraction.article.text)) {}

  ClaimScore score() {
    out_.articles = 1;
    match_entities();
    count_entities();
    index_gold();
    count_claims();
    count_missed();
    return std::move(out_);
  }

 private:
  // Which gold entity each extracted one is.
  void match_entities() {
    std::map<std::string, Names> gold_names;
    for (const auto& entity : gold_.entities) {
      auto& names = gold_names[entity.id];
      names.insert(names::surface(entity.name));
      for (const auto& name : entity.names) names.insert(names::surface(name));
      gold_types_[entity.id] = entity.type;
      gold_title_[entity.id] = entity.name;
    }
    // More shared forms first, then the right type, then more mentions.
    using Pair = std::tuple<std::int64_t, bool, std::int64_t, std::string, std::string>;
    std::vector<Pair> pairs;
    for (const auto& entity : extraction_.entities) {
      const auto id = to_string('e', entity.id);
      Names forms{names::surface(entity.name)};
      for (const auto& mention : entity.mentions) {
        forms.insert(names::surface(mention.quote.text));
        out_.exact_spans.add(slices(mention.quote));
      }
      for (const auto& [gold_id, names] : gold_names) {
        const auto shared = std::count_if(forms.begin(), forms.end(), [&names = names](const std::string& form) { return names.contains(form); });
        if (shared == 0) continue;
        pairs.emplace_back(-shared, gold_types_[gold_id] != name_of(entity.type), -static_cast<std::int64_t>(entity.mentions.size()), id, gold_id);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    std::set<std::string> taken;
    for (const auto& pair : pairs) {
      const auto& id = std::get<3>(pair);
      const auto& gold_id = std::get<4>(pair);
      if (gold_of_.contains(id) || taken.contains(gold_id)) continue;
      gold_of_[id] = gold_id;
      taken.insert(gold_id);
    }
    for (const auto& pair : pairs) gold_of_.emplace(std::get<3>(pair), std::get<4>(pair));
  }

  void count_entities() {
    std::set<std::string> hit;
    std::set<std::string> typed_hit;
    for (const auto& entity : extraction_.entities) {
      const auto found = gold_of_.find(to_string('e', entity.id));
      const bool known = found != gold_of_.end();
      ++(known && hit.insert(found->second).second ? out_.entities.right : out_.entities.wrong);
      const bool typed = known && gold_types_[found->second] == name_of(entity.type);
      ++(typed && typed_hit.insert(found->second).second ? out_.typed_entities.right : out_.typed_entities.wrong);
    }
    for (const auto& entity : gold_.entities) {
      if (!entity.required) continue;
      ++out_.entities.required;
      ++out_.typed_entities.required;
      out_.entities.found += hit.contains(entity.id) ? 1 : 0;
      out_.typed_entities.found += typed_hit.contains(entity.id) ? 1 : 0;
    }
  }

  void index_gold() {
    for (const auto& claim : gold_.claims) {
      const auto key = key_of(claim.subject, claim.relation, claim.object);
      if (!gold_claims_.contains(key)) order_.push_back(key);
      gold_claims_[key] = &claim;
      auto& required = gold_links_[link_of(claim.subject, claim.object)];
      required = required || claim.required;
    }
    for (const auto& entry : gold_claims_) {
      if (entry.second->required && !plain(entry.second->polarity, entry.second->modality)) ++out_.kinds.required;
    }
  }

  void count_claims() {
    std::vector<const Claim*> claims;
    for (const auto& claim : extraction_.claims) claims.push_back(&claim);
    std::stable_sort(claims.begin(), claims.end(), [](const Claim* a, const Claim* b) { return a->confidence > b->confidence; });
    std::set<Key> seen;
    std::set<std::pair<std::string, std::string>> seen_links;
    for (const auto* claim : claims) {
      count_spans(*claim);
      const auto subject = gold_or_own(claim->subject);
      const auto object = gold_or_own(claim->object);
      const auto key = key_of(subject, name_of(claim->relation), object);
      if (seen.insert(key).second) count_claim(*claim, key);
      const auto link = link_of(subject, object);
      if (!seen_links.insert(link).second) continue;
      const bool right = gold_links_.contains(link);
      ++(right ? out_.links.right : out_.links.wrong);
      if (right) link_hits_.insert(link);
    }
  }

  void count_claim(const Claim& claim, const Key& key) {
    const auto known = gold_claims_.find(key);
    const bool right = known != gold_claims_.end();
    auto& relation = out_.by_relation[std::string(name_of(claim.relation))];
    ++(right ? out_.claims.right : out_.claims.wrong);
    ++(right ? relation.right : relation.wrong);
    const auto bin = confidence_bin(claim.confidence);
    out_.confidence.at(bin).add(right);
    out_.confidence_sum.at(bin) += claim.confidence;
    for (std::size_t i = 0; i < kThresholds.size(); ++i) {
      if (claim.confidence < kThresholds.at(i)) continue;
      auto& kept = out_.at_least.at(i);
      ++(right ? kept.right : kept.wrong);
      kept.found += right && known->second->required ? 1 : 0;
    }
    out_.by_family[claim.extractor.substr(0, claim.extractor.find('/'))].add(right);
    if (!right) {
      ++out_.strict_claims.wrong;
      out_.errors.push_back({false, gold_.doc, own_name(claim.subject), std::string(name_of(claim.relation)), own_name(claim.object), claim.evidence.text});
      return;
    }
    hits_.insert(key);
    const auto& gold = *known->second;
    const auto polarity = name_of(claim.polarity);
    const auto modality = name_of(claim.modality);
    const bool polarity_right = polarity == gold.polarity || polarity == gold.also_polarity;
    const bool modality_right = modality == gold.modality || modality == gold.also_modality;
    const bool strict = polarity_right && modality_right;
    ++(strict ? out_.strict_claims.right : out_.strict_claims.wrong);
    if (strict) strict_hits_.insert(key);
    if (!plain(polarity, modality)) {
      ++(strict ? out_.kinds.right : out_.kinds.wrong);
      if (strict && gold.required) ++out_.kinds.found;
    }
    out_.polarity.add(polarity_right);
    out_.modality.add(modality_right);
    if (!gold.date.empty() || !gold.also_date.empty() || !claim.date.empty()) {
      const auto fits = [&](const std::string& date) { return !date.empty() && claim.date.compare(0, date.size(), date) == 0; };
      out_.date.add(fits(gold.date) || fits(gold.also_date));
    }
    count_speaker(claim, gold);
    count_evidence(claim, gold);
  }

  void count_speaker(const Claim& claim, const GoldClaim& gold) {
    std::optional<Id> first;
    for (const auto& speaker : claim.attribution) {
      if (!first) first = speaker.entity;
    }
    if (gold.attribution.empty() && !first) return;
    const auto known = first ? gold_of_.find(to_string('e', *first)) : gold_of_.end();
    out_.attribution.add(!gold.attribution.empty() && known != gold_of_.end() && known->second == gold.attribution.front());
  }

  void count_evidence(const Claim& claim, const GoldClaim& gold) {
    constexpr std::uint32_t kLongest = 700;  // code points
    const auto said = single_blanks(claim.evidence.text);
    const auto asked = single_blanks(gold.quote);
    bool right = false;
    if (!claim.evidence.empty() && claim.evidence.span.end - claim.evidence.span.start <= kLongest) {
      const auto at = flat_.find(asked);
      const auto own = flat_.find(said);
      const bool overlap = at != std::string::npos && own != std::string::npos && own < at + asked.size() && at < own + said.size();
      right = contains(asked, said) || contains(said, asked) || overlap;
    }
    out_.evidence.add(right);
  }

  void count_spans(const Claim& claim) {
    out_.exact_spans.add(!claim.evidence.empty() && slices(claim.evidence));
    for (const auto* quote : {&claim.subject_mention, &claim.trigger, &claim.object_mention}) {
      if (!quote->empty()) out_.exact_spans.add(slices(*quote));
    }
  }

  void count_missed() {
    for (const auto& key : order_) {
      const auto& claim = *gold_claims_.at(key);
      if (!claim.required) continue;
      auto& relation = out_.by_relation[claim.relation];
      const bool found = hits_.contains(key);
      ++out_.claims.required;
      ++out_.strict_claims.required;
      for (auto& kept : out_.at_least) ++kept.required;
      ++relation.required;
      out_.claims.found += found ? 1 : 0;
      relation.found += found ? 1 : 0;
      out_.strict_claims.found += strict_hits_.contains(key) ? 1 : 0;
      if (!found) out_.errors.push_back({true, gold_.doc, gold_title_[claim.subject], claim.relation, gold_title_[claim.object], claim.quote});
    }
    for (const auto& [link, required] : gold_links_) {
      if (!required) continue;
      ++out_.links.required;
      out_.links.found += link_hits_.contains(link) ? 1 : 0;
    }
  }

  [[nodiscard]] bool slices(const Quote& quote) const { return slice(extraction_.article.text, quote.span) == quote.text; }

  // The gold entity of an extracted one; its own id, which no gold entity has, when it is none.
  [[nodiscard]] std::string gold_or_own(const Id& id) const {
    const auto own = to_string('e', id);
    const auto found = gold_of_.find(own);
    return found == gold_of_.end() ? "?" + own : found->second;
  }

  [[nodiscard]] std::string own_name(const Id& id) const {
    for (const auto& entity : extraction_.entities) {
      if (entity.id == id) return entity.name;
    }
    return {};
  }

  const GoldArticle& gold_;
  const Extraction& extraction_;
  std::string flat_;
  ClaimScore out_;
  std::map<std::string, std::string> gold_of_;     // extracted entity -> gold entity
  std::map<std::string, std::string> gold_types_;  // by gold entity
  std::map<std::string, std::string> gold_title_;
  std::map<Key, const GoldClaim*> gold_claims_;
  std::vector<Key> order_;                         // keys of gold claims as written
  std::map<std::pair<std::string, std::string>, bool> gold_links_;  // required?
  std::set<Key> hits_;
  std::set<Key> strict_hits_;
  std::set<std::pair<std::string, std::string>> link_hits_;
};

}  // namespace

double Tally::precision() const { return right + wrong == 0 ? 0.0 : static_cast<double>(right) / (right + wrong); }
double Tally::recall() const { return required == 0 ? 0.0 : static_cast<double>(found) / required; }
double Tally::f1() const {
  const auto sum = precision() + recall();
  return sum == 0.0 ? 0.0 : 2 * precision() * recall() / sum;
}

void Tally::add(const Tally& other) {
  right += other.right;
  wrong += other.wrong;
  found += other.found;
  required += other.required;
}

Interval wilson(const Share& share) {
  if (share.of == 0) return {};
  constexpr double kZ = 1.959963984540054;  // 95 %
  const double n = share.of;
  const double p = share.right / n;
  const double middle = p + kZ * kZ / (2 * n);
  const double spread = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  const double scale = 1 + kZ * kZ / n;
  return {std::max(0.0, (middle - spread) / scale), std::min(1.0, (middle + spread) / scale)};
}

std::size_t confidence_bin(double confidence) {
  constexpr std::array<double, kConfidenceBins - 1> kFrom{0.5, 0.6, 0.7, 0.8, 0.9};
  return static_cast<std::size_t>(std::count_if(kFrom.begin(), kFrom.end(), [&](double from) { return confidence >= from; }));
}

std::string_view name_of_confidence_bin(std::size_t bin) {
  constexpr std::array<std::string_view, kConfidenceBins> kNames{"0.0-0.5", "0.5-0.6", "0.6-0.7", "0.7-0.8", "0.8-0.9", "0.9-1.0"};
  return kNames.at(bin);
}

void ClaimScore::add(const ClaimScore& other) {
  entities.add(other.entities);
  typed_entities.add(other.typed_entities);
  links.add(other.links);
  claims.add(other.claims);
  strict_claims.add(other.strict_claims);
  kinds.add(other.kinds);
  polarity.add(other.polarity);
  modality.add(other.modality);
  date.add(other.date);
  attribution.add(other.attribution);
  evidence.add(other.evidence);
  exact_spans.add(other.exact_spans);
  for (const auto& entry : other.by_relation) by_relation[entry.first].add(entry.second);
  for (std::size_t i = 0; i < confidence.size(); ++i) {
    confidence.at(i).add(other.confidence.at(i));
    confidence_sum.at(i) += other.confidence_sum.at(i);
  }
  for (std::size_t i = 0; i < at_least.size(); ++i) at_least.at(i).add(other.at_least.at(i));
  for (const auto& entry : other.by_family) by_family[entry.first].add(entry.second);
  errors.insert(errors.end(), other.errors.begin(), other.errors.end());
  articles += other.articles;
}

ClaimScore score_claims(const GoldArticle& gold, const Extraction& extraction) { return Scorer(gold, extraction).score(); }

}  // namespace entente::extract

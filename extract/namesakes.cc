// SPDX-License-Identifier: Apache-2.0
#include "extract/namesakes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/id.h"

namespace entente::extract {
namespace {

std::optional<std::string_view> country_code(const Entity& entity) {
  if (entity.type != EntityType::kCountry) return std::nullopt;
  for (const auto& [scheme, value] : entity.outside_ids) {
    if (scheme == "iso3166" && value.size() == 2) return value;
  }
  return std::nullopt;
}

struct Said {
  bool post = false;     // "the Zambian lawmaker": a post in the country
  bool acts = false;     // heads it or speaks for it
  bool citizen = false;
};

}  // namespace

void add_names_of_countries(Extraction& extraction, const std::vector<bool>& well_known) {
  const IdIndex places(extraction.entities.size(), [&](std::size_t i) { return extraction.entities[i].id; });
  std::map<std::size_t, std::map<std::string, Said>> said;  // by person and country
  for (const auto& claim : extraction.claims) {
    if (claim.polarity != Polarity::kPositive || claim.modality != Modality::kActual) continue;
    const auto person = places.find(claim.subject).value();
    if (extraction.entities[person].type != EntityType::kPerson) continue;
    const auto note = [&](const Id& country, auto member) {
      if (const auto code = country_code(extraction.entities[places.find(country).value()])) said[person][std::string(*code)].*member = true;
    };
    if (claim.relation == Relation::kHeads || claim.relation == Relation::kRepresents) note(claim.object, &Said::acts);
    if (claim.relation == Relation::kCitizenOf) note(claim.object, &Said::citizen);
    if (claim.relation != Relation::kHoldsPosition) continue;
    for (const auto& filler : claim.roles) {
      if (filler.role == Role::kAt && filler.entity) note(*filler.entity, &Said::post);
    }
  }
  for (const auto& [person, countries] : said) {
    if (person < well_known.size() && well_known[person]) continue;
    auto& keys = extraction.entities[person].keys;
    std::vector<std::string> full_names;
    for (const auto& key : keys) {
      if (key.reason == KeyReason::kName && key.text.find(' ') != std::string::npos) full_names.push_back(key.text);
    }
    for (const auto& [code, what] : countries) {
      if (!what.post && !what.citizen) continue;
      const bool office = what.post && what.acts;
      for (const auto& name : full_names) keys.push_back(name_of_country(name, code, office ? KeyReason::kOffice : KeyReason::kCitizen));
    }
    std::sort(keys.begin(), keys.end());
  }
}

}  // namespace entente::extract

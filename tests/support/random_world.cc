// SPDX-License-Identifier: Apache-2.0
#include "tests/support/random_world.h"

#include <algorithm>
#include <utility>

#include "names/names.h"
#include "tests/support/builders.h"

namespace entente::testing {
namespace {

// One way to speak of something: words, and the keys that an article gets from them.
struct Saying {
  EntityType type;
  std::string name;
  std::vector<IdentityKey> keys;  // empty = the name
  MentionForm form = MentionForm::kName;
};

IdentityKey acronym(const char* letters) { return {"acronym:" + names::fold(letters), KeyReason::kAcronym}; }
IdentityKey outside(const char* text) { return {text, KeyReason::kOutsideId}; }
IdentityKey described(const char* text) { return {text, KeyReason::kDescription}; }

// The name, and the name with a country in which the person holds an office or lives.
std::vector<IdentityKey> of_country(const char* name, const char* iso2, KeyReason reason) { return {name_key_of(name), name_of_country(name_key_of(name).text, iso2, reason)}; }
std::vector<IdentityKey> both(std::vector<IdentityKey> some, const std::vector<IdentityKey>& others) {
  for (const auto& key : others) {
    if (std::find(some.begin(), some.end(), key) == some.end()) some.push_back(key);
  }
  std::sort(some.begin(), some.end());
  return some;
}

const std::vector<Saying>& sayings() {
  using enum EntityType;
  static const std::vector<Saying> all{
      {kPerson, "Kim Jong Un", {}},
      {kPerson, "Kim Jong-un", {}},
      {kPerson, "김정은", {}},
      {kPerson, "Ana Ruiz", {}},
      {kPerson, "Ana Ruiz Paz", {}},
      {kPerson, "Paris", {}},
      {kPerson, "Omar Haddad", {}},
      // Two or three people of one name, as far as articles tell.
      {kPerson, "Ana Ruiz", of_country("Ana Ruiz", "ES", KeyReason::kOffice)},
      {kPerson, "Ana Ruiz", of_country("Ana Ruiz", "ES", KeyReason::kCitizen)},
      {kPerson, "Ana Ruiz", of_country("Ana Ruiz", "PE", KeyReason::kOffice)},
      {kPerson, "Ana Ruiz", of_country("Ana Ruiz", "PE", KeyReason::kCitizen)},
      {kPerson, "Ana Ruiz", of_country("Ana Ruiz", "CL", KeyReason::kCitizen)},
      {kPerson, "Ana Ruiz Paz", both(of_country("Ana Ruiz", "CL", KeyReason::kCitizen), of_country("Ana Ruiz Paz", "CL", KeyReason::kCitizen))},
      {kPerson, "Ana Ruiz Paz", both({name_key_of("Ana Ruiz Paz")}, {name_key_of("Ana Ruiz")})},
      {kPerson, "Ana Ruiz", both(of_country("Ana Ruiz", "CL", KeyReason::kCitizen), of_country("Ana Ruiz", "PE", KeyReason::kOffice))},
      {kPerson, "Ana Ruiz Paz", of_country("Ana Ruiz Paz", "ES", KeyReason::kOffice)},
      {kPerson, "Omar Haddad", of_country("Omar Haddad", "EG", KeyReason::kOffice)},
      {kPerson, "Omar Haddad", of_country("Omar Haddad", "JO", KeyReason::kCitizen)},
      {kPlace, "Paris", {}},
      {kPlace, "Geneva", {}},
      {kPlace, "Sana'a", {}},
      // Two bodies of one acronym, and the article that explains it for either.
      {kOrganization, "Northern Transit Union", {}},
      {kOrganization, "National Trade Union", {}},
      {kOrganization, "NTU", {acronym("NTU")}, MentionForm::kAcronym},
      {kOrganization, "Northern Transit Union", {name_key_of("Northern Transit Union"), acronym("NTU")}},
      {kPublicBody, "National Trade Union", {name_key_of("National Trade Union"), acronym("NTU")}},
      // The same letters taken for a name.
      {kOrganization, "NTU", {{"acronym:ntu", KeyReason::kName}}},
      {kCountry, "North Korea", {{"iso3166:KP", KeyReason::kName}, name_key_of("North Korea")}},
      // A body whose type sources disagree about.
      {kMediaOutlet, "Harbour News", {}},
      {kOrganization, "Harbour News", {}},
      {kMediaOutlet, "HN", {acronym("HN")}, MentionForm::kAcronym},
      {kMediaOutlet, "Harbour News", {name_key_of("Harbour News"), acronym("HN")}},
      {kCountry, "North Korea", {outside("iso3166:KP"), name_key_of("North Korea")}},
      {kCountry, "DPRK", {outside("iso3166:KP"), acronym("DPRK")}, MentionForm::kAcronym},
      {kCountry, "DPRK", {acronym("DPRK")}, MentionForm::kAcronym},
      {kCountry, "France", {outside("iso3166:FR"), name_key_of("France")}},
      {kCountry, "French", {outside("iso3166:FR")}, MentionForm::kDemonym},
      {kCountry, "Ruritania", {}},
      {kAgreement, "the pact", {described("agreement:pact:FR:KP:2026")}, MentionForm::kDescription},
      {kAgreement, "Harbour Pact", {described("agreement:pact:FR:KP:2026"), name_key_of("Harbour Pact")}},
      {kAgreement, "Resolution 1718", {}},
      {kAgreement, "Resolution 1874", {}},
      {kEvent, "the summit", {described("event:summit:2026-03")}, MentionForm::kDescription},
      {kEvent, "Geneva summit", {described("event:summit:2026-03"), name_key_of("Geneva summit")}},
      {kPosition, "foreign minister", {}, MentionForm::kDescription},
      {kAsset, "Mira", {}},
      {kOrganization, "Орион <&\"> \xF0\x9F\x9A\xA2", {}},
  };
  return all;
}

}  // namespace

const std::vector<std::string>& world_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out{"Nobody At All", "kim jong un", "Ким Чен Ын", "Resolution 1719", ""};
    for (const auto& saying : sayings()) out.push_back(saying.name);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }();
  return names;
}

Extraction RandomWorld::article(std::size_t sources) {
  const auto source = pick(sources);
  ArticleBuilder builder("feed/" + std::to_string(source) + ".txt");
  if (chance(40)) builder.url("https://news.example/" + std::to_string(source % 3));
  if (chance(70)) builder.published("2026-0" + std::to_string(1 + pick(9)) + "-1" + std::to_string(pick(10)));
  if (chance(30)) builder.title("Report é " + std::to_string(pick(1000)));
  builder.say("Text " + std::to_string(pick(1000)) + ": “déjà vu” \xF0\x9F\x98\x80.");
  if (chance(25)) builder.say(wire_report());
  if (chance(5)) return builder.status(ArticleStatus::kLanguageNotRead).build();

  std::vector<std::size_t> numbers;
  std::vector<EntityType> types;
  const auto count = 2 + pick(6);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& saying = pick_from(sayings());
    auto keys = saying.keys;
    if (keys.empty() && saying.form == MentionForm::kDescription) {
      // Known inside this article alone.
      keys.push_back({"article:" + std::to_string(source) + ":" + std::to_string(i), KeyReason::kArticle});
    }
    numbers.push_back(builder.entity(saying.type, saying.name, std::move(keys), saying.form));
    types.push_back(saying.type);
    if (chance(30)) builder.mention(numbers.back(), "they", MentionForm::kPronoun);
    if (chance(20)) builder.mention(numbers.back(), saying.name + " again", MentionForm::kName);
  }
  for (std::size_t tries = 0; tries < 12; ++tries) {
    const auto a = pick(count);
    const auto b = pick(count);
    const auto relation = relations()[pick(relations().size())].relation;
    if (a == b || !fits(relation, types[a], types[b])) continue;
    ClaimDetails details;
    details.confidence = static_cast<double>(pick(1001)) / 1000.0;
    if (chance(50)) details.date = "2026-0" + std::to_string(1 + pick(9));
    if (chance(10)) details.date = "2024/2026-02-03";
    if (chance(20)) details.polarity = Polarity::kNegative;
    if (chance(30)) details.modality = static_cast<Modality>(pick(5));
    if (chance(20)) details.speakers.push_back(pick(count));
    if (chance(10)) details.unnamed_speaker = "analysts";
    if (chance(20)) details.roles.emplace_back(Role::kPlace, pick(count));
    if (chance(10)) details.context = "media";
    builder.claim(numbers[a], relation, numbers[b], details);
    if (chance(15)) builder.claim(numbers[a], relation, numbers[b], details);  // said twice
  }
  if (chance(30)) {
    builder.candidate(numbers[0], numbers[1], static_cast<CandidateReason>(pick(5)));
  }
  return builder.build();
}

std::string RandomWorld::wire_report() {
  const auto report = pick(3);
  const auto rate = pick(30);
  std::string out;
  for (std::size_t i = 0; i < 90; ++i) {
    if (chance(rate)) out += "other" + std::to_string(pick(1000)) + " ";
    else out += "word" + std::to_string(report * 1000 + i * 7 % 90) + " ";
  }
  return out + "end.";
}

Extraction RandomWorld::other_reading(Extraction extraction) {
  if (!extraction.claims.empty() && chance(50)) {
    extraction.claims.erase(extraction.claims.begin() +
                            static_cast<std::ptrdiff_t>(pick(extraction.claims.size())));
  } else if (!extraction.claims.empty()) {
    extraction.claims[pick(extraction.claims.size())].confidence = static_cast<double>(pick(1001)) / 1000.0;
  } else {
    extraction.candidates.clear();
  }
  return extraction;
}

}  // namespace entente::testing

// SPDX-License-Identifier: Apache-2.0
#include "model/vocabulary.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "doctest/doctest.h"

using namespace entente;  // NOLINT(google-build-using-namespace)

namespace {

// The numbers are in every store that anybody ever filled.
constexpr std::pair<int, std::string_view> kRelationNumbers[] = {
    {1, "HOLDS_POSITION"},
    {2, "HEADS"},
    {3, "EMPLOYED_BY"},
    {4, "MEMBER_OF"},
    {5, "REPRESENTS"},
    {6, "APPOINTED_BY"},
    {7, "SUCCEEDS"},
    {8, "PART_OF"},
    {9, "OWNS"},
    {10, "FUNDS"},
    {11, "FOUNDED"},
    {12, "BASED_IN"},
    {13, "CITIZEN_OF"},
    {14, "FAMILY_OF"},
    {15, "EDUCATED_AT"},
    {16, "BORN_IN"},
    {17, "LIVES_IN"},
    {18, "ASSOCIATED_WITH"},
    {19, "ALLIED_WITH"},
    {20, "HAS_DIPLOMATIC_RELATIONS"},
    {21, "CLAIMS_TERRITORY"},
    {22, "SIGNED"},
    {23, "PARTY_TO"},
    {24, "RATIFIED"},
    {25, "NEGOTIATES"},
    {26, "AGREES_TO"},
    {27, "REPLACES_OR_AMENDS"},
    {28, "WITHDRAWS_FROM"},
    {29, "VIOLATES"},
    {30, "MEETS_WITH"},
    {31, "VISITS"},
    {32, "HOSTS"},
    {33, "CONTACTS"},
    {34, "PARTICIPATES_IN"},
    {35, "COOPERATES_WITH"},
    {36, "SHARES_INFORMATION_WITH"},
    {37, "SUPPORTS"},
    {38, "AIDS"},
    {39, "SUPPLIES_ARMS_TO"},
    {40, "TRADES_WITH"},
    {41, "DEPLOYS_FORCES_TO"},
    {42, "REQUESTS"},
    {43, "CRITICISES_OR_ACCUSES"},
    {44, "INVESTIGATES"},
    {45, "REJECTS"},
    {46, "THREATENS"},
    {47, "SANCTIONS"},
    {48, "EXPELS"},
    {49, "DETAINS_OR_CHARGES"},
    {50, "CONCEDES_OR_EASES"},
    {51, "SEIZES_OR_BLOCKADES"},
    {52, "SHOWS_FORCE"},
    {53, "ATTACKS"},
    {54, "PROTESTS_AGAINST"},
};

constexpr std::pair<int, std::string_view> kTypeNumbers[] = {
    {1, "Person"}, {2, "PublicBody"}, {3, "Organization"}, {4, "MediaOutlet"}, {5, "Country"},
    {6, "Place"},  {7, "Agreement"},  {8, "Event"},        {9, "Position"},    {10, "Asset"},
};

}  // namespace

TEST_CASE("no relation is ever renumbered or renamed") {
  REQUIRE(relations().size() >= std::size(kRelationNumbers));
  for (const auto& [number, name] : kRelationNumbers) {
    CAPTURE(name);
    const auto relation = find_relation(static_cast<std::uint8_t>(number));
    REQUIRE(relation);
    CHECK(name_of(*relation) == name);
    CHECK(find_relation(name) == relation);
    CHECK(static_cast<int>(*relation) == number);
  }
}

TEST_CASE("no entity type is ever renumbered or renamed") {
  REQUIRE(entity_types().size() >= std::size(kTypeNumbers));
  for (const auto& [number, name] : kTypeNumbers) {
    const auto type = find_entity_type(name);
    REQUIRE(type);
    CHECK(static_cast<int>(*type) == number);
    CHECK(name_of(*type) == name);
  }
}

TEST_CASE("the other stored numbers keep their meaning") {
  CHECK(static_cast<int>(IdentityClass::kPerson) == 1);
  CHECK(static_cast<int>(IdentityClass::kBody) == 2);
  CHECK(static_cast<int>(IdentityClass::kCountry) == 3);
  CHECK(static_cast<int>(IdentityClass::kPlace) == 4);
  CHECK(static_cast<int>(IdentityClass::kAgreement) == 5);
  CHECK(static_cast<int>(IdentityClass::kEvent) == 6);
  CHECK(static_cast<int>(IdentityClass::kPosition) == 7);
  CHECK(static_cast<int>(IdentityClass::kAsset) == 8);
  const std::string_view polarities[] = {"positive", "negative"};
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(find_polarity(polarities[i]) == static_cast<Polarity>(i));
    CHECK(name_of(static_cast<Polarity>(i)) == polarities[i]);
  }
  const std::string_view modalities[] = {"actual", "planned", "conditional", "possible", "requested"};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(find_modality(modalities[i]) == static_cast<Modality>(i));
    CHECK(name_of(static_cast<Modality>(i)) == modalities[i]);
  }
  const std::string_view roles[] = {"at", "on_behalf_of", "place", "context", "about", "instrument"};
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(find_role(roles[i]) == static_cast<Role>(i + 1));
    CHECK(name_of(static_cast<Role>(i + 1)) == roles[i]);
  }
}

TEST_CASE("what is not in the vocabulary is not found") {
  CHECK(!find_relation(std::uint8_t{0}));
  CHECK(!find_relation(static_cast<std::uint8_t>(relations().size() + 1)));
  CHECK(!find_relation(std::uint8_t{255}));
  for (const std::string_view name : {"", "signed", "SIGNED ", "MENTIONED_WITH"}) CHECK(!find_relation(name));
  for (const std::string_view name : {"", "person", "Persons"}) CHECK(!find_entity_type(name));
  CHECK(!find_polarity(""));
  CHECK(!find_modality(""));
  CHECK(!find_role(""));
  CHECK(!find_role("at "));
}

TEST_CASE("every row of the tables is complete") {
  std::set<std::string_view> names;
  for (const auto& row : relations()) {
    CAPTURE(row.name);
    CHECK(&info(row.relation) == &row);
    CHECK(names.insert(row.name).second);
    CHECK(std::all_of(row.name.begin(), row.name.end(),
                      [](unsigned char c) { return std::isupper(c) != 0 || c == '_'; }));
    CHECK((row.group == "role" || row.group == "agreement" || row.group == "interaction" ||
           row.group == "pressure"));
    CHECK(row.from != 0);
    CHECK(!row.ftm.empty());
    CHECK(!row.meaning.empty());
    if (row.symmetric) CHECK(row.to != 0);
  }
  std::set<std::string_view> colours;
  for (const auto& row : entity_types()) {
    CHECK(&info(row.type) == &row);
    CHECK(row.colour.size() == 7);
    CHECK(row.colour[0] == '#');
    CHECK(colours.insert(row.colour).second);
    CHECK(!row.meaning.empty());
    CHECK(!row.ftm.empty());
  }
}

TEST_CASE("a relation fits the types it is meant for and no others") {
  using enum EntityType;
  CHECK(fits(Relation::kSigned, kPerson, kAgreement));
  CHECK(fits(Relation::kSigned, kCountry, kAgreement));
  CHECK(!fits(Relation::kSigned, kAgreement, kPerson));
  CHECK(!fits(Relation::kSigned, kPlace, kAgreement));
  CHECK(!fits(Relation::kSigned, kPerson, kPerson));
  CHECK(fits(Relation::kHoldsPosition, kPerson, kPosition));
  CHECK(!fits(Relation::kHoldsPosition, kCountry, kPosition));
  CHECK(fits(Relation::kPartOf, kPlace, kCountry));
  CHECK(!fits(Relation::kPartOf, kPerson, kCountry));
  // The object has the type of the subject.
  CHECK(fits(Relation::kSucceeds, kPerson, kPerson));
  CHECK(fits(Relation::kSucceeds, kAgreement, kAgreement));
  CHECK(!fits(Relation::kSucceeds, kPerson, kOrganization));
  CHECK(!fits(Relation::kSucceeds, kCountry, kCountry));
  // A symmetric relation fits either way round.
  CHECK(fits(Relation::kAssociatedWith, kPerson, kOrganization));
  CHECK(fits(Relation::kAssociatedWith, kOrganization, kPerson));
  CHECK(!fits(Relation::kAssociatedWith, kOrganization, kOrganization));
  CHECK(fits(Relation::kMeetsWith, kCountry, kPerson));
  for (const auto& row : relations()) {
    for (const auto& a : entity_types()) {
      for (const auto& b : entity_types()) {
        const bool way = has(row.from, a.type) && (row.to == 0 ? a.type == b.type : has(row.to, b.type));
        const bool back = has(row.from, b.type) && (row.to == 0 ? a.type == b.type : has(row.to, a.type));
        CHECK(fits(row.relation, a.type, b.type) == (way || (row.symmetric && back)));
      }
    }
  }
}

TEST_CASE("the three types of bodies share one class of identity, and no others do") {
  std::set<IdentityClass> classes;
  for (const auto& row : entity_types()) classes.insert(identity_class(row.type));
  CHECK(classes.size() == 8);
  CHECK(identity_class(EntityType::kPublicBody) == IdentityClass::kBody);
  CHECK(identity_class(EntityType::kOrganization) == IdentityClass::kBody);
  CHECK(identity_class(EntityType::kMediaOutlet) == IdentityClass::kBody);
}

TEST_CASE("whoever can act is a person, a body or a country") {
  for (const auto& row : entity_types()) {
    const bool actor = row.type == EntityType::kPerson || row.type == EntityType::kCountry ||
                       identity_class(row.type) == IdentityClass::kBody;
    CHECK(has(kActorMask, row.type) == actor);
  }
}

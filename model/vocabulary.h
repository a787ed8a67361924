// SPDX-License-Identifier: Apache-2.0
// The closed vocabulary: entity types and relations, each in one table. Nothing outside it is ever stored.
//
// The numbers are stored on disk: never change one, never reuse one. New rows go to the end.
// Codes: CAMEO (Schrodt 2012), PLOVER (0.8), Wikidata property, FollowTheMoney schema.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace entente {

enum class EntityType : std::uint8_t {
  kPerson = 1,
  kPublicBody = 2,
  kOrganization = 3,
  kMediaOutlet = 4,
  kCountry = 5,
  kPlace = 6,
  kAgreement = 7,
  kEvent = 8,
  kPosition = 9,
  kAsset = 10,
};

struct EntityTypeInfo {
  EntityType type;
  std::string_view name;     // "Person"
  std::string_view ftm;      // FollowTheMoney schema
  std::string_view colour;   // "#rrggbb", for pictures and GraphML
  std::string_view meaning;
};

[[nodiscard]] std::span<const EntityTypeInfo> entity_types();
[[nodiscard]] const EntityTypeInfo& info(EntityType type);
[[nodiscard]] std::optional<EntityType> find_entity_type(std::string_view name);
[[nodiscard]] inline std::string_view name_of(EntityType type) { return info(type).name; }

// Names are compared inside a class: three types of bodies share one, since sources disagree whether TASS is an
// outlet or a company, and one body must not fall apart for that.
enum class IdentityClass : std::uint8_t {
  kPerson = 1,
  kBody = 2,
  kCountry = 3,
  kPlace = 4,
  kAgreement = 5,
  kEvent = 6,
  kPosition = 7,
  kAsset = 8,
};
[[nodiscard]] IdentityClass identity_class(EntityType type);

// A set of entity types, one bit a type.
using TypeMask = std::uint16_t;
[[nodiscard]] constexpr TypeMask mask_of(EntityType type) {
  return static_cast<TypeMask>(1u << static_cast<unsigned>(type));
}
// Person, PublicBody, Organization, MediaOutlet, Country: whoever can act.
inline constexpr TypeMask kActorMask =
    mask_of(EntityType::kPerson) | mask_of(EntityType::kPublicBody) | mask_of(EntityType::kOrganization) |
    mask_of(EntityType::kMediaOutlet) | mask_of(EntityType::kCountry);
[[nodiscard]] constexpr bool has(TypeMask mask, EntityType type) { return (mask & mask_of(type)) != 0; }

enum class Relation : std::uint8_t {
  kHoldsPosition = 1,
  kHeads = 2,
  kEmployedBy = 3,
  kMemberOf = 4,
  kRepresents = 5,
  kAppointedBy = 6,
  kSucceeds = 7,
  kPartOf = 8,
  kOwns = 9,
  kFunds = 10,
  kFounded = 11,
  kBasedIn = 12,
  kCitizenOf = 13,
  kFamilyOf = 14,
  kEducatedAt = 15,
  kBornIn = 16,
  kLivesIn = 17,
  kAssociatedWith = 18,
  kAlliedWith = 19,
  kHasDiplomaticRelations = 20,
  kClaimsTerritory = 21,
  kSigned = 22,
  kPartyTo = 23,
  kRatified = 24,
  kNegotiates = 25,
  kAgreesTo = 26,
  kReplacesOrAmends = 27,
  kWithdrawsFrom = 28,
  kViolates = 29,
  kMeetsWith = 30,
  kVisits = 31,
  kHosts = 32,
  kContacts = 33,
  kParticipatesIn = 34,
  kCooperatesWith = 35,
  kSharesInformationWith = 36,
  kSupports = 37,
  kAids = 38,
  kSuppliesArmsTo = 39,
  kTradesWith = 40,
  kDeploysForcesTo = 41,
  kRequests = 42,
  kCriticisesOrAccuses = 43,
  kInvestigates = 44,
  kRejects = 45,
  kThreatens = 46,
  kSanctions = 47,
  kExpels = 48,
  kDetainsOrCharges = 49,
  kConcedesOrEases = 50,
  kSeizesOrBlockades = 51,
  kShowsForce = 52,
  kAttacks = 53,
  kProtestsAgainst = 54,
};

struct RelationInfo {
  Relation relation;
  std::string_view name;   // "SIGNED"
  std::string_view group;  // role, agreement, interaction, pressure
  TypeMask from;           // allowed types of the subject
  TypeMask to;             // allowed types of the object; 0 = the type of the subject
  bool symmetric;          // A r B says the same as B r A; stored once, subject first as the text has it
  std::string_view cameo;
  std::string_view plover;
  std::string_view wikidata;
  std::string_view ftm;
  std::string_view meaning;
};

[[nodiscard]] std::span<const RelationInfo> relations();
[[nodiscard]] const RelationInfo& info(Relation relation);
// The row of a stored number, or nothing when a newer program wrote it.
[[nodiscard]] std::optional<Relation> find_relation(std::uint8_t number);
[[nodiscard]] std::optional<Relation> find_relation(std::string_view name);
[[nodiscard]] inline std::string_view name_of(Relation relation) { return info(relation).name; }

// Domain and range. A symmetric relation fits when it fits either way round.
[[nodiscard]] bool fits(Relation relation, EntityType subject, EntityType object);

enum class Polarity : std::uint8_t { kPositive = 0, kNegative = 1 };
enum class Modality : std::uint8_t { kActual = 0, kPlanned = 1, kConditional = 2, kPossible = 3, kRequested = 4 };

[[nodiscard]] std::string_view name_of(Polarity polarity);
[[nodiscard]] std::string_view name_of(Modality modality);
[[nodiscard]] std::optional<Polarity> find_polarity(std::string_view name);
[[nodiscard]] std::optional<Modality> find_modality(std::string_view name);

// Roles of a claim beyond subject and object.
enum class Role : std::uint8_t { kAt = 1, kOnBehalfOf = 2, kPlace = 3, kContext = 4, kAbout = 5, kInstrument = 6 };
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> find_role(std::string_view name);

}  // namespace entente

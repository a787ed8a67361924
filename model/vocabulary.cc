// SPDX-License-Identifier: Apache-2.0
#include "model/vocabulary.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace entente {
namespace {

constexpr std::array<EntityTypeInfo, 10> kEntityTypes{{
    {EntityType::kPerson, "Person", "Person", "#d95f02", "a named human being"},
    {EntityType::kPublicBody, "PublicBody", "PublicBody", "#1b9e77",
     "a body of a state, or an institution of states with organs of its own"},
    {EntityType::kOrganization, "Organization", "Organization", "#66a61e",
     "any other organised group: party, company, bloc, university, armed group"},
    {EntityType::kMediaOutlet, "MediaOutlet", "Organization", "#7570b3", "an agency, newspaper or broadcaster"},
    {EntityType::kCountry, "Country", "PublicBody", "#e7298a", "a state or territory as an actor"},
    {EntityType::kPlace, "Place", "Address", "#a6761d", "a city, region, site or facility"},
    {EntityType::kAgreement, "Agreement", "Document", "#377eb8", "a treaty, pact, memorandum or resolution"},
    {EntityType::kEvent, "Event", "Event", "#e6ab02", "a meeting, visit, war, launch or election"},
    {EntityType::kPosition, "Position", "Position", "#999999", "an office, post or rank"},
    {EntityType::kAsset, "Asset", "Thing", "#8da0cb", "a weapon, vessel, publication or other thing"},
}};

constexpr TypeMask kActor = kActorMask;
constexpr TypeMask kPerson = mask_of(EntityType::kPerson);
constexpr TypeMask kPublicBody = mask_of(EntityType::kPublicBody);
constexpr TypeMask kOrganization = mask_of(EntityType::kOrganization);
constexpr TypeMask kMediaOutlet = mask_of(EntityType::kMediaOutlet);
constexpr TypeMask kCountry = mask_of(EntityType::kCountry);
constexpr TypeMask kPlace = mask_of(EntityType::kPlace);
constexpr TypeMask kAgreement = mask_of(EntityType::kAgreement);
constexpr TypeMask kEvent = mask_of(EntityType::kEvent);
constexpr TypeMask kPosition = mask_of(EntityType::kPosition);
constexpr TypeMask kAsset = mask_of(EntityType::kAsset);
constexpr TypeMask kSame = 0;

// clang-format off
constexpr std::array<RelationInfo, 54> kRelations{{
    {Relation::kHoldsPosition, "HOLDS_POSITION", "role", kPerson, kPosition, false, "", "", "P39", "Occupancy", "has or had an office, post or rank; the body or state is in the role at"},
    {Relation::kHeads, "HEADS", "role", kPerson | kPublicBody | kOrganization, kPublicBody | kOrganization | kMediaOutlet | kCountry | kPlace, false, "", "", "P488,P1037,P169,P6,P35 (inverse)", "Directorship", "leads the body, state or place"},
    {Relation::kEmployedBy, "EMPLOYED_BY", "role", kPerson, kPublicBody | kOrganization | kMediaOutlet, false, "", "", "P108", "Employment", "works for it without leading it"},
    {Relation::kMemberOf, "MEMBER_OF", "role", kPerson | kOrganization | kPublicBody | kCountry, kOrganization | kPublicBody, false, "", "", "P463,P102", "Membership", "belongs to a party, alliance or delegation"},
    {Relation::kRepresents, "REPRESENTS", "role", kPerson | kPublicBody | kOrganization | kMediaOutlet, kActor, false, "", "", "P1268", "Representation", "speaks or acts for it: envoy, spokesperson, official mouthpiece"},
    {Relation::kAppointedBy, "APPOINTED_BY", "role", kPerson, kActor, false, "", "", "P748", "Occupancy", "was named to a post by"},
    {Relation::kSucceeds, "SUCCEEDS", "role", kPerson | kOrganization | kAgreement, kSame, false, "", "", "P1365", "Succession", "takes the place of"},
    {Relation::kPartOf, "PART_OF", "role", kPublicBody | kOrganization | kMediaOutlet | kPlace, kPublicBody | kOrganization | kMediaOutlet | kCountry | kPlace, false, "", "", "P361,P749,P131,P17", "Membership", "is a structural part of it, or a state body of it, or lies in it"},
    {Relation::kOwns, "OWNS", "role", kActor, kOrganization | kMediaOutlet | kAsset | kPlace, false, "", "", "P1830", "Ownership", "owns or controls"},
    {Relation::kFunds, "FUNDS", "role", kActor, kActor | kEvent, false, "071", "AID", "P8324", "Payment", "pays for"},
    {Relation::kFounded, "FOUNDED", "role", kActor, kOrganization | kMediaOutlet | kPublicBody, false, "", "", "P112 (inverse)", "UnknownLink", "set it up"},
    {Relation::kBasedIn, "BASED_IN", "role", kOrganization | kPublicBody | kMediaOutlet | kEvent, kPlace | kCountry, false, "", "", "P159,P276", "Address", "has its seat or takes place in"},
    {Relation::kCitizenOf, "CITIZEN_OF", "role", kPerson, kCountry, false, "", "", "P27", "citizenship", "is a national of"},
    {Relation::kFamilyOf, "FAMILY_OF", "role", kPerson, kPerson, true, "", "", "P26,P22,P25,P40,P3373", "Family", "is a spouse, parent, child or sibling of"},
    {Relation::kEducatedAt, "EDUCATED_AT", "role", kPerson, kOrganization, false, "", "", "P69", "UnknownLink", "studied at"},
    {Relation::kBornIn, "BORN_IN", "role", kPerson, kPlace | kCountry, false, "", "", "P19", "birthPlace", "was born in"},
    {Relation::kLivesIn, "LIVES_IN", "role", kPerson, kPlace | kCountry, false, "", "", "P551", "Address", "lives or lived in, also in exile"},
    {Relation::kAssociatedWith, "ASSOCIATED_WITH", "role", kPerson, kPerson | kOrganization, true, "", "", "P3342,P1327", "Associate", "has a stated tie that no narrower relation covers"},
    {Relation::kAlliedWith, "ALLIED_WITH", "role", kCountry | kOrganization, kCountry | kOrganization, true, "", "", "", "UnknownLink", "is a stated ally, partner or backer of"},
    {Relation::kHasDiplomaticRelations, "HAS_DIPLOMATIC_RELATIONS", "role", kCountry, kCountry, true, "054", "SUPPORT", "P530", "UnknownLink", "keeps diplomatic relations with"},
    {Relation::kClaimsTerritory, "CLAIMS_TERRITORY", "role", kCountry, kPlace, false, "", "", "P1336 (inverse)", "UnknownLink", "claims the territory"},
    {Relation::kSigned, "SIGNED", "agreement", kActor, kAgreement, false, "057", "SUPPORT", "P1891 (inverse)", "Event", "put a signature to; whoever is signed for is in the role on_behalf_of"},
    {Relation::kPartyTo, "PARTY_TO", "agreement", kActor, kAgreement, false, "", "", "P1891,P710", "extension", "is bound by or a party to the instrument"},
    {Relation::kRatified, "RATIFIED", "agreement", kActor, kAgreement, false, "057", "SUPPORT", "P790", "extension", "ratified the instrument"},
    {Relation::kNegotiates, "NEGOTIATES", "agreement", kActor, kActor, true, "046", "CONSULT", "P710", "Event", "negotiates with"},
    {Relation::kAgreesTo, "AGREES_TO", "agreement", kActor, kActor, true, "03", "AGREE", "", "Event", "agrees or commits to do something with or for"},
    {Relation::kReplacesOrAmends, "REPLACES_OR_AMENDS", "agreement", kAgreement, kAgreement, false, "", "", "P1365,P2567", "extension", "replaces, updates, implements or invokes the other instrument"},
    {Relation::kWithdrawsFrom, "WITHDRAWS_FROM", "agreement", kCountry | kPublicBody | kOrganization, kAgreement | kOrganization | kPublicBody, false, "161", "SANCTION", "", "extension", "leaves or suspends its part in"},
    {Relation::kViolates, "VIOLATES", "agreement", kActor | kAgreement | kEvent, kAgreement, false, "128", "REJECT", "", "extension", "breaks the instrument"},
    {Relation::kMeetsWith, "MEETS_WITH", "interaction", kActor, kActor, true, "040", "CONSULT", "P710", "Event", "meets, holds talks with"},
    {Relation::kVisits, "VISITS", "interaction", kPerson | kPublicBody | kOrganization | kMediaOutlet, kCountry | kPlace, false, "042", "CONSULT", "P276", "Trip", "travels to"},
    {Relation::kHosts, "HOSTS", "interaction", kCountry | kPublicBody | kOrganization | kPerson, kActor | kEvent, false, "043", "CONSULT", "P664", "Event", "receives or organises"},
    {Relation::kContacts, "CONTACTS", "interaction", kActor, kActor, false, "041", "CONSULT", "", "Call", "calls, writes or sends a message to"},
    {Relation::kParticipatesIn, "PARTICIPATES_IN", "interaction", kActor, kEvent, false, "", "", "P1344,P710", "Event", "takes part in the event"},
    {Relation::kCooperatesWith, "COOPERATES_WITH", "interaction", kActor, kActor, true, "060", "COOPERATE", "P2652", "UnknownLink", "works together with; the field is in the role context"},
    {Relation::kSharesInformationWith, "SHARES_INFORMATION_WITH", "interaction", kActor, kActor, false, "064", "COOPERATE", "", "UnknownLink", "passes information or intelligence to"},
    {Relation::kSupports, "SUPPORTS", "interaction", kActor, kActor | kAgreement | kEvent | kAsset, false, "050", "SUPPORT", "P8001", "UnknownLink", "praises, backs or recognises"},
    {Relation::kAids, "AIDS", "interaction", kActor, kActor | kEvent, false, "070", "AID", "P859", "Payment", "gives money, food, energy, technology or training to"},
    {Relation::kSuppliesArmsTo, "SUPPLIES_ARMS_TO", "interaction", kActor, kActor, false, "072", "AID", "", "EconomicActivity", "gives or sells weapons to"},
    {Relation::kTradesWith, "TRADES_WITH", "interaction", kActor, kActor, true, "061", "COOPERATE", "", "EconomicActivity", "trades with, arms apart"},
    {Relation::kDeploysForcesTo, "DEPLOYS_FORCES_TO", "interaction", kCountry | kPublicBody, kPlace | kCountry | kEvent, false, "074,154", "MOBILIZE", "P607", "Event", "sends troops to"},
    {Relation::kRequests, "REQUESTS", "pressure", kActor, kActor, false, "10", "REQUEST", "", "UnknownLink", "asks, demands or appeals for something from"},
    {Relation::kCriticisesOrAccuses, "CRITICISES_OR_ACCUSES", "pressure", kActor, kActor | kAgreement | kEvent | kAsset, false, "11", "ACCUSE", "", "UnknownLink", "condemns, blames or accuses"},
    {Relation::kInvestigates, "INVESTIGATES", "pressure", kActor, kActor, false, "09", "ACCUSE", "", "CourtCaseParty", "investigates or monitors"},
    {Relation::kRejects, "REJECTS", "pressure", kActor, kActor | kAgreement, false, "12", "REJECT", "", "UnknownLink", "refuses, vetoes or turns down"},
    {Relation::kThreatens, "THREATENS", "pressure", kActor, kActor, false, "13", "THREATEN", "", "UnknownLink", "threatens or warns of action against"},
    {Relation::kSanctions, "SANCTIONS", "pressure", kCountry | kPublicBody | kOrganization, kActor, false, "163,172", "SANCTION", "", "Sanction", "puts sanctions or an embargo on"},
    {Relation::kExpels, "EXPELS", "pressure", kCountry | kPublicBody | kOrganization, kActor, false, "166,174", "SANCTION", "", "UnknownLink", "expels or deports"},
    {Relation::kDetainsOrCharges, "DETAINS_OR_CHARGES", "pressure", kPublicBody | kCountry, kPerson | kOrganization, false, "173,115", "COERCE", "P1595", "CourtCaseParty", "arrests, charges or jails"},
    {Relation::kConcedesOrEases, "CONCEDES_OR_EASES", "pressure", kActor, kActor, false, "08", "CONCEDE", "", "UnknownLink", "releases, lifts measures against, or pulls forces back from"},
    {Relation::kSeizesOrBlockades, "SEIZES_OR_BLOCKADES", "pressure", kCountry | kPublicBody | kOrganization, kActor | kPlace | kAsset, false, "171,191", "COERCE", "", "Event", "seizes, blocks or confiscates"},
    {Relation::kShowsForce, "SHOWS_FORCE", "pressure", kCountry | kPublicBody | kOrganization, kActor | kPlace | kEvent, false, "15", "MOBILIZE", "", "Event", "holds an exercise, raises an alert or launches a missile towards"},
    {Relation::kAttacks, "ATTACKS", "pressure", kActor, kActor | kPlace, false, "18,19,20", "ASSAULT", "P533,P607", "Event", "attacks, invades, fights or kills"},
    {Relation::kProtestsAgainst, "PROTESTS_AGAINST", "pressure", kActor, kActor | kAgreement | kEvent, false, "14", "PROTEST", "", "Event", "demonstrates or strikes against"},
}};
// clang-format on

constexpr std::array<std::string_view, 2> kPolarities{"positive", "negative"};
constexpr std::array<std::string_view, 5> kModalities{"actual", "planned", "conditional", "possible", "requested"};
constexpr std::array<std::string_view, 7> kRoles{"", "at", "on_behalf_of", "place", "context", "about", "instrument"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (!name.empty() && names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::span<const EntityTypeInfo> entity_types() { return kEntityTypes; }

const EntityTypeInfo& info(EntityType type) {
  const auto index = static_cast<std::size_t>(type) - 1;
  assert(index < kEntityTypes.size());
  return kEntityTypes[index];
}

std::optional<EntityType> find_entity_type(std::string_view name) {
  for (const auto& row : kEntityTypes) {
    if (row.name == name) return row.type;
  }
  return std::nullopt;
}

IdentityClass identity_class(EntityType type) {
  switch (type) {
    case EntityType::kPerson: return IdentityClass::kPerson;
    case EntityType::kPublicBody:
    case EntityType::kOrganization:
    case EntityType::kMediaOutlet: return IdentityClass::kBody;
    case EntityType::kCountry: return IdentityClass::kCountry;
    case EntityType::kPlace: return IdentityClass::kPlace;
    case EntityType::kAgreement: return IdentityClass::kAgreement;
    case EntityType::kEvent: return IdentityClass::kEvent;
    case EntityType::kPosition: return IdentityClass::kPosition;
    case EntityType::kAsset: break;
  }
  return IdentityClass::kAsset;
}

std::span<const RelationInfo> relations() { return kRelations; }

const RelationInfo& info(Relation relation) {
  const auto index = static_cast<std::size_t>(relation) - 1;
  assert(index < kRelations.size());
  return kRelations[index];
}

std::optional<Relation> find_relation(std::uint8_t number) {
  if (number == 0 || number > kRelations.size()) return std::nullopt;
  return static_cast<Relation>(number);
}

std::optional<Relation> find_relation(std::string_view name) {
  for (const auto& row : kRelations) {
    if (row.name == name) return row.relation;
  }
  return std::nullopt;
}

bool fits(Relation relation, EntityType subject, EntityType object) {
  const auto& row = info(relation);
  const auto one_way = [&row](EntityType s, EntityType o) {
    return has(row.from, s) && (row.to == kSame ? s == o : has(row.to, o));
  };
  return one_way(subject, object) || (row.symmetric && one_way(object, subject));
}

std::string_view name_of(Polarity polarity) { return kPolarities.at(static_cast<std::size_t>(polarity)); }
std::string_view name_of(Modality modality) { return kModalities.at(static_cast<std::size_t>(modality)); }
std::string_view name_of(Role role) { return kRoles.at(static_cast<std::size_t>(role)); }

std::optional<Polarity> find_polarity(std::string_view name) { return find_name<Polarity>(kPolarities, name); }
std::optional<Modality> find_modality(std::string_view name) { return find_name<Modality>(kModalities, name); }
std::optional<Role> find_role(std::string_view name) { return find_name<Role>(kRoles, name); }

}  // namespace entente

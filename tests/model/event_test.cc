// SPDX-License-Identifier: Apache-2.0
#include "model/event.h"

#include "doctest/doctest.h"

namespace entente {
namespace {

TEST_CASE("every class has a name that finds it") {
  for (std::size_t i = 1; i < kEventClassCount; ++i) {
    const auto event = static_cast<EventClass>(i);
    CHECK(find_event_class(name_of(event)) == event);
  }
  CHECK_FALSE(find_event_class("").has_value());
  CHECK_FALSE(find_event_class("YIELD").has_value());
}

TEST_CASE("every relation's class is one of PLOVER") {
  for (const auto& row : relations()) {
    CAPTURE(row.name);
    CHECK((row.plover.empty() || find_event_class(row.plover).has_value()));
  }
}

TEST_CASE("denied, announced, ended") {
  CHECK(negated(EventClass::kAid) == EventClass::kReject);
  CHECK(negated(EventClass::kReject) == EventClass::kAgree);
  CHECK(negated(EventClass::kAccuse) == EventClass::kAccuse);
  CHECK(announced(EventClass::kAid) == EventClass::kAgree);
  CHECK(announced(EventClass::kAssault) == EventClass::kThreaten);
  CHECK(announced(EventClass::kRequest) == EventClass::kRequest);
  CHECK(reversed(EventClass::kAid, EventClass::kNone) == EventClass::kSanction);
  CHECK(reversed(EventClass::kAssault, EventClass::kNone) == EventClass::kRetreat);
  CHECK(reversed(EventClass::kNone, EventClass::kRetreat) == EventClass::kRetreat);
}

TEST_CASE("the code of a claim: done, planned, not done") {
  Claim claim;
  claim.relation = Relation::kAids;
  REQUIRE(event_code(claim).has_value());
  CHECK(event_code(claim)->plover == "AID");
  CHECK(event_code(claim)->cameo == "070");
  claim.modality = Modality::kPlanned;
  REQUIRE(event_code(claim).has_value());
  CHECK(event_code(claim)->plover == "AGREE");
  CHECK(event_code(claim)->cameo == "03");
  claim.relation = Relation::kAttacks;
  CHECK(event_code(claim)->plover == "THREATEN");
  claim.relation = Relation::kThreatens;
  CHECK(event_code(claim)->cameo == info(Relation::kThreatens).cameo);
  claim.relation = Relation::kAids;
  for (const auto modality : {Modality::kConditional, Modality::kPossible, Modality::kRequested}) {
    claim.modality = modality;
    CHECK_FALSE(event_code(claim).has_value());
  }
  claim.modality = Modality::kActual;
  claim.polarity = Polarity::kNegative;
  CHECK_FALSE(event_code(claim).has_value());
  claim.polarity = Polarity::kPositive;
  claim.relation = Relation::kHoldsPosition;
  CHECK_FALSE(event_code(claim).has_value());
}

}  // namespace
}  // namespace entente

// SPDX-License-Identifier: Apache-2.0
// Classes of political events as PLOVER 0.8 has them (Political Language Ontology for Verifiable Event Records), what denial,
// announcement and ending make of them, and the code of a claim. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/claim.h"

namespace entente {

enum class EventClass : std::uint8_t {
  kNone = 0, kAgree, kConsult, kSupport, kConcede, kCooperate, kAid, kRetreat, kRequest, kAccuse, kReject, kThreaten, kProtest,
  kSanction, kMobilize, kCoerce, kAssault,
};
inline constexpr std::size_t kEventClassCount = 17;
[[nodiscard]] std::string_view name_of(EventClass event);                          // "ASSAULT"; empty for kNone
[[nodiscard]] std::optional<EventClass> find_event_class(std::string_view name);

// Friendly deeds (AID, CONSULT …) and hostile ones (ASSAULT, SANCTION …). Words alone (REQUEST, ACCUSE, REJECT, THREATEN) are neither.
[[nodiscard]] bool is_friendly(EventClass event);
[[nodiscard]] bool is_hostile(EventClass event);

// Refused or not done: "refused to help" is REJECT, "does not oppose" is AGREE.
[[nodiscard]] EventClass negated(EventClass event);
// Announced, not done: "will help" is AGREE, "will attack" is THREATEN.
[[nodiscard]] EventClass announced(EventClass event);
// Brought to an end: "stopped the aid" is SANCTION, "stopped the shelling" is RETREAT. `otherwise` for kNone.
[[nodiscard]] EventClass reversed(EventClass event, EventClass otherwise);

// The event that a claim is: its relation's class and CAMEO codes. A planned deed is coded as its announcement with the root of
// the new class. Nothing for a relation that is no event, and for what is denied, supposed or asked for: there is no such event.
struct EventCode {
  std::string_view plover;
  std::string_view cameo;  // several are joined by commas
};
[[nodiscard]] std::optional<EventCode> event_code(const Claim& claim);

}  // namespace entente

// SPDX-License-Identifier: Apache-2.0
#include "model/event.h"

#include <array>

namespace entente {
namespace {

struct ClassInfo {
  std::string_view name;
  std::string_view cameo;  // root of what is announced, asked for and so on; only classes that `announced` gives are used
  int tone;                // 1 friendly deed, -1 hostile deed, 0 words
};
constexpr std::array<ClassInfo, kEventClassCount> kClasses{{
    {"", "", 0},          {"AGREE", "03", 1},     {"CONSULT", "04", 1},   {"SUPPORT", "05", 1}, {"CONCEDE", "08", 1},  {"COOPERATE", "06", 1},
    {"AID", "07", 1},     {"RETREAT", "08", 1},   {"REQUEST", "10", 0},   {"ACCUSE", "11", 0},  {"REJECT", "12", 0},   {"THREATEN", "13", 0},
    {"PROTEST", "14", -1}, {"SANCTION", "16", -1}, {"MOBILIZE", "15", -1}, {"COERCE", "17", -1}, {"ASSAULT", "19", -1},
}};

const ClassInfo& info(EventClass event) { return kClasses.at(static_cast<std::size_t>(event)); }

}  // namespace

std::string_view name_of(EventClass event) { return info(event).name; }

std::optional<EventClass> find_event_class(std::string_view name) {
  for (std::size_t i = 1; i < kClasses.size(); ++i) {
    if (kClasses.at(i).name == name) return static_cast<EventClass>(i);
  }
  return std::nullopt;
}

bool is_friendly(EventClass event) { return info(event).tone > 0; }
bool is_hostile(EventClass event) { return info(event).tone < 0; }

EventClass negated(EventClass event) {
  if (is_friendly(event)) return EventClass::kReject;
  if (event == EventClass::kReject) return EventClass::kAgree;
  return event;
}

EventClass announced(EventClass event) {
  if (is_friendly(event)) return EventClass::kAgree;
  if (is_hostile(event)) return EventClass::kThreaten;
  return event;
}

EventClass reversed(EventClass event, EventClass otherwise) {
  switch (event) {
    case EventClass::kAid:
    case EventClass::kCooperate:
    case EventClass::kSupport:
    case EventClass::kConsult:
    case EventClass::kAgree: return EventClass::kSanction;
    case EventClass::kAssault:
    case EventClass::kMobilize:
    case EventClass::kSanction: return EventClass::kRetreat;
    case EventClass::kCoerce:
    case EventClass::kProtest:
    case EventClass::kThreaten:
    case EventClass::kRequest:
    case EventClass::kAccuse:
    case EventClass::kReject: return EventClass::kConcede;
    case EventClass::kConcede:
    case EventClass::kRetreat: return EventClass::kReject;
    case EventClass::kNone: break;
  }
  return otherwise;
}

std::optional<EventCode> event_code(const Claim& claim) {
  const auto& row = info(claim.relation);
  const auto event = find_event_class(row.plover);
  if (!event || claim.polarity == Polarity::kNegative) return std::nullopt;
  if (claim.modality == Modality::kActual) return EventCode{row.plover, row.cameo};
  if (claim.modality != Modality::kPlanned) return std::nullopt;
  const auto planned = announced(*event);
  return planned == *event ? EventCode{row.plover, row.cameo} : EventCode{name_of(planned), info(planned).cameo};
}

}  // namespace entente

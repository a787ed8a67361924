// SPDX-License-Identifier: Apache-2.0
// Checks a JSON value against a JSON schema: the few keywords that the API's description uses, and a
// complaint about any other, so that none is passed over in silence.
#pragma once

#include <optional>
#include <string>

#include "model/json.h"

namespace entente::api::testing {

// The first thing that does not fit, with its place; nothing when all fits.
inline std::optional<std::string> schema_fault(const Json& schemas, const Json& schema, const Json& value,
                                               const std::string& place = "$") {
  const auto is = [&value](const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == "null" && value.is_null();
  };
  for (const auto& [word, wanted] : schema.items()) {
    if (word == "$ref") {
      const auto name = wanted.get<std::string>().substr(std::string("#/components/schemas/").size());
      if (!schemas.contains(name)) return place + ": there is no schema " + name;
      if (auto fault = schema_fault(schemas, schemas.at(name), value, place)) return fault;
    } else if (word == "type") {
      bool good = false;
      if (wanted.is_string())
        good = is(wanted.get<std::string>());
      else
        for (const auto& type : wanted) good = good || is(type.get<std::string>());
      if (!good) return place + " is no " + wanted.dump() + ": " + value.dump();
    } else if (word == "enum") {
      bool good = false;
      for (const auto& item : wanted) good = good || item == value;
      if (!good) return place + " is not in the enum: " + value.dump();
    } else if (word == "required") {
      for (const auto& name : wanted) {
        if (!value.contains(name.get<std::string>())) return place + " lacks " + name.dump();
      }
    } else if (word == "properties") {
      for (const auto& [name, item] : value.items()) {
        if (!wanted.contains(name)) continue;
        if (auto fault = schema_fault(schemas, wanted.at(name), item, place + "." + name)) return fault;
      }
    } else if (word == "additionalProperties") {
      for (const auto& [name, item] : value.items()) {
        if (schema.contains("properties") && schema.at("properties").contains(name)) continue;
        if (wanted.is_boolean()) {
          if (!wanted.get<bool>()) return place + " has a field too many: " + name;
        } else if (auto fault = schema_fault(schemas, wanted, item, place + "." + name)) {
          return fault;
        }
      }
    } else if (word == "items") {
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (auto fault = schema_fault(schemas, wanted, value.at(i), place + "[" + std::to_string(i) + "]"))
          return fault;
      }
    } else if (word == "minimum") {
      if (value.get<double>() < wanted.get<double>()) return place + " is too small: " + value.dump();
    } else if (word == "maximum") {
      if (value.get<double>() > wanted.get<double>()) return place + " is too large: " + value.dump();
    } else if (word == "pattern") {
      // Ids alone have patterns: "^e:[a-z2-7]{24}$".
      const auto pattern = wanted.get<std::string>();
      const auto text = value.get<std::string>();
      if (pattern.substr(2) != ":[a-z2-7]{24}$")
        return place + ": the check does not know the pattern " + pattern;
      if (text.size() != 26 || text[0] != pattern[1] || text[1] != ':' ||
          text.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567", 2) != std::string::npos) {
        return place + " does not match: " + value.dump();
      }
    } else if (word != "description") {
      return place + ": the schema says \"" + word + "\", which this check does not know";
    }
  }
  return std::nullopt;
}

}  // namespace entente::api::testing

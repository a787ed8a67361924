// SPDX-License-Identifier: Apache-2.0
// How much a random test does: what fits beside every build, or, with `ctest --preset long`, as much as the product's promises name.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace entente::testing {

inline std::uint32_t times(std::uint32_t usual, std::uint32_t at_length) { return std::getenv("ENTENTE_LONG_TESTS") != nullptr ? at_length : usual; }

}  // namespace entente::testing

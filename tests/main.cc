// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT
#include "doctest/doctest.h"

int main(int argc, char** argv) {
  doctest::Context context;
  context.setOption("no-skip", false);
  context.applyCommandLine(argc, argv);
  return context.run();
}

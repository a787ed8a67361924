// SPDX-License-Identifier: Apache-2.0
// A directory of its own for a test, gone when the test ends.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <random>
#include <string>

namespace entente::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    // In memory where the system has such a place: waiting for a disk at every write proves nothing here.
    const std::filesystem::path memory = "/dev/shm";
    std::error_code ignored;
    const auto parent = std::filesystem::is_directory(memory, ignored) && ::access(memory.c_str(), W_OK) == 0
                            ? memory
                            : std::filesystem::temp_directory_path();
    std::random_device random;
    do {
      path_ = parent / ("entente_test_" + std::to_string(random()));
    } while (!std::filesystem::create_directory(path_));
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace entente::testing

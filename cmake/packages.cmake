# SPDX-License-Identifier: Apache-2.0
# Everything comes from the system; nothing is downloaded.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(RocksDB CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(doctest REQUIRED)
find_package(benchmark REQUIRED)
# The package has no CMake config, and its classes change size with macros that only pkg-config knows.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)

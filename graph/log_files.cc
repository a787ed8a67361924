// SPDX-License-Identifier: Apache-2.0
#include "graph/log_files.h"

#include <fcntl.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace entente::graph {
namespace {

namespace rdb = rocksdb;

class LogFile final : public rdb::FSWritableFileOwnerWrapper {
 public:
  // `descriptor`: of the same file, which is empty. It is closed here.
  LogFile(std::unique_ptr<rdb::FSWritableFile>&& file, int descriptor) : FSWritableFileOwnerWrapper(std::move(file)), descriptor_(descriptor) {}
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;
  ~LogFile() override { close(descriptor_); }

  rdb::IOStatus Append(const rdb::Slice& data, const rdb::IOOptions& options, rdb::IODebugContext* context) override {
    make_ready(data.size());
    return FSWritableFileOwnerWrapper::Append(data, options, context);
  }
  rdb::IOStatus Append(const rdb::Slice& data, const rdb::IOOptions& options, const rdb::DataVerificationInfo& sums, rdb::IODebugContext* context) override {
    make_ready(data.size());
    return FSWritableFileOwnerWrapper::Append(data, options, sums, context);
  }
  rdb::IOStatus Close(const rdb::IOOptions& options, rdb::IODebugContext* context) override {
    // Where it fails the zeros stay, and do no harm.
    if (ready_ > 0) (void)!ftruncate(descriptor_, static_cast<off_t>(GetFileSize(options, context)));
    return FSWritableFileOwnerWrapper::Close(options, context);
  }
  // Room that is only reserved has to be entered in the file system's journal when it is written.
  void PrepareWrite(std::size_t /*offset*/, std::size_t /*size*/, const rdb::IOOptions& /*options*/, rdb::IODebugContext* /*context*/) override {}

 private:
  static constexpr std::uint64_t kStep = 1u << 20u;
  static constexpr std::size_t kLarge = 128u << 10u;

  void make_ready(std::size_t size) {
    written_ += size;
    // What is large takes longer than the journal, and would be written twice.
    if (written_ <= ready_ || full_ || size >= kLarge) return;
    static const std::string zeros(64u << 10u, '\0');
    // Behind what is about to be written: that brings its own place.
    for (ready_ = written_; ready_ < written_ + kStep;) {
      const auto done = pwrite(descriptor_, zeros.data(), zeros.size(), static_cast<off_t>(ready_));
      if (done <= 0) {
        full_ = true;  // the disk is, or nearly; what is left is for the log itself
        return;
      }
      ready_ += static_cast<std::uint64_t>(done);
    }
  }

  int descriptor_;
  std::uint64_t written_ = 0;
  std::uint64_t ready_ = 0;  // up to here there is room
  bool full_ = false;
};

class Files final : public rdb::FileSystemWrapper {
 public:
  using FileSystemWrapper::FileSystemWrapper;
  [[nodiscard]] const char* Name() const override { return "entente.files"; }
  rdb::IOStatus NewWritableFile(const std::string& path, const rdb::FileOptions& options, std::unique_ptr<rdb::FSWritableFile>* result,
                                rdb::IODebugContext* context) override {
    auto status = FileSystemWrapper::NewWritableFile(path, options, result, context);
    if (!status.ok() || !path.ends_with(".log")) return status;
    const auto descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);  // NOLINT(*-vararg)
    if (descriptor >= 0) *result = std::make_unique<LogFile>(std::move(*result), descriptor);
    return status;
  }
};

}  // namespace

std::unique_ptr<rocksdb::Env> env_with_ready_logs() { return rdb::NewCompositeEnv(std::make_shared<Files>(rdb::FileSystem::Default())); }

}  // namespace entente::graph

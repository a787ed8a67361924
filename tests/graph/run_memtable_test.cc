// SPDX-License-Identifier: Apache-2.0
#include "graph/run_memtable.h"

#include <rocksdb/db.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/support/temporary_directory.h"

namespace entente::graph {
namespace {

namespace rdb = rocksdb;

class Append : public rdb::AssociativeMergeOperator {
 public:
  bool Merge(const rdb::Slice& /*key*/, const rdb::Slice* before, const rdb::Slice& more, std::string* value, rdb::Logger* /*logger*/) const override {
    *value = before == nullptr ? std::string() : before->ToString();
    value->append(more.data(), more.size());
    return true;
  }
  [[nodiscard]] const char* Name() const override { return "append"; }
};

// A database of which nothing becomes a table unless it is told to.
class Database {
 public:
  explicit Database(bool with_prefixes = false) {
    rdb::Options options;
    options.create_if_missing = true;
    options.memtable_factory = run_memtables();
    options.allow_concurrent_memtable_write = false;
    options.write_buffer_size = 256u << 20u;
    options.merge_operator = std::make_shared<Append>();
    if (with_prefixes) {
      options.prefix_extractor.reset(rdb::NewFixedPrefixTransform(3));
      options.memtable_prefix_bloom_size_ratio = 0.01;
    }
    rdb::DB* db = nullptr;
    REQUIRE(rdb::DB::Open(options, directory_.path("db"), &db).ok());
    db_.reset(db);
  }
  rdb::DB* operator->() { return db_.get(); }
  rdb::DB& operator*() { return *db_; }

 private:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<rdb::DB> db_;
};

using Content = std::map<std::string, std::string>;

// Keys shorter than a head, as long, longer with equal heads, with zeros and with the greatest bytes.
std::string random_key(std::mt19937& random, std::uint32_t keys) {
  const auto number = random() % keys;
  switch (number % 6) {
    case 0: return std::to_string(number);
    case 1: return "12345678" + std::to_string(number);
    case 2: return std::string(number % 10, '\xff') + std::to_string(number % 7);
    case 3: return std::string("ab\0\0\0\0\0\0", 2 + number % 7) + std::to_string(number % 3);
    case 4: return "name of something " + std::string(number % 200, 'x') + std::to_string(number);
    default: return std::to_string(number * 2'654'435'761u);
  }
}

void compare(rdb::DB& db, const rdb::Snapshot* snapshot, const Content& wanted, std::mt19937& random, std::uint32_t keys) {
  rdb::ReadOptions options;
  options.snapshot = snapshot;
  options.total_order_seek = true;
  const std::unique_ptr<rdb::Iterator> found(db.NewIterator(options));
  auto expected = wanted.begin();
  for (found->SeekToFirst(); found->Valid(); found->Next(), ++expected) {
    REQUIRE(expected != wanted.end());
    REQUIRE(found->key().ToString() == expected->first);
    REQUIRE(found->value().ToString() == expected->second);
  }
  REQUIRE(expected == wanted.end());
  auto back = wanted.rbegin();
  for (found->SeekToLast(); found->Valid(); found->Prev(), ++back) {
    REQUIRE(back != wanted.rend());
    REQUIRE(found->key().ToString() == back->first);
  }
  REQUIRE(back == wanted.rend());
  for (int i = 0; i < 50; ++i) {
    const auto key = random_key(random, keys);
    std::string value;
    const auto status = db.Get(options, key, &value);
    const auto known = wanted.find(key);
    REQUIRE(status.ok() == (known != wanted.end()));
    if (known != wanted.end()) REQUIRE(value == known->second);
    // A walk back and forth from where it would be.
    auto at = wanted.lower_bound(key);
    if (i % 2 == 0) {
      found->Seek(key);
    } else {
      found->SeekForPrev(key);
      at = wanted.upper_bound(key);
      if (at == wanted.begin()) {
        REQUIRE_FALSE(found->Valid());
        continue;
      }
      --at;
    }
    for (int step = 0; step < 20; ++step) {
      REQUIRE(found->Valid() == (at != wanted.end()));
      if (!found->Valid()) break;
      REQUIRE(found->key().ToString() == at->first);
      REQUIRE(found->value().ToString() == at->second);
      if (random() % 2 == 0) {
        found->Next();
        ++at;
      } else {
        if (at == wanted.begin()) break;
        found->Prev();
        --at;
      }
    }
  }
}

TEST_CASE("What is put, erased and merged in batches of all sizes is read as from a map, at every snapshot") {
  for (const std::uint32_t keys : {40u, 3'000u}) {
    CAPTURE(keys);
    Database db;
    std::mt19937 random(7 + keys);
    Content content;
    std::vector<std::pair<const rdb::Snapshot*, Content>> kept;
    for (int round = 0; round < 400; ++round) {
      rdb::WriteBatch batch;
      const auto size = random() % 8 == 0 ? random() % 300 : 1 + random() % 12;
      // Sorted, as the store's are, or as they come.
      std::vector<std::string> sorted;
      for (std::size_t i = 0; i < size; ++i) sorted.push_back(random_key(random, keys));
      if (round % 3 != 0) std::sort(sorted.begin(), sorted.end());
      for (const auto& key : sorted) {
        const auto value = std::to_string(random() % 1'000);
        switch (random() % 4) {
          case 0:
            REQUIRE(batch.Delete(key).ok());
            content.erase(key);
            break;
          case 1:
            REQUIRE(batch.Merge(key, value).ok());
            content[key] += value;
            break;
          default:
            REQUIRE(batch.Put(key, value).ok());
            content[key] = value;
        }
      }
      REQUIRE(db->Write({}, &batch).ok());
      if (random() % 40 == 0) kept.emplace_back(db->GetSnapshot(), content);
      if (round % 20 == 0) compare(*db, nullptr, content, random, keys);
    }
    compare(*db, nullptr, content, random, keys);
    for (const auto& [snapshot, then] : kept) compare(*db, snapshot, then, random, keys);
    REQUIRE(db->Flush({}).ok());
    compare(*db, nullptr, content, random, keys);
    for (const auto& [snapshot, then] : kept) {
      compare(*db, snapshot, then, random, keys);
      db->ReleaseSnapshot(snapshot);
    }
  }
}

TEST_CASE("What comes one by one, forward, backward and in long runs, keeps its order") {
  Database db;
  Content content;
  const auto put = [&](std::uint32_t number) {
    const auto key = std::to_string(1'000'000 + number);
    REQUIRE(db->Put({}, key, "v").ok());
    content[key] = "v";
  };
  for (std::uint32_t i = 0; i < 3'000; ++i) put(500'000 - i);
  for (std::uint32_t i = 0; i < 30'000; ++i) put(i);
  for (std::uint32_t i = 0; i < 30'000; i += 7) put(600'000 - i);
  std::mt19937 random(1);
  compare(*db, nullptr, content, random, 1'000);
}

TEST_CASE("An iterator stays what it was while a writer merges runs under it") {
  Database db;
  Content content;
  for (int i = 0; i < 100; ++i) {
    const auto key = "k" + std::to_string(i * 7 % 100);
    REQUIRE(db->Put({}, key, std::to_string(i)).ok());
    content[key] = std::to_string(i);
  }
  const std::unique_ptr<rdb::Iterator> old(db->NewIterator({}));
  old->SeekToFirst();
  auto expected = content.begin();
  for (std::uint32_t i = 0; old->Valid(); old->Next(), ++expected) {
    REQUIRE(expected != content.end());
    REQUIRE(old->key().ToString() == expected->first);
    REQUIRE(old->value().ToString() == expected->second);
    for (int more = 0; more < 50; ++more, ++i) REQUIRE(db->Put({}, "k" + std::to_string(i * 31 % 977), "new").ok());
  }
  REQUIRE(expected == content.end());
}

TEST_CASE("Prefixes are found through their filter") {
  Database db(true);
  for (int i = 0; i < 2'000; ++i) REQUIRE(db->Put({}, std::to_string(100 + i * 37 % 900) + std::to_string(i), "v").ok());
  rdb::ReadOptions options;
  options.prefix_same_as_start = true;
  const std::unique_ptr<rdb::Iterator> found(db->NewIterator(options));
  std::size_t sum = 0;
  for (int prefix = 0; prefix < 1'000; ++prefix) {
    const auto text = std::to_string(1'000 + prefix).substr(1);
    for (found->Seek(text); found->Valid(); found->Next()) {
      REQUIRE(found->key().ToString().substr(0, 3) == text);
      ++sum;
    }
  }
  CHECK(sum == 2'000);
}

// The writer puts two keys in a batch, far apart, with the same number; whoever reads a snapshot sees equal numbers, and never lower ones than before.
TEST_CASE("Readers beside a writer see whole batches in order") {
  Database db;
  constexpr std::uint32_t kKeys = 64;
  std::atomic<bool> writing = true;
  std::atomic<std::uint64_t> faults = 0;
  const auto number_text = [](std::uint32_t number) { return std::to_string(1'000'000 + number); };
  std::thread writer([&] {
    std::mt19937 random(3);
    for (std::uint32_t round = 1; round <= 6'000; ++round) {
      rdb::WriteBatch batch;
      const auto key = number_text(random() % kKeys);
      (void)batch.Put("a" + key, number_text(round));
      const auto more = random() % 20;
      for (std::uint32_t i = 0; i < more; ++i) (void)batch.Put("b" + number_text(static_cast<std::uint32_t>(random())), "x");
      (void)batch.Put("c" + key, number_text(round));
      if (!db->Write({}, &batch).ok()) ++faults;
    }
    writing = false;
  });
  std::vector<std::thread> readers;
  for (unsigned reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      std::mt19937 random(reader);
      std::map<std::string, std::string> last;
      while (writing) {
        const auto* const snapshot = db->GetSnapshot();
        rdb::ReadOptions options;
        options.snapshot = snapshot;
        const auto key = number_text(random() % kKeys);
        std::string first;
        std::string second;
        const bool has_first = db->Get(options, "a" + key, &first).ok();
        const bool has_second = db->Get(options, "c" + key, &second).ok();
        if (has_first != has_second || first != second || first < last[key]) ++faults;
        last[key] = first;
        if (random() % 8 == 0) {
          const std::unique_ptr<rdb::Iterator> walk(db->NewIterator(options));
          std::string before;
          std::size_t left = 0;
          for (walk->SeekToFirst(); walk->Valid(); walk->Next()) {
            const auto now = walk->key().ToString();
            if (now <= before) ++faults;
            before = now;
            left += now[0] == 'a' ? 1 : 0;
            left -= now[0] == 'c' ? 1 : 0;
          }
          if (left != 0) ++faults;
          walk->SeekForPrev("a" + key);
          if (has_first && (!walk->Valid() || walk->value().ToString() != first)) ++faults;
        }
        db->ReleaseSnapshot(snapshot);
      }
    });
  }
  writer.join();
  for (auto& reader : readers) reader.join();
  CHECK(faults == 0);
}

}  // namespace
}  // namespace entente::graph

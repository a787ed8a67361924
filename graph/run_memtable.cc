// SPDX-License-Identifier: Apache-2.0
#include "graph/run_memtable.h"

#include <rocksdb/memtablerep.h>
#include <rocksdb/slice.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

namespace rocksdb {
// Iterators have to lie in what RocksDB hands over as an Arena, whose header is not installed. This member is exported, so linking tells when it is another.
class Arena {
 public:
  char* AllocateAligned(std::size_t bytes, std::size_t huge_page_size, Logger* logger);
};
}  // namespace rocksdb

namespace entente::graph {
namespace {

namespace rdb = rocksdb;

constexpr std::size_t kFanOut = 2;         // merging is cheap, and who looks for a key looks into each run
constexpr std::size_t kMostMerged = 16u << 10u;  // entries of a merged run: what is freed by merging is never much
constexpr std::size_t kMostRuns = 48;            // so many are merged into one, whatever their ranks
constexpr std::size_t kTrailer = 8;              // number in time and kind, behind the key

struct Entry {
  std::uint64_t head = 0;     // the first eight bytes of the key, as a number that sorts as they do
  const char* key = nullptr;  // as RocksDB wrote it: length, key, trailer, value
};

// The key with its trailer.
std::string_view internal_key(const char* entry) {
  const auto* at = reinterpret_cast<const unsigned char*>(entry);
  std::uint32_t size = *at++;
  if (size >= 0x80u) {
    size &= 0x7fu;
    for (unsigned shift = 7;; shift += 7) {
      const auto next = *at++;
      size |= static_cast<std::uint32_t>(next & 0x7fu) << shift;
      if (next < 0x80u) break;
    }
  }
  return {reinterpret_cast<const char*>(at), size};
}

std::uint64_t head_of(std::string_view internal) {
  const auto size = internal.size() - kTrailer;
  std::uint64_t head = 0;  // the trailer is as long, so there is always so much to read
  std::memcpy(&head, internal.data(), sizeof head);
  if constexpr (std::endian::native == std::endian::little) head = __builtin_bswap64(head);
  if (size < sizeof head) head = size == 0 ? 0 : head >> (64u - 8u * size) << (64u - 8u * size);
  return head;
}

std::uint64_t trailer_of(std::string_view internal) {
  std::uint64_t trailer = 0;
  std::memcpy(&trailer, internal.data() + internal.size() - kTrailer, kTrailer);
  if constexpr (std::endian::native == std::endian::big) trailer = __builtin_bswap64(trailer);
  return trailer;
}

// Of two keys with equal heads. What came later under a key is before what came earlier.
int compare_rest(std::string_view a, std::string_view b) {
  const auto a_size = a.size() - kTrailer;
  const auto b_size = b.size() - kTrailer;
  const auto both = std::min(a_size, b_size);
  if (both > sizeof(Entry::head)) {
    const auto order = std::memcmp(a.data() + sizeof(Entry::head), b.data() + sizeof(Entry::head), both - sizeof(Entry::head));
    if (order != 0) return order;
  }
  if (a_size != b_size) return a_size < b_size ? -1 : 1;
  const auto a_trailer = trailer_of(a);
  const auto b_trailer = trailer_of(b);
  return a_trailer == b_trailer ? 0 : a_trailer > b_trailer ? -1 : 1;
}

bool before(const Entry& a, const Entry& b) {
  return a.head != b.head ? a.head < b.head : compare_rest(internal_key(a.key), internal_key(b.key)) < 0;
}

// Entries in order, behind it in memory. Those up to `size` never change.
struct Run {
  std::atomic<std::uint32_t> size = 0;
  std::uint32_t capacity = 0;
  std::uint32_t rank = 0;   // how often its entries were merged; the writer's
  std::uint32_t bytes = 0;  // of memory, with itself
  Entry* entries() { return reinterpret_cast<Entry*>(this + 1); }
  [[nodiscard]] const Entry* entries() const { return reinterpret_cast<const Entry*>(this + 1); }
};
static_assert(sizeof(Run) % alignof(Entry) == 0);

// All runs, the oldest first; only the last may still grow.
struct List {
  std::uint32_t number = 0;
  std::uint32_t bytes = 0;
  Run** runs() { return reinterpret_cast<Run**>(this + 1); }
  [[nodiscard]] Run* const* runs() const { return reinterpret_cast<Run* const*>(this + 1); }
};

void merge(const Entry* a, const Entry* a_end, const Entry* b, const Entry* b_end, Entry* to) {
  while (a != a_end && b != b_end) {
    const bool take_b = before(*b, *a);
    *to++ = take_b ? *b : *a;
    b += take_b ? 1 : 0;
    a += take_b ? 0 : 1;
  }
  to = std::copy(a, a_end, to);
  std::copy(b, b_end, to);
}

// The first entry that is not before the key.
std::uint32_t lower_bound(const Entry* entries, std::uint32_t size, std::uint64_t head, std::string_view key) {
  const auto first_from = [entries](std::uint32_t low, std::uint32_t number, std::uint64_t wanted) {
    while (number > 1) {
      const auto half = number / 2;
      low += entries[low + half - 1].head < wanted ? half : 0;
      number -= half;
    }
    return low + (number == 1 && entries[low].head < wanted ? 1u : 0u);
  };
  auto low = first_from(0, size, head);
  if (low == size || entries[low].head != head) return low;
  auto high = low + 1;
  if (high < size && entries[high].head == head) high = head == std::numeric_limits<std::uint64_t>::max() ? size : first_from(high, size - high, head + 1);
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (compare_rest(internal_key(entries[middle].key), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Where runs are put together before they are written in one; of the one writer, for all memtables.
struct Scratch {
  std::array<std::vector<Entry>, 2> halves;
};

class RunMemTable final : public rdb::MemTableRep {
 public:
  RunMemTable(rdb::Allocator* allocator, std::shared_ptr<Scratch> scratch) : MemTableRep(allocator), scratch_(std::move(scratch)) {
    list_.store(&kNothing);
  }

  // Small entries lie side by side in pieces, which costs less than to ask for each.
  rdb::KeyHandle Allocate(std::size_t size, char** to) override {
    *to = cut(size);
    return *to;
  }

  void Insert(rdb::KeyHandle handle) override {
    const auto* const key = static_cast<const char*>(handle);
    const Entry entry{head_of(internal_key(key)), key};
    if (open_ == nullptr || !before(last_, entry)) begin_run();
    if (size_ == open_->capacity) grow();
    open_->entries()[size_++] = entry;
    open_->size.store(size_, std::memory_order_release);
    last_ = entry;
  }

  [[nodiscard]] bool Contains(const char* key) const override {
    const auto wanted = internal_key(key);
    Pin pin;
    RunIterator found(*this, pin);
    found.seek(wanted);
    return found.Valid() && internal_key(found.key()) == wanted;
  }

  // RocksDB keeps what it looks for in a class of its own that only MemTableRep::Get can open: it asks for an iterator, and gives none back. It is lent
  // one that needs no memory and survives being deleted.
  void Get(const rdb::LookupKey& key, void* arguments, bool (*callback)(void* arguments, const char* entry)) override {
    Pin pin;
    alignas(LentIterator) std::array<std::byte, sizeof(LentIterator)> memory;  // NOLINT(*-member-init): only made where it is used
    lent() = new (memory.data()) LentIterator(*this, pin);
    MemTableRep::Get(key, arguments, callback);
    lent() = nullptr;
  }

  Iterator* GetIterator(rdb::Arena* arena) override {
    if (arena == nullptr) return new OwnIterator(*this);
    return new (arena->AllocateAligned(sizeof(OwnIterator), 0, nullptr)) OwnIterator(*this);
  }
  Iterator* GetDynamicPrefixIterator(rdb::Arena* arena) override {
    if (arena == nullptr && lent() != nullptr) return std::exchange(lent(), nullptr);
    return GetIterator(arena);
  }

  // All memory comes from the allocator, which is asked by itself.
  std::size_t ApproximateMemoryUsage() override { return 0; }

  std::uint64_t ApproximateNumEntries(const rdb::Slice& start, const rdb::Slice& end) override {
    Pin pin;
    RunIterator from(*this, pin);
    from.seek({start.data(), start.size()});
    const auto first = from.passed();
    from.seek({end.data(), end.size()});
    return std::max(from.passed(), first) - first;
  }

 private:
  // While a reader holds one, nothing that it can reach is used again.
  class Pin {
   public:
    Pin() = default;
    Pin(const Pin&) = delete;
    Pin& operator=(const Pin&) = delete;
    ~Pin() { release(); }
    // The list as it is now, in place of what was held.
    const List& take(const RunMemTable& from) {
      release();
      // Readers are counted in two halves by turns, so that those of a turn end though new ones come. A count counts only when the turn is still the same.
      for (;;) {
        const auto turn = from.turn_.load();
        auto& readers = from.readers_[turn & 1u].number;
        readers.fetch_add(1);
        if (from.turn_.load() == turn) {
          readers_ = &readers;
          return *from.list_.load();
        }
        readers.fetch_sub(1);
      }
    }

   private:
    void release() {
      if (readers_ != nullptr) readers_->fetch_sub(1);
      readers_ = nullptr;
    }
    std::atomic<std::uint32_t>* readers_ = nullptr;
  };

  // Each run is cut in two: what is before the current entry, and it and what comes behind. So either direction is a step from the same place.
  class RunIterator : public Iterator {
   public:
    // Sees the lists as of the last seek.
    RunIterator(const RunMemTable& from, Pin& pin) : from_(from), pin_(pin) {}  // NOLINT(*-member-init): up to number_ is made when it is used

    [[nodiscard]] bool Valid() const override { return current_ < number_; }
    [[nodiscard]] const char* key() const override { return runs_[current_].entries[runs_[current_].at].key; }

    void Next() override {
      auto& run = runs_[current_];
      ++run.at;
      heads_[current_] = run.at < run.size ? run.entries[run.at].head : kEnd;
      if (heads_[current_] < others_) return;
      choose();
    }
    void Prev() override {
      const Entry* best = nullptr;
      auto chosen = number_;
      for (std::uint32_t i = 0; i < number_; ++i) {
        if (runs_[i].at == 0) continue;
        const auto& entry = runs_[i].entries[runs_[i].at - 1];
        if (best != nullptr && before(entry, *best)) continue;
        best = &entry;
        chosen = i;
      }
      current_ = chosen;
      if (best == nullptr) return;
      --runs_[chosen].at;
      heads_[chosen] = best->head;
      others_ = 0;  // not known: the next step forward looks at all
    }
    void Seek(const rdb::Slice& key, const char* /*encoded*/) override { seek({key.data(), key.size()}); }
    void SeekForPrev(const rdb::Slice& key, const char* /*encoded*/) override {
      const std::string_view wanted(key.data(), key.size());
      seek(wanted);
      if (!Valid() || internal_key(this->key()) != wanted) Prev();
    }
    void SeekToFirst() override {
      load();
      for (std::uint32_t i = 0; i < number_; ++i) place(i, 0);
      choose();
    }
    void SeekToLast() override {
      load();
      for (std::uint32_t i = 0; i < number_; ++i) place(i, runs_[i].size);
      Prev();
    }

    void seek(std::string_view key) {
      load();
      const auto head = head_of(key);
      // The first places where each run is looked into come from memory at once, and not one after the other.
      for (std::uint32_t i = 0; i < number_; ++i) {
        const auto quarter = runs_[i].size / 4;
        for (const auto at : {quarter, 2 * quarter, 3 * quarter}) __builtin_prefetch(runs_[i].entries + at);
      }
      for (std::uint32_t i = 0; i < number_; ++i) place(i, lower_bound(runs_[i].entries, runs_[i].size, head, key));
      choose();
    }
    // Entries before the current one.
    [[nodiscard]] std::uint64_t passed() const {
      std::uint64_t sum = 0;
      for (std::uint32_t i = 0; i < number_; ++i) sum += runs_[i].at;
      return sum;
    }

   private:
    static constexpr auto kEnd = std::numeric_limits<std::uint64_t>::max();  // may be a head as well
    struct Place {
      const Entry* entries;
      std::uint32_t size;
      std::uint32_t at;  // the first that is not before the current one
    };

    void load() {
      const auto& list = pin_.take(from_);
      number_ = 0;
      for (std::uint32_t i = 0; i < list.number; ++i) {
        const auto& run = *list.runs()[i];
        const auto size = run.size.load(std::memory_order_acquire);
        if (size > 0) runs_[number_++] = {run.entries(), size, 0};
      }
      current_ = number_;
    }
    void place(std::uint32_t run, std::uint32_t at) {
      runs_[run].at = at;
      heads_[run] = at < runs_[run].size ? runs_[run].entries[at].head : kEnd;
    }
    // The first of all, and how far it is the first without a look at the others.
    void choose() {
      auto chosen = number_;
      auto least = kEnd;
      others_ = kEnd;
      for (std::uint32_t i = 0; i < number_; ++i) {
        const auto head = heads_[i];
        if (head > least || runs_[i].at == runs_[i].size) {
          others_ = std::min(others_, head);
        } else if (chosen == number_ || head < least || before(runs_[i].entries[runs_[i].at], runs_[chosen].entries[runs_[chosen].at])) {
          others_ = chosen == number_ ? others_ : std::min(others_, least);
          least = head;
          chosen = i;
        } else {
          others_ = head;
        }
      }
      current_ = chosen;
    }

    const RunMemTable& from_;
    Pin& pin_;
    std::uint32_t number_ = 0;
    std::uint32_t current_ = 0;  // number_ = at no entry
    std::uint64_t others_ = 0;   // while the current run's head is less, the others' are greater
    std::array<Place, kMostRuns> runs_;
    std::array<std::uint64_t, kMostRuns> heads_;  // of each run's place
  };

  struct OwnPin {
    Pin pin;
  };
  class OwnIterator final : private OwnPin, public RunIterator {
   public:
    explicit OwnIterator(const RunMemTable& from) : RunIterator(from, OwnPin::pin) {}
  };
  class LentIterator final : public RunIterator {
   public:
    using RunIterator::RunIterator;
    static void operator delete(void* /*memory*/) {}  // NOLINT(misc-new-delete-overloads): made in place
  };
  static RunIterator*& lent() {
    static thread_local RunIterator* iterator = nullptr;
    return iterator;
  }

  // Memory for an entry.
  char* cut(std::size_t size) {
    constexpr std::size_t kLeast = 1u << 10u;
    constexpr std::size_t kMost = 16u << 10u;
    if (size > piece_left_) {
      if (size > piece_size_ / 4) return from_arena(size);
      piece_size_ = std::clamp(piece_size_ * 2, kLeast, kMost);
      piece_ = from_arena(piece_size_);
      piece_left_ = piece_size_;
    }
    piece_left_ -= size;
    return std::exchange(piece_, piece_ + size);
  }
  char* from_arena(std::size_t size) {
    char* memory = nullptr;
    (void)MemTableRep::Allocate(size, &memory);
    return memory;
  }

  // Sizes of memory that is used again: four between one power of two and the next.
  static constexpr std::size_t kSizes = std::size_t{4} * 32;
  static constexpr std::size_t kLeastBytes = 64;
  static std::size_t size_number(std::size_t bytes) {
    const auto power = static_cast<std::size_t>(std::bit_width(std::max(bytes, kLeastBytes))) - 1;
    return power * 4 + (bytes >> (power - 2) & 3u);
  }
  static std::size_t rounded(std::size_t bytes) {
    bytes = std::max(bytes, kLeastBytes);
    const auto step = std::size_t{1} << (static_cast<std::size_t>(std::bit_width(bytes)) - 3);
    return (bytes + step - 1) & ~(step - 1);
  }
  // `bytes` is rounded.
  void* take(std::size_t bytes) {
    auto& free = free_[size_number(bytes)];
    if (!free.empty()) {
      void* const memory = free.back();
      free.pop_back();
      return memory;
    }
    constexpr std::size_t kAlignment = alignof(std::max_align_t);
    auto* const memory = from_arena(bytes + kAlignment - 1);
    return memory + (kAlignment - reinterpret_cast<std::uintptr_t>(memory) % kAlignment) % kAlignment;
  }
  Run* new_run(std::size_t entries, std::uint32_t rank) {
    const auto bytes = rounded(sizeof(Run) + entries * sizeof(Entry));
    auto* const run = new (take(bytes)) Run;
    run->capacity = static_cast<std::uint32_t>((bytes - sizeof(Run)) / sizeof(Entry));
    run->rank = rank;
    run->bytes = static_cast<std::uint32_t>(bytes);
    return run;
  }

  void retire(void* memory, std::size_t bytes) {
    if (memory != &kNothing) retired_.push_back({memory, static_cast<std::uint32_t>(size_number(bytes))});
  }
  void retire(Run* run) { retire(run, run->bytes); }
  // What was retired in the turn before this one is free when its readers are gone; then the next turn begins.
  void reclaim() {
    const auto turn = turn_.load(std::memory_order_relaxed);
    if (readers_[(turn + 1) & 1u].number.load() != 0) return;
    for (const auto& [memory, size] : leaving_) free_[size].push_back(memory);
    leaving_.clear();
    leaving_.swap(retired_);
    turn_.store(turn + 1);
  }

  void publish() {
    const auto bytes = rounded(sizeof(List) + runs_.size() * sizeof(Run*));  // NOLINT(bugprone-sizeof-expression)
    auto* const list = new (take(bytes)) List{static_cast<std::uint32_t>(runs_.size()), static_cast<std::uint32_t>(bytes)};
    std::copy(runs_.begin(), runs_.end(), list->runs());
    const auto* const old = list_.exchange(list);
    retire(const_cast<List*>(old), old->bytes);  // NOLINT(*-const-cast): readers' alone are const
    reclaim();
  }

  void begin_run() {
    constexpr std::size_t kFewest = 6;
    constexpr std::size_t kMost = 4096;
    const auto last_size = std::exchange(size_, 0);
    while (runs_.size() >= kFanOut && can_merge(runs_.size() - kFanOut)) merge_from(runs_.size() - kFanOut, runs_.back()->rank + 1);
    if (runs_.size() + 1 >= kMostRuns) merge_from(0, runs_.front()->rank + 1);
    open_ = new_run(std::clamp<std::size_t>(last_size + last_size / 8, kFewest, kMost), 0);  // as many again, as like as not
    runs_.push_back(open_);
    publish();
  }

  void grow() {
    auto* const larger = new_run(std::size_t{open_->capacity} * 2, 0);
    std::copy_n(open_->entries(), size_, larger->entries());
    larger->size.store(size_, std::memory_order_relaxed);
    retire(std::exchange(open_, larger));
    runs_.back() = larger;
    publish();
  }

  [[nodiscard]] bool can_merge(std::size_t first) const {
    std::size_t sum = 0;
    for (auto i = first; i < runs_.size(); ++i) {
      if (runs_[i]->rank != runs_[first]->rank) return false;
      sum += size_of(*runs_[i]);
    }
    return sum <= kMostMerged;
  }
  static std::uint32_t size_of(const Run& run) { return run.size.load(std::memory_order_relaxed); }

  // Makes one of all runs from `first` on. Not published yet.
  void merge_from(std::size_t first, std::uint32_t rank) {
    const auto merged = [this](auto& self, std::size_t from, std::size_t to, Entry* target) -> std::size_t {
      if (to - from == 1) {
        std::copy_n(runs_[from]->entries(), size_of(*runs_[from]), target);
        return size_of(*runs_[from]);
      }
      if (to - from == 2) {
        const auto& a = *runs_[from];
        const auto& b = *runs_[from + 1];
        merge(a.entries(), a.entries() + size_of(a), b.entries(), b.entries() + size_of(b), target);
        return std::size_t{size_of(a)} + size_of(b);
      }
      const auto middle = from + (to - from) / 2;
      std::vector<Entry> half;
      auto& left = to - from <= kFanOut ? scratch_->halves[0] : half;
      std::vector<Entry> other_half;
      auto& right = to - from <= kFanOut ? scratch_->halves[1] : other_half;
      left.resize(std::max(left.size(), entries_of(from, middle)));
      right.resize(std::max(right.size(), entries_of(middle, to)));
      const auto left_size = self(self, from, middle, left.data());
      const auto right_size = self(self, middle, to, right.data());
      merge(left.data(), left.data() + left_size, right.data(), right.data() + right_size, target);
      return left_size + right_size;
    };
    auto* const one = new_run(entries_of(first, runs_.size()), rank);
    one->size.store(static_cast<std::uint32_t>(merged(merged, first, runs_.size(), one->entries())), std::memory_order_relaxed);
    for (auto i = first; i < runs_.size(); ++i) retire(runs_[i]);
    runs_.resize(first);
    runs_.push_back(one);
  }
  [[nodiscard]] std::size_t entries_of(std::size_t from, std::size_t to) const {
    std::size_t sum = 0;
    for (auto i = from; i < to; ++i) sum += size_of(*runs_[i]);
    return sum;
  }

  struct alignas(64) Readers {
    std::atomic<std::uint32_t> number = 0;
  };
  struct Retired {
    void* memory;
    std::uint32_t size;
  };
  static constexpr List kNothing{};

  mutable std::array<Readers, 2> readers_;
  std::atomic<std::uint64_t> turn_ = 0;
  std::atomic<const List*> list_;

  // The writer's.
  std::shared_ptr<Scratch> scratch_;
  std::vector<Run*> runs_;
  Run* open_ = nullptr;  // the last of them
  std::uint32_t size_ = 0;  // of it
  Entry last_;              // of it
  char* piece_ = nullptr;
  std::size_t piece_left_ = 0;
  std::size_t piece_size_ = 0;
  std::array<std::vector<void*>, kSizes> free_;
  std::vector<Retired> retired_;  // in this turn
  std::vector<Retired> leaving_;  // in the one before
};

class RunMemTables final : public rdb::MemTableRepFactory {
 public:
  using MemTableRepFactory::CreateMemTableRep;
  rdb::MemTableRep* CreateMemTableRep(const rdb::MemTableRep::KeyComparator& /*order*/, rdb::Allocator* allocator, const rdb::SliceTransform* /*prefixes*/,
                                      rdb::Logger* /*logger*/) override {
    return new RunMemTable(allocator, scratch_);
  }
  [[nodiscard]] const char* Name() const override { return "entente.runs"; }

 private:
  std::shared_ptr<Scratch> scratch_ = std::make_shared<Scratch>();
};

}  // namespace

std::shared_ptr<rocksdb::MemTableRepFactory> run_memtables() { return std::make_shared<RunMemTables>(); }

}  // namespace entente::graph

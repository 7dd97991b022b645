// The order in which a receiver's deliveries go.
#include "alert/queue.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using std::chrono::seconds;

const Instant kStart{std::chrono::hours(1)};

QueuedDelivery item(std::int64_t id, const std::string& key, int due = 0, int give_up = 1000) {
  QueuedDelivery out;
  out.delivery.id = out.delivery.sequence = id;
  out.delivery.alert_key = key;
  out.due = kStart + seconds(due);
  out.give_up_at = kStart + seconds(give_up);
  return out;
}

std::int64_t begin(DeliveryQueue& queue) {
  const QueuedDelivery* next = queue.begin_next();
  return next == nullptr ? 0 : next->delivery.id;
}

TEST(Queue, OneKeyInOrderOtherKeysBeside) {
  DeliveryQueue queue;
  EXPECT_TRUE(queue.add(item(2, "a")));
  EXPECT_TRUE(queue.add(item(1, "a")));
  EXPECT_TRUE(queue.add(item(3, "b")));
  EXPECT_EQ(begin(queue), 1);
  EXPECT_EQ(begin(queue), 3);
  EXPECT_EQ(begin(queue), 0) << "2 waits until 1 is finished";
  queue.postpone(1, kStart + seconds(5));
  EXPECT_EQ(queue.next_due(), kStart + seconds(5));
  EXPECT_EQ(begin(queue), 1);
  queue.finish(1);
  EXPECT_EQ(begin(queue), 2);
  EXPECT_EQ(queue.in_flight(), 2U);
  EXPECT_EQ(queue.size(), 2U);
  queue.finish(2);
  queue.finish(3);
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_EQ(queue.in_flight(), 0U);
  EXPECT_EQ(queue.next_due(), std::nullopt);
}

TEST(Queue, DueFirstGoesFirst) {
  DeliveryQueue queue;
  queue.add(item(1, "a", 30));
  queue.add(item(2, "b", 10));
  queue.add(item(3, "c", 20));
  EXPECT_EQ(begin(queue), 2);
  EXPECT_EQ(begin(queue), 3);
  EXPECT_EQ(begin(queue), 1);
}

TEST(Queue, TheSameIdTwiceIsIgnored) {
  DeliveryQueue queue;
  EXPECT_TRUE(queue.add(item(1, "a")));
  EXPECT_FALSE(queue.add(item(1, "a")));
  EXPECT_EQ(begin(queue), 1);
  EXPECT_FALSE(queue.add(item(1, "b"))) << "in flight";
  queue.finish(1);
  EXPECT_EQ(begin(queue), 0);
  EXPECT_TRUE(queue.add(item(1, "a"))) << "a dead letter that someone retries";
}

TEST(Queue, HeadsInFlightArePutBack) {
  DeliveryQueue queue;
  queue.add(item(1, "a"));
  queue.add(item(2, "a"));
  queue.add(item(3, "b"));
  begin(queue);
  begin(queue);
  queue.put_back_all();
  EXPECT_EQ(queue.in_flight(), 0U);
  EXPECT_EQ(begin(queue), 1);
  EXPECT_EQ(begin(queue), 3);
  EXPECT_EQ(begin(queue), 0);
}

TEST(Queue, HastenMovesOnlyTheLateHeads) {
  DeliveryQueue queue;
  queue.add(item(1, "a", 3000));
  queue.add(item(2, "b", 5));
  queue.add(item(3, "c", 2000));
  queue.hasten(kStart + seconds(10), [] { return kStart + seconds(1); });
  EXPECT_EQ(begin(queue), 1);
  EXPECT_EQ(begin(queue), 3);
  EXPECT_EQ(queue.next_due(), kStart + seconds(5));
}

TEST(Queue, ExpiredAreHeadsThatWaitBeyondTheirTime) {
  DeliveryQueue queue;
  queue.add(item(1, "a", 0, 10));
  queue.add(item(2, "a", 0, 10));
  queue.add(item(3, "b", 0, 20));
  queue.add(item(4, "c", -1, 10));
  EXPECT_EQ(begin(queue), 4);
  EXPECT_TRUE(queue.expired(kStart + seconds(9)).empty());
  EXPECT_EQ(queue.expired(kStart + seconds(10)), std::vector<std::int64_t>{1});
  queue.finish(1);
  EXPECT_EQ(queue.expired(kStart + seconds(10)), std::vector<std::int64_t>{2});
}

}  // namespace
}  // namespace tocsin

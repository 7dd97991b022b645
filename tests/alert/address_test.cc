// Which addresses a webhook may connect to.
#include "alert/address.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

struct Row {
  const char* address;
  const char* normal;  // why refused, "" allowed
  const char* strict;
};

constexpr Row kRows[] = {
    {"93.184.216.34", "", ""},
    {"8.8.8.8", "", ""},
    {"172.32.0.1", "", ""},
    {"172.15.255.255", "", ""},
    {"100.63.255.255", "", ""},
    {"100.128.0.1", "", ""},
    {"169.253.255.255", "", ""},
    {"0.0.0.0", "unspecified", "unspecified"},
    {"0.1.2.3", "unspecified", "unspecified"},
    {"169.254.169.254", "link-local", "link-local"},
    {"169.254.0.1", "link-local", "link-local"},
    {"100.100.100.200", "cloud metadata", "cloud metadata"},
    {"224.0.0.1", "multicast", "multicast"},
    {"239.255.255.255", "multicast", "multicast"},
    {"255.255.255.255", "reserved", "reserved"},
    {"127.0.0.1", "", "loopback"},
    {"127.255.255.254", "", "loopback"},
    {"10.1.2.3", "", "private"},
    {"172.16.0.1", "", "private"},
    {"172.31.255.255", "", "private"},
    {"192.168.1.1", "", "private"},
    {"100.64.0.1", "", "private"},
    {"198.18.0.1", "", "reserved"},
    {"2606:2800:220:1::1", "", ""},
    {"::", "unspecified", "unspecified"},
    {"::1", "", "loopback"},
    {"fe80::1", "link-local", "link-local"},
    {"febf::1", "link-local", "link-local"},
    {"ff02::1", "multicast", "multicast"},
    {"fd00:ec2::254", "cloud metadata", "cloud metadata"},
    {"fd12::1", "", "private"},
    {"fc00::1", "", "private"},
    {"fec0::1", "", "private"},
    {"::ffff:169.254.169.254", "link-local", "link-local"},
    {"::ffff:8.8.8.8", "", ""},
    {"::ffff:127.0.0.1", "", "loopback"},
    {"::ffff:0:169.254.1.1", "link-local", "link-local"},
    {"::169.254.169.254", "link-local", "link-local"},
    {"64:ff9b::169.254.169.254", "link-local", "link-local"},
    {"64:ff9b::10.0.0.1", "", "private"},
    {"64:ff9b::8.8.8.8", "", ""},
    {"64:ff9b:1::169.254.169.254", "link-local", "private"},
    {"2002:a9fe:a9fe::1", "link-local", "link-local"},
    {"2002:c0a8:101::1", "", "private"},
    {"2001:0:1:2:3:4:5601:5601", "link-local", "link-local"},
    {"2001:db8::1", "", "reserved"},
    {"not an address", "not an internet address", "not an internet address"},
    {"127.1", "not an internet address", "not an internet address"},
};

TEST(Address, Table) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.address);
    EXPECT_EQ(why_refused(std::string_view(row.address), false), row.normal);
    EXPECT_EQ(why_refused(std::string_view(row.address), true), row.strict);
  }
}

TEST(Address, OtherFamiliesAreRefused) {
  sockaddr_storage storage{};
  storage.ss_family = AF_UNIX;
  EXPECT_NE(why_refused(reinterpret_cast<const sockaddr*>(&storage), false), "");
}

}  // namespace
}  // namespace tocsin

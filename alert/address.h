// May a webhook connect to this address? Asked of every address just before the socket is opened,
// so that no name, redirect or DNS answer leads to a cloud's metadata or to a neighbour on the
// link.
#pragma once

#include <netinet/in.h>

#include <string_view>

namespace tocsin {

// "" where it is allowed, else why not ("link-local"). IPv4 that is wrapped in IPv6 (mapped,
// compatible, NAT64, 6to4, Teredo) is judged as what it is. `strict` refuses private, loopback and
// reserved addresses as well. Anything but IPv4 and IPv6 is refused.
std::string_view why_refused(const sockaddr* address, bool strict);

// The same of an address as text; what is not one is refused.
std::string_view why_refused(std::string_view text, bool strict);

}  // namespace tocsin

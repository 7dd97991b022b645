// Named places where a test can make the process die or an operation fail.
//   TOCSIN_FAILPOINT=name        SIGKILL to oneself at the first pass
//   TOCSIN_FAILPOINT=name:N      at pass N (from 1)
// Compiled in only where BUILD_TESTING is on (TOCSIN_FAILPOINTS); nothing in a release.
#pragma once

namespace tocsin {

#ifdef TOCSIN_FAILPOINTS
void failpoint(const char* name);
#else
inline void failpoint(const char*) {}
#endif

}  // namespace tocsin

#include "daemon/version.h"

namespace tocsin {

std::string version() { return TOCSIN_VERSION; }

}  // namespace tocsin

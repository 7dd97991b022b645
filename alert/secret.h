// Reads a secret from where the config says that it lies. The secret itself is never logged and
// never part of an error's text.
#pragma once

#include <string>

#include "alert/options.h"
#include "base/result.h"

namespace tocsin {

// White space around it is dropped. A file that everybody may read is used, with a warning.
//   kInvalid   no source or more than one, an empty secret, a credential's name with a slash
//   kNotFound  the file, variable or credential is not there
Result<std::string> read_secret(const SecretSource& source);

}  // namespace tocsin

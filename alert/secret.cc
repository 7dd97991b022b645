// read_secret: from a file, an environment variable or a systemd credential.
#include "alert/secret.h"

#include <sys/stat.h>

#include <cstdlib>

#include "base/files.h"
#include "base/log.h"
#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::int64_t kLongest = 64 << 10;

void warn_if_world_readable(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) == 0 && (info.st_mode & S_IROTH) != 0) {
    spdlog::warn("everybody may read the secret in {}: chmod o-r it", path);
  }
}

Result<std::string> from_file(const std::string& path) {
  Result<std::string> text = read_text_file(path, kLongest);
  if (text) warn_if_world_readable(path);
  return text;
}

Result<std::string> from_environment(const std::string& name) {
  const char* value = secure_getenv(name.c_str());
  if (value == nullptr) {
    return fail(ErrorCode::kNotFound, "the environment variable " + name + " is not set");
  }
  return std::string(value);
}

Result<std::string> from_credential(const std::string& name) {
  if (name.find('/') != std::string::npos || name == "." || name == "..") {
    return fail(ErrorCode::kInvalid, "a credential's name has no slash: " + name);
  }
  const char* folder = secure_getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) {
    return fail(ErrorCode::kNotFound, "no credential " + name +
                                          ": $CREDENTIALS_DIRECTORY is not set; add "
                                          "LoadCredential= to the unit");
  }
  return read_text_file(std::string(folder) + "/" + name, kLongest);
}

// Exactly one of the three is set.
struct Origin {
  std::string SecretSource::*name;
  Result<std::string> (*read)(const std::string&);
};
constexpr Origin kOrigins[] = {
    {&SecretSource::file, from_file},
    {&SecretSource::environment, from_environment},
    {&SecretSource::credential, from_credential},
};

}  // namespace

Result<std::string> read_secret(const SecretSource& source) {
  const Origin* chosen = nullptr;
  for (const Origin& origin : kOrigins) {
    if ((source.*origin.name).empty()) continue;
    if (chosen != nullptr) {
      return fail(ErrorCode::kInvalid, "a secret has one of file, environment and credential");
    }
    chosen = &origin;
  }
  if (chosen == nullptr) {
    return fail(ErrorCode::kInvalid, "a secret needs one of file, environment and credential");
  }
  const std::string& name = source.*chosen->name;
  Result<std::string> text = chosen->read(name);
  if (!text) return text;
  std::string secret(trim(*text));
  if (secret.empty()) return fail(ErrorCode::kInvalid, "the secret in " + name + " is empty");
  return secret;
}

}  // namespace tocsin

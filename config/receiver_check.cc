// Entrance: check_receivers. The functions that judge are the ones that the webhook itself calls.
#include "config/receiver_check.h"

#include <cstdlib>

#include "alert/secret.h"
#include "alert/signature.h"

namespace tocsin {
namespace {

// Where a secret comes from, in words, and what helps when it cannot be had.
struct Origin {
  std::string SecretSource::*name;
  const char* words;
  const char* hint;
};
constexpr Origin kOrigins[] = {
    {&SecretSource::file, "file ",
     "the daemon's user must be able to read it; to check as that user: sudo -u tocsin tocsin "
     "check"},
    {&SecretSource::environment, "variable ", "set it for tocsind, and here to check it"},
    {&SecretSource::credential, "credential ", "LoadCredential= in the unit provides it"},
};

const Origin* origin_of(const SecretSource& source) {
  for (const Origin& origin : kOrigins) {
    if (!(source.*origin.name).empty()) return &origin;
  }
  return nullptr;
}

Status check_secret(const SecretSource& source) {
  const Result<std::string> secret = read_secret(source);
  if (!secret) return fail(secret.error());
  const Result<SigningKey> key = SigningKey::parse(*secret);
  if (!key) return fail(key.error());
  return {};
}

Diagnostic describe(const std::string& file, const std::string& receiver,
                    const SecretSource& source, const Error& error) {
  Diagnostic out;
  out.where.file = file;
  out.message = "receiver " + receiver + ": the secret";
  if (const Origin* origin = origin_of(source)) {
    out.message += " in " + std::string(origin->words) + quote(source.*origin->name);
    out.hint = origin->hint;
  }
  out.message += " cannot be used: " + error.message;
  return out;
}

bool only_a_unit_can_tell(const SecretSource& source, const Error& error) {
  return !source.credential.empty() && error.code == ErrorCode::kNotFound &&
         secure_getenv("CREDENTIALS_DIRECTORY") == nullptr;
}

}  // namespace

std::vector<Diagnostic> ReceiverCheck::all() const {
  std::vector<Diagnostic> out = wrong;
  out.insert(out.end(), unknown_here.begin(), unknown_here.end());
  return out;
}

ReceiverCheck check_receivers(const Config& config, const std::string& file) {
  ReceiverCheck out;
  for (const ReceiverOptions& receiver : config.receivers) {
    for (const SecretSource& source : receiver.secrets) {
      const Status good = check_secret(source);
      if (good) continue;
      auto& list = only_a_unit_can_tell(source, good.error()) ? out.unknown_here : out.wrong;
      list.push_back(describe(file, receiver.id, source, good.error()));
    }
  }
  return out;
}

}  // namespace tocsin

// A receiver that is a URL: each payload is POSTed as JSON with the headers of Standard
// Webhooks 1.0 (alert/signature.h). What an answer means stands in alert/retry.h.
#pragma once

#include <memory>

#include "alert/sender.h"

namespace tocsin {

// Reads the secrets now. Without secrets messages go unsigned.
//   kInvalid, kNotFound  the URL is not http or https, a secret cannot be used, more than two
//   secrets
Result<std::unique_ptr<Sender>> open_webhook(const ReceiverOptions& options, const Clock& clock);

}  // namespace tocsin

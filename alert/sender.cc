// open_sender: the table of the kinds of receiver.
#include "alert/sender.h"

#include "alert/log_receiver.h"
#include "alert/webhook.h"

namespace tocsin {
namespace {

struct Kind {
  ReceiverType type;
  Result<std::unique_ptr<Sender>> (*open)(const ReceiverOptions&, const Clock&);
};
constexpr Kind kKinds[] = {
    {ReceiverType::kLog, open_log_receiver},
    {ReceiverType::kWebhook, open_webhook},
};

}  // namespace

Result<std::unique_ptr<Sender>> open_sender(const ReceiverOptions& options, const Clock& clock) {
  for (const Kind& kind : kKinds) {
    if (kind.type != options.type) continue;
    Result<std::unique_ptr<Sender>> sender = kind.open(options, clock);
    if (sender) return sender;
    Error error = sender.error();
    error.message = "receiver " + options.id + ": " + error.message;
    return fail(std::move(error));
  }
  return fail(ErrorCode::kInternal, "receiver " + options.id + " is of an unknown type");
}

}  // namespace tocsin

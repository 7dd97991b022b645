// The Sender of webhooks: signs, hands the request to an HttpClient of its own (so that connections
// are never shared between receivers), and makes an Attempt of the answer.
#include "alert/webhook.h"

#include <utility>

#include "alert/http_client.h"
#include "alert/secret.h"
#include "alert/signature.h"
#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kMostKeys = 2;

Result<std::vector<SigningKey>> read_keys(const std::vector<SecretSource>& secrets) {
  if (secrets.size() > kMostKeys) {
    return fail(ErrorCode::kInvalid, "at most two secrets are active at a time");
  }
  std::vector<SigningKey> keys;
  for (const SecretSource& source : secrets) {
    const Result<std::string> secret = read_secret(source);
    if (!secret) return fail(secret.error());
    Result<SigningKey> key = SigningKey::parse(*secret);
    if (!key) return fail(key.error());
    keys.push_back(std::move(*key));
  }
  return keys;
}

std::int64_t unix_seconds(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

// "HTTP 503: what it said"
std::string describe(const HttpAnswer& answer) {
  constexpr std::size_t kQuoted = 200;
  if (answer.failure != HttpFailure::kNone) return answer.error;
  std::string text = "HTTP " + std::to_string(answer.status);
  if (answer.status >= 300 && answer.status <= 399) text += ", a redirect, which is not followed";
  if (answer.status == 410) text += " Gone: paused until restart";
  const std::string said = printable(trim(answer.beginning));
  return said.empty() ? text : text + ": " + shorten(said, kQuoted);
}

class Webhook final : public Sender {
 public:
  Webhook(std::string url, std::vector<SigningKey> keys, std::unique_ptr<HttpClient> client,
          const Clock& clock)
      : url_(std::move(url)), keys_(std::move(keys)), client_(std::move(client)), clock_(clock) {}

  void start(const Delivery& delivery) override {
    const SignedHeaders headers =
        sign(delivery.message_id(), unix_seconds(clock_.now()), delivery.payload, keys_);
    HttpRequest request{.id = delivery.id, .url = url_, .headers = {}, .body = delivery.payload};
    request.headers = {"content-type: application/json", "webhook-id: " + headers.id,
                       "webhook-timestamp: " + headers.timestamp};
    if (!headers.signature.empty()) {
      request.headers.push_back("webhook-signature: " + headers.signature);
    }
    client_->start(std::move(request));
  }

  std::vector<Attempt> take_attempts() override {
    std::vector<Attempt> attempts;
    for (const HttpAnswer& answer : client_->advance()) attempts.push_back(judge(answer));
    return attempts;
  }

  int descriptor() const override { return client_->descriptor(); }
  std::optional<Instant> deadline() const override { return client_->deadline(); }
  void cancel_all() override { client_->cancel_all(); }

 private:
  Attempt judge(const HttpAnswer& answer) const {
    Attempt attempt{.delivery = answer.id,
                    .outcome = classify(answer.failure, answer.status),
                    .http_status = answer.status,
                    .error = "",
                    .retry_after = parse_retry_after(answer.retry_after, clock_.now())};
    if (attempt.outcome != Outcome::kDelivered) attempt.error = describe(answer);
    return attempt;
  }

  std::string url_;
  std::vector<SigningKey> keys_;
  std::unique_ptr<HttpClient> client_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<Sender>> open_webhook(const ReceiverOptions& options, const Clock& clock) {
  if (Status good = check_url(options.url); !good) return fail(good.error());
  Result<std::vector<SigningKey>> keys = read_keys(options.secrets);
  if (!keys) return fail(keys.error());
  const HttpLimits limits{.connect_timeout = options.connect_timeout,
                          .timeout = options.timeout,
                          .max_answer = options.max_answer,
                          .strict_addresses = options.strict_addresses};
  Result<std::unique_ptr<HttpClient>> client = HttpClient::open(limits, clock);
  if (!client) return fail(client.error());
  return std::make_unique<Webhook>(options.url, std::move(*keys), std::move(*client), clock);
}

}  // namespace tocsin

// ICU's converters and its detector. Entrances: convert_to_utf8, detect_encoding.
#include "base/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace tocsin {
namespace {

constexpr std::size_t kDetectBytes = 64UL << 10;
constexpr int kLeastConfidence = 10;  // of ICU's 100

}  // namespace

Result<Converted> convert_to_utf8(std::string_view bytes, const std::string& encoding) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    return fail(ErrorCode::kInvalid, "too long to convert");
  }
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(encoding.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) return fail(ErrorCode::kInvalid, "no encoding is called " + encoding);
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), error);
  if (U_FAILURE(error)) {
    return fail(ErrorCode::kInvalid, std::string("cannot be converted: ") + u_errorName(error));
  }
  Converted out{.text = {}, .characters = wide.countChar32(), .replaced = 0};
  for (std::int32_t i = 0; i < wide.length(); ++i) out.replaced += wide.charAt(i) == u'\uFFFD';
  wide.toUTF8String(out.text);
  return out;
}

std::string detect_encoding(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  const std::string_view sample = bytes.substr(0, kDetectBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return {};
  if (ucsdet_getConfidence(match, &error) < kLeastConfidence) return {};
  const std::string name = ucsdet_getName(match, &error);
  // What calls itself Latin-1 has been windows-1252 since the browsers said so.
  return name == "ISO-8859-1" ? "windows-1252" : name;
}

}  // namespace tocsin

// A worker's job: one claimed file, read, hashed and analysed; or what else is to become of it.
#pragma once

#include <optional>
#include <string>

#include "daemon/analysed.h"
#include "extract/event/extractor.h"
#include "intake/options.h"
#include "intake/suspects.h"

namespace tocsin {

struct Examined {
  Claim claim;
  std::optional<Analysed> analysed;  // for the writer; nothing: release the claim with `outcome`
  Release outcome = Release::kDone;
  std::string why;  // for the log, "" nothing worth telling
};

struct ExamineContext {
  const IntakeOptions& intake;
  const Extractor& extractor;
  const Suspects& suspects;
};

// Any thread; never throws. The file stands in the in-work journal while it is looked at.
Examined examine(const ExamineContext& context, const Claim& claim);

// The same file refused without a look, because looking at it has killed the process too often.
Examined refuse_crasher(const ExamineContext& context, const Claim& claim, int crashes);

}  // namespace tocsin

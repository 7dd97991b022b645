// A worker's job: one claimed file, read, hashed and analysed; or what else is to become of it.
#pragma once

#include <optional>
#include <string>

#include "daemon/analysed.h"
#include "daemon/analysers.h"
#include "extract/event/extractor.h"
#include "intake/options.h"
#include "intake/suspects.h"

namespace tocsin {

struct Examined {
  Claim claim;
  std::optional<Analysed> analysed;  // for the writer; nothing: release the claim with `outcome`
  Release outcome = Release::kDone;
  std::string why;      // for the log, "" nothing worth telling
  std::string journal;  // why it could not be noted in the in-work journal, "" it could
};

struct ExamineContext {
  const IntakeOptions& intake;
  Analysers& analysers;
  const Extractor& extractor;
  const Suspects& suspects;
  bool leave_open_files = false;  // a file that somebody still writes is not read
};

// Any thread; never throws. The file stands in the in-work journal while it is looked at.
Examined examine(const ExamineContext& context, const Claim& claim);

// The same file refused without a look, because looking at it has killed the process too often. Its
// record stays in the journal until the file is filed: the caller calls Suspects::finish then.
Examined refuse_crasher(const ExamineContext& context, const Claim& claim, int crashes);

}  // namespace tocsin

// Entrance: examine. Next: pipeline.cc for analyse().
#include "daemon/examine.h"

#include <unistd.h>

#include <cerrno>
#include <exception>
#include <filesystem>

#include "base/failpoint.h"
#include "base/hash.h"
#include "base/timestamp.h"
#include "daemon/pipeline.h"

namespace tocsin {
namespace {

Analysed start_of(const ExamineContext& context, const Claim& claim, const FileStamp& stamp,
                  std::string sha256) {
  Analysed out;
  out.claim = claim;
  out.stamp = stamp;
  out.arrival.feed = context.intake.feeds.at(claim.feed).id;
  out.arrival.path = claim.path;
  out.arrival.size = stamp.size;
  out.arrival.modified = from_unix_ns(stamp.mtime_ns);
  out.arrival.received = claim.received;
  out.arrival.sha256 = std::move(sha256);
  return out;
}

Examined refused(Analysed analysed, Refusal refusal) {
  const Claim claim = analysed.claim;
  analysed.refusal = std::move(refusal);
  return {claim, std::move(analysed), Release::kDone, "", ""};
}

// The file could not be read: gone, forbidden, changed, or not a file that we read at all.
Examined unreadable(const ExamineContext& context, const Claim& claim, const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotFound:
      return {claim, std::nullopt, Release::kDone, "it is gone", ""};
    case ErrorCode::kUnavailable: {
      const bool denied = access(claim.path.c_str(), R_OK) != 0 && errno == EACCES;
      return {claim, std::nullopt, denied ? Release::kDenied : Release::kChanged, error.message,
              ""};
    }
    default:
      break;
  }
  const auto info = file_info(claim.path);
  if (!info || info->kind != FileKind::kRegular) {
    return {claim, std::nullopt, Release::kDone, error.message, ""};
  }
  if (info->stamp.size <= context.intake.max_file_size) {
    return {claim, std::nullopt, Release::kRetry, error.message, ""};
  }
  // Not read, so known by its path alone; the quarantine keeps the bytes.
  return refused(start_of(context, claim, info->stamp, ""), {"too_large", error.message});
}

bool may_be_unfinished(ReadProblem problem) {
  return problem == ReadProblem::kEmpty || problem == ReadProblem::kTruncated;
}

Examined look_at(const ExamineContext& context, const Claim& claim) {
  auto file = read_file(claim.path, context.intake.max_file_size);
  if (!file) return unreadable(context, claim, file.error());
  failpoint("examine:read");
  Analysed out = start_of(context, claim, file->stamp, sha256_hex(file->bytes));
  const std::string name = std::filesystem::path(claim.path).filename().string();
  auto articles = analyse(file->bytes, name, *context.analysers.take(), context.extractor);
  failpoint("examine:analysed");
  if (articles) {
    out.articles = *std::move(articles);
    return {claim, std::move(out), Release::kDone, "", ""};
  }
  const ReadError& error = articles.error();
  if (claim.may_wait && may_be_unfinished(error.problem)) {
    return {claim, std::nullopt, Release::kRetry, error.message, ""};
  }
  return refused(std::move(out),
                 {std::string(to_string(error.problem)), error.message, error.offset, error.line});
}

}  // namespace

Examined examine(const ExamineContext& context, const Claim& claim) {
  if (context.leave_open_files && has_writer(claim.path)) {
    return {claim, std::nullopt, Release::kChanged, "somebody is still writing it", ""};
  }
  // A journal that cannot be written (disk full) costs only the protection against crashers.
  const Status begun = context.suspects.begin(claim.path);
  Examined out;
  try {
    out = look_at(context, claim);
  } catch (const std::exception& problem) {
    Refusal refusal{"internal", std::string("a fault of ours: ") + problem.what()};
    const auto info = file_info(claim.path);
    if (!info) return {claim, std::nullopt, Release::kDone, "it is gone", ""};
    out = refused(start_of(context, claim, info->stamp, ""), std::move(refusal));
  }
  const Status finished = context.suspects.finish(claim.path);
  if (!begun) out.journal = to_string(begun.error());
  if (!finished) out.journal = to_string(finished.error());
  return out;
}

Examined refuse_crasher(const ExamineContext& context, const Claim& claim, int crashes) {
  const auto info = file_info(claim.path);
  if (!info) return {claim, std::nullopt, Release::kDone, "it is gone", ""};
  return refused(start_of(context, claim, info->stamp, ""),
                 {"crash", "reading it ended the program " + std::to_string(crashes) + " times"});
}

}  // namespace tocsin

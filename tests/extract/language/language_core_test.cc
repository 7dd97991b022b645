#include "extract/language/language_core.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

constexpr const char* kModel = TOCSIN_SOURCE_DIR "/extract/language/data/english.model";

// The shipped model with only so many bytes of the section; without it for none.
Result<LanguageCore> open_with(std::string_view cut, std::size_t bytes) {
  const auto shipped = ModelFile::open(kModel);
  ModelWriter writer;
  for (const auto& [name, size] : shipped->sections()) {
    const std::size_t kept = name == cut ? std::min(bytes, size) : size;
    if (kept > 0) writer.add(name, std::string(shipped->section(name)->substr(0, kept)));
  }
  return LanguageCore::open(*ModelFile::from_bytes(writer.bytes()));
}

TEST(LanguageCoreTest, SaysOfWhichFileAPartIsDamagedAndWhatToDo) {
  const auto shipped = ModelFile::open(kModel);
  ASSERT_TRUE(shipped.has_value());
  std::size_t parts = 0;
  for (const auto& [name, size] : shipped->sections()) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{4}, size / 2, size - size / 8}) {
      SCOPED_TRACE(name + " of " + std::to_string(bytes) + " bytes");
      const auto core = open_with(name, bytes);
      ASSERT_FALSE(core.has_value());
      EXPECT_EQ(core.error().code, ErrorCode::kCorrupt);
      EXPECT_EQ(core.error().where.file, "the model");
      const std::string& message = core.error().message;
      constexpr std::string_view kRemedy = "; install the model that came with this program";
      EXPECT_TRUE(message.ends_with(kRemedy)) << message;
      EXPECT_EQ(message.find("install"), message.size() - kRemedy.size() + 2) << message;
    }
    ++parts;
  }
  EXPECT_GE(parts, 4U);
}

TEST(LanguageCoreTest, OpensTheWholeModel) { EXPECT_TRUE(open_with("none", 0).has_value()); }

}  // namespace
}  // namespace tocsin

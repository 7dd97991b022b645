#include "model/embedding_table.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "model/kernels.h"
#include "tests/model/random_values.h"

namespace tocsin {
namespace {

ModelFile file_of(SectionWriter& writer) {
  ModelWriter model;
  model.add("table", writer.take());
  return ModelFile::from_bytes(model.bytes()).value();
}

TEST(EmbeddingTableTest, IsReadAsWritten) {
  for (const int width : {1, 16, 20, 64}) {
    SCOPED_TRACE(width);
    const int rows = 9;
    std::vector<float> values = random_floats(rows * width, 1, 3);
    std::fill(values.begin(), values.begin() + width, 0.0F);  // the first row is zero
    SectionWriter writer;
    write_table(writer, values, rows, width);
    const ModelFile file = file_of(writer);
    SectionReader reader(file.section("table").value());
    const auto table = read_table(reader);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows, rows);
    EXPECT_EQ(table->width, (width + 15) / 16 * 16);
    for (int r = 0; r < rows; ++r) {
      std::vector<float> sum(static_cast<std::size_t>(table->width));
      kernels().add_row(table->row(r), table->scale[r], table->width, sum.data());
      for (int i = 0; i < table->width; ++i) {
        const float wanted =
            i < width ? values[static_cast<std::size_t>(std::int64_t{r} * width + i)] : 0;
        ASSERT_NEAR(sum[static_cast<std::size_t>(i)], wanted, 0.501F * table->scale[r]);
      }
    }
  }
}

struct Parts {
  std::int32_t rows = 2;
  std::int32_t width = 16;
  std::vector<std::int8_t> values = std::vector<std::int8_t>(32, -128);
  std::vector<float> scale = {0.5F, 2};
};

TEST(EmbeddingTableTest, RefusesWhatCannotBeOne) {
  struct Case {
    const char* what;
    void (*change)(Parts&);
    bool fits;
  };
  const std::vector<Case> cases = {
      {"as written", [](Parts&) {}, true},
      {"no rows", [](Parts& p) { p.rows = 0, p.values.clear(), p.scale.clear(); }, false},
      {"negative rows", [](Parts& p) { p.rows = -2; }, false},
      {"too many rows", [](Parts& p) { p.rows = 3; }, false},
      {"no width", [](Parts& p) { p.width = 0, p.values.clear(); }, false},
      {"odd width", [](Parts& p) { p.width = 8, p.values.resize(16); }, false},
      {"negative width", [](Parts& p) { p.width = -16; }, false},
      {"a value too few", [](Parts& p) { p.values.pop_back(); }, false},
      {"a scale too many", [](Parts& p) { p.scale.push_back(1); }, false},
      {"an infinite scale", [](Parts& p) { p.scale[1] = std::numeric_limits<float>::infinity(); },
       false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Parts parts;
    c.change(parts);
    SectionWriter writer;
    writer.value(parts.rows);
    writer.value(parts.width);
    writer.array<std::int8_t>(parts.values);
    writer.array<float>(parts.scale);
    const ModelFile file = file_of(writer);
    SectionReader reader(file.section("table").value());
    const auto table = read_table(reader);
    EXPECT_EQ(table.has_value(), c.fits);
    if (!table) {
      EXPECT_EQ(table.error().message, "the model has a table whose parts do not fit");
    }
  }
}

}  // namespace
}  // namespace tocsin

// The table of presets; docs/language.md has the trials behind its numbers.
#include "cli/train/presets.h"

#include <array>

namespace tocsin {
namespace {

NetworkShape small() {
  NetworkShape shape;
  shape.width = 128;
  shape.hidden = 128;
  shape.arc = 96;
  shape.relation = 96;
  return shape;
}

NetworkShape large() {
  NetworkShape shape;
  shape.width = 192;
  shape.hidden = 256;
  shape.arc = 192;
  shape.relation = 128;
  return shape;
}

TrainingOptions training(std::int64_t steps, Dropout dropout) {
  TrainingOptions options;
  options.steps = steps;
  options.dropout = dropout;
  return options;
}

std::array<TrainingPreset, 2> presets() {
  TrainingPreset quick;
  quick.name = "quick";
  quick.help = "ten minutes: no teachers, for trying things";
  quick.vector_epochs = 2;
  quick.student = small();
  quick.student_training = training(4'000, {.input = 0.2F, .layers = 0.2F, .heads = 0.2F});

  TrainingPreset full;
  full.name = "full";
  full.help = "the shipped model: two teachers, their trees on raw news, then the model";
  full.teachers = 2;
  full.teacher = large();
  full.teacher_training = training(6'000, {.input = 0.3F, .layers = 0.3F, .heads = 0.3F});
  full.raw_words = 3'000'000;
  full.gold_repeats = 3;
  full.student = small();
  full.student_training = training(9'000, {.input = 0.1F, .layers = 0.1F, .heads = 0.1F});
  full.student_training.batch_words = 800;
  return {quick, full};
}

}  // namespace

std::span<const TrainingPreset> training_presets() {
  static const std::array<TrainingPreset, 2> kPresets = presets();
  return kPresets;
}

}  // namespace tocsin

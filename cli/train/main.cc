// tocsin-train: parses its flags and calls. Next: cli/train/app.cc.
#include "cli/train/app.h"

int main(int count, char** values) { return tocsin::run_train_app(count, values); }

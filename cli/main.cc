// tocsin: parses its flags and calls. Next: app.cc.
#include "cli/app.h"

int main(int count, char** values) { return tocsin::run_app(count, values); }

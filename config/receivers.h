// The section `receivers` of a config. For config/ only.
#pragma once

#include <vector>

#include "alert/options.h"
#include "config/values.h"

namespace tocsin {

// Reads the list; adds to `logs` the paths of log receivers.
std::vector<ReceiverOptions> read_receivers(const std::vector<YamlNode>& nodes,
                                            const ConfigScope& scope,
                                            std::vector<Located<std::string>>& logs);

}  // namespace tocsin

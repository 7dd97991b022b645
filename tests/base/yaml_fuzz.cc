// libFuzzer: no bytes make the YAML reader crash, hang or grow without bound.
#include <cstddef>
#include <cstdint>

#include "base/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tocsin::Complaints complaints("fuzz.yml", {reinterpret_cast<const char*>(data), size});
  const tocsin::YamlNode root = tocsin::parse_yaml(complaints);
  tocsin::YamlMap map(root, "the file", complaints);
  std::vector<tocsin::Located<std::string>> list;
  map.read("a", list);
  map.refuse_unknown();
  return tocsin::render(complaints.take()).size() > 200'000 ? -1 : 0;
}

// For tests that need real files: a folder that is gone afterwards, and no rights for a while.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/files.h"

namespace tocsin {

class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& parent = std::filesystem::temp_directory_path())
      : path_(parent + "/tocsin-test-XXXXXX") {
    EXPECT_NE(::mkdtemp(path_.data()), nullptr);
    EXPECT_EQ(::chmod(path_.c_str(), 0777), 0);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  const std::string& path() const { return path_; }
  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

inline void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// The file's bytes, or the error as text.
inline std::string get(const std::string& path) {
  const auto bytes = read_text_file(path);
  return bytes ? *bytes : "error: " + to_string(bytes.error());
}

// Root may do anything, so the permissions of files are tried as nobody.
class AsNobody {
 public:
  AsNobody() : was_(::geteuid()) {
    if (was_ == 0) {
      EXPECT_EQ(::seteuid(65534), 0);
    }
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (was_ == 0) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

 private:
  uid_t was_;
};

}  // namespace tocsin

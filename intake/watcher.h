// inotify: what happens in the watched folders, as plain events. One thread.
#pragma once

#include <string>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace tocsin {

struct FolderEvent {
  enum class Kind {
    kMovedIn,     // a rename: the file is complete
    kClosed,      // a writer closed it
    kAttributes,  // mode, owner or times changed
    kCreated,     // also a hard link, of which nothing else is heard
    kGone,        // deleted or moved away
    kFolderLost,  // the folder itself was deleted, moved or unmounted
    kOverflow,    // events were lost, of any folder; `watch` says nothing
  };
  Kind kind = Kind::kCreated;
  int watch = -1;
  std::string name;  // bytes, any but "/" and NUL; "" where the event is of the folder
};

class Watcher {
 public:
  // kUnavailable where the system grants no more inotify instances.
  static Result<Watcher> open();

  int descriptor() const { return inotify_.get(); }  // readable: take() has something
  // Watches a folder (links to it are followed) and returns its number. The same folder twice gives
  // the same number. kNotFound, kInvalid (no folder) or kUnavailable (no more watches).
  Result<int> add(const std::string& folder);
  void remove(int watch);
  // What has happened since; at most a mebibyte of records at once, then the descriptor stays
  // readable.
  std::vector<FolderEvent> take();

 private:
  explicit Watcher(FileDescriptor inotify) : inotify_(std::move(inotify)) {}

  FileDescriptor inotify_;
};

// The name of the file system where inotify misses what other machines or processes do ("NFS",
// "CIFS", "FUSE", "9p"), "" for all others and where it cannot be told.
std::string unwatchable_file_system(const std::string& folder);

}  // namespace tocsin

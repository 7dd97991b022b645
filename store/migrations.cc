// Each step is final once released: what comes later is a new step. Times are UTC nanoseconds since
// 1970 (INTEGER), days are ISO text. Paths are bytes and may be no valid UTF-8.
#include "store/migrations.h"

namespace tocsin {

const std::array<Migration, 1> kMigrations = {{
    {"first schema", R"sql(
-- Every file that was ever taken from a drop folder, once for each time it was dropped.
CREATE TABLE arrivals (
  id INTEGER PRIMARY KEY,
  feed TEXT NOT NULL,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  received INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'duplicate', 'quarantined')),
  reason TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  filing TEXT NOT NULL CHECK (filing IN ('pending', 'done')),
  filed_to TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX arrivals_by_hash ON arrivals (sha256);
CREATE INDEX arrivals_to_file ON arrivals (id) WHERE filing = 'pending';

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  arrival INTEGER NOT NULL REFERENCES arrivals (id),
  member TEXT NOT NULL,
  feed TEXT NOT NULL,
  name TEXT NOT NULL,               -- provider id, else URL, else ''
  version INTEGER NOT NULL,
  text_hash TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  byline TEXT NOT NULL,
  dateline TEXT NOT NULL,
  body TEXT NOT NULL,
  language TEXT NOT NULL,
  published_at TEXT,                -- ISO; NULL: the article names no date
  received INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_name ON articles (feed, name) WHERE name <> '';
CREATE INDEX articles_by_arrival ON articles (arrival);

CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  family TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  object_class TEXT NOT NULL,
  status TEXT NOT NULL,
  answers TEXT NOT NULL,            -- refused, denied, reversed; separated by blanks
  first_day TEXT,
  last_day TEXT,
  opened INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

-- Who takes part; code '' stands for a side that nobody has named yet.
CREATE TABLE incident_parties (
  family TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  code TEXT NOT NULL,
  incident INTEGER NOT NULL REFERENCES incidents (id),
  PRIMARY KEY (family, side, code, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_incident ON incident_parties (incident);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id),
  incident INTEGER REFERENCES incidents (id),  -- NULL: waits for its incident to open
  family TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  status TEXT NOT NULL,
  background INTEGER NOT NULL CHECK (background IN (0, 1)),
  received INTEGER NOT NULL,
  data TEXT NOT NULL                -- the whole event as JSON
) STRICT;
CREATE INDEX events_by_incident ON events (incident);
CREATE INDEX events_by_article ON events (article);
CREATE INDEX events_waiting ON events (family, received) WHERE incident IS NULL;

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  rule TEXT NOT NULL,
  incident INTEGER NOT NULL REFERENCES incidents (id),
  revision INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  severity TEXT NOT NULL,
  status TEXT NOT NULL,
  change TEXT NOT NULL,
  reason TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  event INTEGER NOT NULL REFERENCES events (id),
  received INTEGER NOT NULL,
  alerted INTEGER NOT NULL,
  first_alerted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_incident ON alerts (incident);
CREATE INDEX alerts_by_time ON alerts (alerted);

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  receiver TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  alert TEXT NOT NULL REFERENCES alerts (id),
  revision INTEGER NOT NULL,
  key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
  attempts INTEGER NOT NULL,
  created INTEGER NOT NULL,
  due INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),  -- dead, and a later payload says so
  UNIQUE (receiver, sequence),
  UNIQUE (receiver, alert, revision)
) STRICT;
CREATE INDEX deliveries_pending ON deliveries (receiver, id) WHERE state = 'pending';
CREATE INDEX deliveries_unnamed ON deliveries (receiver, sequence) WHERE state = 'dead' AND named = 0;

CREATE TABLE attempts (
  delivery INTEGER NOT NULL REFERENCES deliveries (id),
  attempt INTEGER NOT NULL,
  attempted INTEGER NOT NULL,
  http_status INTEGER NOT NULL,
  error TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  PRIMARY KEY (delivery, attempt)
) STRICT, WITHOUT ROWID;
)sql"},
}};

}  // namespace tocsin

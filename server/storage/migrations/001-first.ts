// Schema 1: every table of the first release. Never changed once released; a change is a new numbered file.
export const first = {
  version: 1,
  sql: `
CREATE TABLE project (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  archived INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  field_maps INTEGER NOT NULL,
  use_cases INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE log (
  project TEXT NOT NULL REFERENCES project (id),
  seq INTEGER NOT NULL,
  data BLOB NOT NULL,
  person TEXT NOT NULL,
  command TEXT NOT NULL,
  time TEXT NOT NULL,
  PRIMARY KEY (project, seq)
) STRICT;

CREATE TABLE log_history (
  project TEXT NOT NULL REFERENCES project (id),
  seq INTEGER NOT NULL,
  data BLOB NOT NULL,
  person TEXT NOT NULL,
  command TEXT NOT NULL,
  time TEXT NOT NULL,
  PRIMARY KEY (project, seq)
) STRICT;

CREATE TABLE snapshot (
  project TEXT PRIMARY KEY REFERENCES project (id),
  upto_seq INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;

CREATE TABLE cell_change (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL REFERENCES project (id),
  seq INTEGER NOT NULL,
  object TEXT NOT NULL,
  cell TEXT NOT NULL,
  before TEXT,
  after TEXT,
  person TEXT NOT NULL,
  command TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX cell_change_by_seq ON cell_change (project, seq);
CREATE INDEX cell_change_by_object ON cell_change (project, object, seq);

CREATE TABLE counter (
  project TEXT NOT NULL REFERENCES project (id),
  collection TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (project, collection)
) STRICT;

CREATE TABLE blob (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT;

CREATE TABLE blob_link (
  project TEXT NOT NULL REFERENCES project (id),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (project, kind, key)
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
) STRICT;

CREATE TABLE login_token (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  ends_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
`,
} as const

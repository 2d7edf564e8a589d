-- The append-only record of scans and events. Rows are never changed; what they mean for the figures is in
-- the roll-ups (another file), which can be rebuilt from here at any time.

-- User-agent strings, at most 256 characters: the evidence for judging a scan again.
CREATE TABLE agent (
  no INTEGER PRIMARY KEY,
  agent TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE campaign (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

-- What a scan is attributed to, as it was when it was scanned. `key` is all of it joined, for interning.
CREATE TABLE route (
  no INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  time_zone TEXT NOT NULL,
  code TEXT NOT NULL,
  code_id TEXT NOT NULL,
  bearer_kind TEXT NOT NULL,
  bearer_id TEXT NOT NULL,
  place_id TEXT,
  chapter_id TEXT,
  channel TEXT,
  target_kind TEXT,
  rule INTEGER NOT NULL,
  version_id TEXT,
  language TEXT NOT NULL
) STRICT;

-- Ids of versions, blocks and options that events name.
CREATE TABLE word (
  no INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;

-- no       (ms since 2020-01-01 UTC) x 4096 + sequence: strictly growing in the order of commits
-- route, agent: interned; declared without REFERENCES, for both are interned in the same transaction and a
--          lookup per scan would be the most expensive part of the write
-- visitor  first 8 bytes of an HMAC whose salt is destroyed daily
-- secret   the random part of the visit id
-- judged   verdict + 8 x reason + 256 x rule version (src/domain/scan/judge.ts)
-- evidence bits (src/domain/scan/evidence.ts)
-- skew     ms to add to the time in `no`; other than 0 only after the clock was set back
CREATE TABLE scan (
  no INTEGER PRIMARY KEY,
  route INTEGER NOT NULL,
  visitor INTEGER NOT NULL,
  secret INTEGER NOT NULL,
  agent INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  evidence INTEGER NOT NULL,
  skew INTEGER NOT NULL
) STRICT;

-- scan     the scan that began the visit, 0 when the visit is unknown
-- version, block, option: words, 0 for none
CREATE TABLE event (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  scan INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block INTEGER NOT NULL,
  option INTEGER NOT NULL
) STRICT;

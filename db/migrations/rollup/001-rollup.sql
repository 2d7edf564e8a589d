-- Counts derived from ledger.db, in a file of their own: folding never holds the lock that a scan needs, and the
-- file may be deleted at any time (it is rebuilt). Days are counting days (04:00 to 04:00 in the campaign's
-- time zone) as days since 1970-01-01; `judged` is verdict + 8 x reason; classes: 0 person, 1 staff, 2 left out.

-- How far the ledger is folded. One row, moved in the transaction that counts.
CREATE TABLE mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  rule_version INTEGER NOT NULL,
  scan INTEGER NOT NULL,
  event INTEGER NOT NULL,
  folded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE daily (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  route INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  scans INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, route, judged)
) STRICT, WITHOUT ROWID;

CREATE TABLE hourly (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  route INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  scans INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, hour, route, judged)
) STRICT, WITHOUT ROWID;

-- Exact unique people per day: by campaign ('campaign', ''), place, code, channel and chapter.
CREATE TABLE people (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  people INTEGER NOT NULL,
  with_staff INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, facet, value)
) STRICT, WITHOUT ROWID;

-- Who touched what on a day that is still open: the set behind `people`, dropped when the day is closed.
-- classes: 1 as a person, 2 as staff, 3 as both.
CREATE TABLE touch (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  visitor INTEGER NOT NULL,
  route INTEGER NOT NULL,
  classes INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, visitor, route)
) STRICT, WITHOUT ROWID;

-- The days that have scans; a day that is not open is read from the ledger again before it is added to.
CREATE TABLE counted_day (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (campaign, day)
) STRICT, WITHOUT ROWID;

-- One row per visit that reported anything; steps are bits by the number of the event kind.
CREATE TABLE visit (
  scan INTEGER PRIMARY KEY,
  steps INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

-- Visits that reached a step (number of an event kind), each counted once, on the day of its scan.
CREATE TABLE funnel (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  route INTEGER NOT NULL,
  class INTEGER NOT NULL,
  step INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, route, class, step)
) STRICT, WITHOUT ROWID;

-- Events by kind, frozen version, block and option (words of the ledger), on the day they happened.
CREATE TABLE happened (
  campaign INTEGER NOT NULL,
  day INTEGER NOT NULL,
  class INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  version INTEGER NOT NULL,
  block INTEGER NOT NULL,
  option INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (campaign, day, class, kind, version, block, option)
) STRICT, WITHOUT ROWID;

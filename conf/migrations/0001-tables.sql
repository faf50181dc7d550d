-- Tables of the first version. All instants are on this server's clock. Partitions of a day are made by housekeeping.

CREATE TABLE constant (
    name  text PRIMARY KEY,
    value text NOT NULL
);

-- Raw keys that sign webhooks; the newest first, two while they are being changed.
CREATE TABLE secret (
    id         int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    retired_at timestamptz
);

-- One row for each start of each timer instance. A renewal writes this row only, and so never waits behind a fence.
-- dead is set by whoever takes shards over after lease_until, under a row lock: a late renewal then finds nothing.
CREATE TABLE holder (
    id          text COLLATE "C" PRIMARY KEY,
    address     text NOT NULL,
    node        text NOT NULL,
    lease_until timestamptz NOT NULL,
    dead        bool NOT NULL DEFAULT false
) WITH (fillfactor = 50);

-- The fence. Statements of an owner hold its row FOR SHARE; a change of owner raises the term.
CREATE TABLE shard (
    shard int4 PRIMARY KEY,
    owner text COLLATE "C",
    term  int8 NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- How far a shard is done: what is due before done_before, and visible to seen, has its outcome.
CREATE TABLE ack (
    shard       int4 PRIMARY KEY,
    done_before timestamptz NOT NULL DEFAULT '1970-01-01Z',
    seen        pg_snapshot NOT NULL DEFAULT '1:1:'
) WITH (fillfactor = 50);

-- A task and its pending occurrence (nominal). The row of a one-shot is not touched when it succeeds: it is pending
-- while state is 's' and run has no row of (id, nominal).
-- lot: the day of creation in days since 1970, dropped whole after the retention time; 0 for what lives longer.
-- state: s scheduled, p paused, c cancelled, f finished (a recurring task that fires no more).
-- inserted: the transaction that wrote the row or changed what a reader must hear of; the safety read pages by it.
CREATE TABLE task (
    id         text COLLATE "C" NOT NULL,
    lot        int4 NOT NULL,
    shard      int4 NOT NULL,
    version    int4 NOT NULL DEFAULT 1,
    attempts   int4 NOT NULL DEFAULT 0,
    state      "char" NOT NULL CHECK (state IN ('s', 'p', 'c', 'f')),
    recurs     bool NOT NULL,
    nominal    timestamptz NOT NULL,
    due        timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    inserted   xid8 NOT NULL DEFAULT pg_current_xact_id(),
    definition text NOT NULL,
    payload    bytea,
    PRIMARY KEY (id, lot)
) PARTITION BY LIST (lot);

CREATE INDEX task_due ON task (shard, due, id) WHERE state = 's';
CREATE INDEX task_inserted ON task (inserted);
CREATE TABLE task_0 PARTITION OF task FOR VALUES IN (0);

-- The ids that clients chose: partitions cannot keep an id unique among themselves.
CREATE TABLE task_key (
    id text COLLATE "C" PRIMARY KEY
);

-- Occurrences beside the schedule: fired by hand, or revived. Deleted with their outcome.
CREATE TABLE occurrence (
    task_id       text COLLATE "C" NOT NULL,
    scheduled_for timestamptz NOT NULL,
    shard         int4 NOT NULL,
    due           timestamptz NOT NULL,
    attempts      int4 NOT NULL DEFAULT 0,
    inserted      xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (task_id, scheduled_for)
);

CREATE INDEX occurrence_due ON occurrence (shard, due, task_id);
CREATE INDEX occurrence_inserted ON occurrence (inserted);

-- The outcome of an occurrence, of which there is one. outcome: s succeeded, d dead, c cancelled, k skipped.
-- covers: how many nominal instants the row stands for.
CREATE TABLE run (
    task_id       text COLLATE "C" NOT NULL,
    scheduled_for timestamptz NOT NULL,
    term          int8 NOT NULL,
    version       int4 NOT NULL,
    attempt       int4 NOT NULL,
    covers        int4 NOT NULL DEFAULT 1,
    due           timestamptz NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz,
    outcome       "char" NOT NULL CHECK (outcome IN ('s', 'd', 'c', 'k')),
    reason        text,
    error         text,
    PRIMARY KEY (task_id, scheduled_for)
) PARTITION BY RANGE (scheduled_for);

CREATE TABLE run_default PARTITION OF run DEFAULT;

-- Attempts that failed and were followed by another. A revived occurrence counts from 1 again, so that the number
-- alone does not name an attempt.
CREATE TABLE attempt (
    task_id       text COLLATE "C" NOT NULL,
    scheduled_for timestamptz NOT NULL,
    attempt       int4 NOT NULL,
    term          int8 NOT NULL,
    started_at    timestamptz NOT NULL,
    finished_at   timestamptz NOT NULL,
    error         text NOT NULL,
    PRIMARY KEY (task_id, scheduled_for, started_at, attempt)
) PARTITION BY RANGE (scheduled_for);

CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;

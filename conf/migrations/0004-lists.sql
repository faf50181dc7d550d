-- Lists and history.

-- Cursors are sealed with it, so that one which no page ended with is told.
INSERT INTO constant (name, value)
VALUES ('cursorKey', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- Label keys by which lists go through an index of their own, task_label_<number>. Made and filled at the start of a
-- node whose settings name the key; used once it is ready.
CREATE TABLE label_index (
    key    text COLLATE "C" PRIMARY KEY,
    number int4 GENERATED ALWAYS AS IDENTITY,
    ready  bool NOT NULL DEFAULT false
);

-- The last of the nominal instants that the row stands for, where there is more than one.
ALTER TABLE run ADD COLUMN last_scheduled_for timestamptz;

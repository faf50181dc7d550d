-- What is due at once is accepted after its instant, all of it: only what was accepted on a later day need be found by
-- its instant, when the history of that day goes.

DROP INDEX task_nominal;
CREATE INDEX task_nominal ON task (nominal)
    WHERE (NOT recurs OR state IN ('c', 'f', 'e')) AND (lot = 0 OR nominal < to_timestamp(lot * 86400.0));

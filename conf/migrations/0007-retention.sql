-- What may be over by the history of a day although its own lot is younger, or stays: forgotten before that history is.
-- All of the lot that stays; of the others what was accepted after its instant, which is rare.

CREATE INDEX task_nominal ON task (nominal)
    WHERE (NOT recurs OR state IN ('c', 'f', 'e')) AND (lot = 0 OR nominal < created_at);

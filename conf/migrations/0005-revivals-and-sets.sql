-- Attempts of an occurrence are counted on over its revival, so that a receiver that refuses what is older than what it
-- has seen takes the new ones. spent: how many of the attempts were made before, and do not use up the retry policy.

ALTER TABLE task ADD COLUMN spent int4 NOT NULL DEFAULT 0;
ALTER TABLE occurrence ADD COLUMN spent int4 NOT NULL DEFAULT 0;

-- The tasks of a set are found by their label whenever the set is applied: by an index, whatever the settings say.
DO $$
DECLARE
    made int4;
BEGIN
    INSERT INTO label_index (key, ready) VALUES ('carillon.set', true) ON CONFLICT DO NOTHING RETURNING number INTO made;
    IF made IS NOT NULL THEN
        EXECUTE format($index$
            CREATE INDEX task_label_%s ON task ((definition::json #>> '{labels,"carillon.set"}'), id)
                WHERE strpos(definition, '"carillon.set":"') > 0
            $index$, made);
    END IF;
END $$;

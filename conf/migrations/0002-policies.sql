-- What the policies of schedules need. fires: occurrences of the schedule that were fired so far. began: when the first
-- attempt of the pending occurrence started. state e, outcome e: expired. spawned: an occurrence that stands beside its
-- schedule because its task lets occurrences overlap; the others are made by hand. accepted_at: when the definition was
-- accepted, from which a rate without a start counts; null if that is created_at.

ALTER TABLE task
    ADD COLUMN accepted_at timestamptz,
    ADD COLUMN fires int4 NOT NULL DEFAULT 0,
    ADD COLUMN began timestamptz;
ALTER TABLE occurrence ADD COLUMN spawned bool NOT NULL DEFAULT false;

-- A partition that was attached keeps a copy of its own when the parent drops a check.
ALTER TABLE task DROP CONSTRAINT task_state_check;
ALTER TABLE run DROP CONSTRAINT run_outcome_check;
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits
            WHERE inhparent IN ('task'::regclass, 'run'::regclass) LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS task_state_check', part);
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS run_outcome_check', part);
    END LOOP;
END $$;
ALTER TABLE task ADD CONSTRAINT task_state_check CHECK (state IN ('s', 'p', 'c', 'f', 'e'));
ALTER TABLE run ADD CONSTRAINT run_outcome_check CHECK (outcome IN ('s', 'd', 'c', 'k', 'e'));

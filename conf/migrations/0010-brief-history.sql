-- What goes without saying is not written, which is 16 bytes of each life in its table and as many in the log: due is
-- null where it is scheduled_for, covers where it is 1. A partition that was attached keeps a rule of its own when the
-- parent drops it.

ALTER TABLE run ALTER due DROP NOT NULL, ALTER covers DROP NOT NULL, ALTER covers DROP DEFAULT;
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'run'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ALTER due DROP NOT NULL, ALTER covers DROP NOT NULL', part);
    END LOOP;
END $$;

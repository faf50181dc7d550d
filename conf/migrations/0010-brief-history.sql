-- What goes without saying is not written, which is 16 bytes of each life in its table and as many in the log: due is
-- null where it is scheduled_for, covers where it is 1.

ALTER TABLE run ALTER due DROP NOT NULL, ALTER covers DROP NOT NULL, ALTER covers DROP DEFAULT;

-- Attempts of an occurrence are counted on over its revival, so that a receiver that refuses what is older than what it
-- has seen takes the new ones. spent: how many of the attempts were made before, and do not use up the retry policy.

ALTER TABLE task ADD COLUMN spent int4 NOT NULL DEFAULT 0;
ALTER TABLE occurrence ADD COLUMN spent int4 NOT NULL DEFAULT 0;

-- An operator may have a node hand its shards over and take none, until it ends or until it is told to go on.
ALTER TABLE holder ADD COLUMN draining bool NOT NULL DEFAULT false;

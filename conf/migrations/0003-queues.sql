-- Queues: tasks of one name, started in order and within limits by the owner of one shard.

-- What operators set. shard: that of the name, on which all tasks of the queue live.
-- longest: the longest time-out, in milliseconds, of attempts of which a new owner may not know.
CREATE TABLE queue (
    name     text COLLATE "C" PRIMARY KEY,
    shard    int4 NOT NULL,
    settings text NOT NULL,
    paused   bool NOT NULL,
    longest  int8 NOT NULL
);

-- queue, priority (0 urgent, 1 normal, 2 background) and place, the order of acceptance, are NULL outside queues.
ALTER TABLE task ADD COLUMN queue text COLLATE "C", ADD COLUMN priority int2, ADD COLUMN place int8;

CREATE INDEX task_line ON task (queue, priority, due, place) WHERE state = 's' AND queue IS NOT NULL;

-- A batch of tasks takes one number, and has the next thousand places to itself.
CREATE SEQUENCE place INCREMENT BY 1000;

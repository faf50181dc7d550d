-- By which stores tell whether the others of their cluster are on the same database.
INSERT INTO constant (name, value) VALUES ('database', gen_random_uuid()::text);

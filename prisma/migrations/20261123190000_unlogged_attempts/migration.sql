-- Counts of attempts are written several times by each sign-in and are worth nothing a quarter of an hour later: without
-- a log of them none of those writes waits for the disk. A database that crashes begins to count anew.
ALTER TABLE "attempt" SET UNLOGGED;

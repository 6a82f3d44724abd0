-- The team that keeps what the processes measure of themselves (lib/domain/house.ts). It has no members until somebody
-- opens the house.
INSERT INTO "team" ("id", "name", "ukey")
VALUES ('00000000-0000-7000-8000-000000000001', 'Statnest', replace(gen_random_uuid()::text, '-', ''));

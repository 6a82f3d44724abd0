import { expect, test } from "vitest";
import { canKeepFavourites, canManageKeys, canManageStats, canManageTeam, canReadTeam, type TeamActor } from "./can";
import type { KeyKind } from "./key";
import type { Role } from "./team";

const person = (role: Role): TeamActor => ({ kind: "user", userId: "u", teamId: "t", role });
const key = (keyKind: KeyKind): TeamActor => ({ kind: "key", keyId: "k", keyKind, teamId: "t", userId: "u" });

const ACTORS: [string, TeamActor, read: boolean, favourites: boolean, stats: boolean, keys: boolean, team: boolean][] =
  [
    ["an owner", person("owner"), true, true, true, true, true],
    ["an admin", person("admin"), true, true, true, true, true],
    ["a member", person("member"), true, true, true, false, false],
    ["a viewer", person("viewer"), true, true, false, false, false],
    ["a manage key", key("manage"), true, true, true, true, true],
    ["a read key", key("read"), true, false, false, false, false],
    ["an ingest key", key("ingest"), false, false, false, false, false],
  ];

test.each(ACTORS)("%s", (_, actor, read, favourites, stats, keys, team) => {
  expect(canReadTeam(actor)).toBe(read);
  expect(canKeepFavourites(actor)).toBe(favourites);
  expect(canManageStats(actor)).toBe(stats);
  expect(canManageKeys(actor)).toBe(keys);
  expect(canManageTeam(actor)).toBe(team);
});

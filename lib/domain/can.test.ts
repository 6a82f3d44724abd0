import { describe, expect, test } from "vitest";
import type { TeamActor } from "./can";
import * as can from "./can";
import { KEY_KINDS, type KeyKind } from "./key";
import { PUBLISHERS, type Publishers } from "./public-link";
import { ROLES, type Role } from "./team";

const person = (role: Role): TeamActor => ({ kind: "user", userId: "u", sessionId: "s", teamId: "t", role });
const key = (keyKind: KeyKind): TeamActor => ({ kind: "key", keyId: "k", keyKind, teamId: "t", userId: "u" });

const ACTORS: Record<string, TeamActor> = {
  ...Object.fromEntries(ROLES.map((role) => [role, person(role)])),
  ...Object.fromEntries(KEY_KINDS.map((kind) => [`${kind} key`, key(kind)])),
};

/** Who may: everybody else may not. */
const MAY: Record<string, string[]> = {
  canReadTeam: ["owner", "admin", "member", "viewer", "read key", "manage key"],
  canManageReports: ["owner", "admin", "member", "manage key"],
  canManageStats: ["owner", "admin", "member", "manage key"],
  canKeepCharts: ["owner", "admin", "member", "manage key"],
  canAnnotate: ["owner", "admin", "member", "ingest key", "manage key"],
  canManageAnnotations: ["owner", "admin", "member", "manage key"],
  canManageLinks: ["owner", "admin", "member", "manage key"],
  canManageAlerts: ["owner", "admin", "member", "manage key"],
  canManageChannels: ["owner", "admin", "member", "manage key"],
  canKeepFavourites: ["owner", "admin", "member", "viewer", "manage key"],
  canManageKeys: ["owner", "admin", "manage key"],
  canManageTeam: ["owner", "admin", "manage key"],
  canManageShares: ["owner", "admin", "manage key"],
  canManagePeople: ["owner", "admin", "manage key"],
  canSeeAudit: ["owner", "admin", "manage key"],
  canDeleteTeam: ["owner"],
};

/** Of those that are about a role: who may make, change or end one of each. */
const MAY_TOUCH: Record<string, Record<Role, string[]>> = {
  canGrant: {
    owner: ["owner"],
    admin: ["owner", "admin", "manage key"],
    member: ["owner", "admin", "manage key"],
    viewer: ["owner", "admin", "manage key"],
  },
  canChangeMember: {
    owner: ["owner"],
    admin: ["owner", "admin", "manage key"],
    member: ["owner", "admin", "manage key"],
    viewer: ["owner", "admin", "manage key"],
  },
};

/** By the team's switch: who may show its numbers to people outside. */
const MAY_PUBLISH: Record<Publishers, string[]> = {
  admins: ["owner", "admin", "manage key"],
  members: ["owner", "admin", "member", "manage key"],
  nobody: [],
};

type Predicate = (actor: TeamActor, about?: Role | Publishers) => boolean;
const predicates = can as unknown as Record<string, Predicate>;

const allowed = (predicate: string, about?: Role | Publishers) =>
  Object.keys(ACTORS).filter((name) => predicates[predicate]?.(ACTORS[name] as TeamActor, about));

test("the tables know every predicate", () => {
  const known = [...Object.keys(MAY), ...Object.keys(MAY_TOUCH), "canPublish"];
  expect(known.sort()).toEqual(Object.keys(predicates).sort());
});

test.each(Object.entries(MAY))("%s is for %s", (predicate, actors) => {
  expect(allowed(predicate)).toEqual(actors);
});

describe.each(Object.entries(MAY_TOUCH))("%s", (predicate, byRole) => {
  test.each(Object.entries(byRole))("of the role %s is for %s", (role, actors) => {
    expect(allowed(predicate, role as Role)).toEqual(actors);
  });
});

describe("canPublish", () => {
  test.each(PUBLISHERS)("where the team lets %s", (publishers) => {
    expect(allowed("canPublish", publishers)).toEqual(MAY_PUBLISH[publishers]);
  });
});

import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";
import { permit, permitPerson } from "./permit";
import { permitJob } from "./permit-job";

const USER: Actor = { kind: "user", userId: "u", sessionId: "s", teamId: "t", role: "viewer" };
const KEY: Actor = { kind: "key", keyId: "k", keyKind: "read", teamId: "t", userId: null };
const PERSON: Actor = { kind: "person", userId: "u", sessionId: "s" };
const JOB: Actor = { kind: "job", name: "roll up" };
const ANONYMOUS: Actor = { kind: "anonymous" };

const always = () => true;
const never = () => false;

/** What came of it: the actor that was let in, or the refusal in words. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.code}: ${error.detail}`;
  }
}

describe("permit", () => {
  test.each([USER, KEY])("lets in whoever may, of a team: %j", (actor) => {
    expect(permit(actor, always)).toBe(actor);
  });

  test("asks about the very actor", () => {
    const asked: Actor[] = [];
    permit(KEY, (actor) => asked.push(actor) > 0);
    expect(asked).toEqual([KEY]);
  });

  test.each([
    [USER, "forbidden: your role in this team, viewer, may not do this"],
    [KEY, "forbidden: a key of kind read may not do this"],
  ])("refuses %j who may not, and says why", (actor, words) => {
    expect(outcome(() => permit(actor, never))).toBe(words);
  });

  test.each([
    [PERSON, "forbidden: you are in no team; make one, or accept an invitation"],
    [JOB, "forbidden: a job may not do this"],
    [ANONYMOUS, "unauthenticated: sign in, or send an API key"],
  ])("refuses %j, whatever members may", (actor, words) => {
    expect(outcome(() => permit(actor, always))).toBe(words);
  });
});

describe("permitPerson", () => {
  test.each([USER, PERSON])("lets in whoever is signed in: %j", (actor) => {
    expect(permitPerson(actor)).toBe(actor);
  });

  test.each([
    [KEY, "forbidden: only a person who is signed in may"],
    [JOB, "forbidden: only a person who is signed in may"],
    [ANONYMOUS, "unauthenticated: sign in first"],
  ])("refuses %j", (actor, words) => {
    expect(outcome(() => permitPerson(actor))).toContain(words);
  });
});

describe("permitJob", () => {
  test("lets in the house alone", () => {
    expect(outcome(() => permitJob(JOB))).toBeUndefined();
    for (const actor of [USER, KEY, PERSON, ANONYMOUS]) {
      expect(outcome(() => permitJob(actor))).toBe("forbidden: only the house itself does this");
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/clock";
import type { Actor } from "@/lib/domain/actor";
import { changePassword } from "@/lib/interactors/accounts/change-password";
import { deleteAccount } from "@/lib/interactors/accounts/delete-account";
import { endSession } from "@/lib/interactors/accounts/end-session";
import { endSessions } from "@/lib/interactors/accounts/end-sessions";
import { openSession } from "@/lib/interactors/accounts/open-session";
import { removeMember } from "@/lib/interactors/people/remove-member";
import { leaveTeam } from "@/lib/interactors/team/leave-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, joined, type Person } from "@/lib/testing/cast";
import { IDLE_SECONDS, SESSION_SECONDS, sessionCookie } from "./cookie";
import { requestActor } from "./request-actor";
import { readSessionToken, sessionActor, writeSessionToken } from "./session-token";

let scene: ApiScene;
/** Another process of the web, on the same database. */
let other: Store;
let count = 0;

beforeAll(async () => {
  scene = await apiScene();
  other = openStore(scene.store.url);
});
afterAll(async () => {
  await other.close();
  await scene.store.close();
});

/** What somebody who copied a cookie is, by each way in and in each process. */
async function holderOf(cookie: string): Promise<Actor["kind"][]> {
  const token = await readSessionToken(cookie);
  const now = systemClock.now();
  const request = new Request("http://localhost:3000/api/v1/stats", {
    headers: { cookie: `${sessionCookie("http://localhost:3000").name}=${cookie}` },
  });
  const asked = [scene.store, other].flatMap((store) => [
    sessionActor(store, token, now),
    requestActor(request, store, now),
  ]);
  return (await Promise.all(asked)).map(({ kind }) => kind);
}

const GONE = Array(4).fill("anonymous");
const THERE = Array(4).fill("user");

describe("a copied cookie is worth nothing on the next request, in every process,", () => {
  let dora: Person;
  let cookie: string;
  /** Of another browser of hers. */
  let second: string;
  let secondId: string;
  const her = () => asking(scene.store, systemClock, dora.actor);

  beforeEach(async () => {
    dora = await joined(scene.store, `dora${++count}@example.com`, scene.cast.alice.teamId, "member");
    cookie = await writeSessionToken(dora);
    secondId = await openSession(her(), { userId: dora.userId, seconds: SESSION_SECONDS });
    second = await writeSessionToken({ ...dora, sessionId: secondId });
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([THERE, THERE]);
  });

  test("after signing out, and another browser's still is", async () => {
    await endSession(her(), { id: dora.sessionId });
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([GONE, THERE]);
  });

  test("after its session was ended from another browser, which goes on", async () => {
    await endSession(her(), { id: secondId });
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([THERE, GONE]);
  });

  test("after signing out everywhere", async () => {
    await endSessions(her());
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([GONE, GONE]);
  });

  test("after the password was changed: only the token that was handed out anew goes on", async () => {
    const kept = await changePassword(her(), { password: "seven quiet eagles" });
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([GONE, GONE]);
    expect(await holderOf(await writeSessionToken(kept))).toEqual(THERE);
  });

  test("after the account was deleted", async () => {
    await deleteAccount(her(), { email: `dora${count}@example.com` });
    expect([await holderOf(cookie), await holderOf(second)]).toEqual([GONE, GONE]);
  });

  test("for the team, after its person was removed from it", async () => {
    await removeMember(asking(scene.store, systemClock, scene.cast.alice.actor), { id: dora.userId });
    expect(await holderOf(cookie)).toEqual(Array(4).fill("person"));
  });

  test("for the team, after its person left it, and works in another one they are in", async () => {
    const { teamId } = scene.cast.charlie;
    await scene.store.prisma.membership.create({ data: { teamId, userId: dora.userId, role: "viewer" } });
    await leaveTeam(her());
    expect(await holderOf(cookie)).toEqual(THERE);
    expect(await sessionActor(other, await readSessionToken(cookie), systemClock.now())).toMatchObject({
      teamId,
      role: "viewer",
    });
  });
});

describe("a session ends by itself", () => {
  const at = (milliseconds: number) => new Date(Date.now() + milliseconds);
  const kindAt = async (session: { userId: string; sessionId: string }, now: Date) =>
    (await sessionActor(other, { ...session, tokenVersion: 0 }, now)).kind;

  test("after fourteen days without use", async () => {
    const { userId, sessionId } = scene.cast.bob;
    expect(await kindAt({ userId, sessionId }, at(IDLE_SECONDS * 1_000 + 60_000))).toBe("anonymous");
    expect(await kindAt({ userId, sessionId }, at(IDLE_SECONDS * 1_000 - 60_000))).toBe("user");
    expect(IDLE_SECONDS).toBe(14 * 86_400);
  });

  test("thirty days after signing in, however much it is used", async () => {
    const { userId } = scene.cast.charlie;
    const sessionId = await openSession(asking(scene.store, systemClock, { kind: "anonymous" }), {
      userId,
      seconds: SESSION_SECONDS,
    });
    const day = 86_400_000;
    for (const days of [10, 20, 29]) expect(await kindAt({ userId, sessionId }, at(days * day))).toBe("user");
    expect(await kindAt({ userId, sessionId }, at(30 * day + 60_000))).toBe("anonymous");
    expect(SESSION_SECONDS).toBe(30 * 86_400);
  });
});

import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/clock";
import { isKnownDevice } from "@/lib/interactors/accounts/device";
import { signUp } from "@/lib/interactors/accounts/sign-up";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking, joined, keyOf } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { readDevice } from "./device";
import { authOptions } from "./options";
import { requestActor } from "./request-actor";
import { isSameOrigin } from "./same-origin";
import { currentActor, leaveSession, startSession } from "./session";
import { readSessionToken, sessionActor, writeSessionToken } from "./session-token";

const jar = new Map<string, { value: string; options: object }>();
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "user-agent": "a browser", "x-forwarded-for": "192.0.2.7" }),
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: object) => jar.set(name, { value, options }),
  }),
}));

const PASSWORD = "correct horse";
let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(() => jar.clear());
afterAll(() => scene.store.close());

describe("a session", () => {
  test("of our own forms knows its person until it ends, and a copy of its cookie is worthless then", async () => {
    const { alice } = scene.cast;
    expect(await currentActor()).toEqual({ kind: "anonymous" });
    const anybody = asking(scene.store, systemClock, { kind: "anonymous" });
    await startSession(anybody, alice);
    const cookie = jar.get("next-auth.session-token");
    expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/", maxAge: 2_592_000 });
    expect(cookie?.value).not.toContain(alice.userId);
    const actor = await currentActor();
    expect(actor).toEqual({ ...alice.actor, sessionId: expect.any(String) });
    await leaveSession(asking(scene.store, systemClock, actor));
    expect(jar.get("next-auth.session-token")).toMatchObject({ value: "", options: { maxAge: 0 } });
    jar.set("next-auth.session-token", { value: cookie?.value ?? "", options: {} });
    expect(await currentActor()).toEqual({ kind: "anonymous" });
  });

  test("says what the database says of the team and the role, not what it was made with", async () => {
    const dora = await joined(scene.store, "dora@example.com", scene.cast.alice.teamId, "admin");
    const session = await readSessionToken(await writeSessionToken(dora));
    expect(await sessionActor(scene.store, session, new Date())).toMatchObject({ role: "admin" });
    await scene.store.prisma.membership.updateMany({ where: { userId: dora.userId }, data: { role: "viewer" } });
    expect(await sessionActor(scene.store, session, new Date())).toMatchObject({ role: "viewer" });
    await scene.store.prisma.membership.deleteMany({ where: { userId: dora.userId } });
    const { userId, sessionId } = dora;
    expect(await sessionActor(scene.store, session, new Date())).toEqual({ kind: "person", userId, sessionId });
    await scene.store.prisma.user.delete({ where: { id: dora.userId } });
    expect(await sessionActor(scene.store, session, new Date())).toEqual({ kind: "anonymous" });
  });

  test("cannot be forged, altered or made with another secret", async () => {
    const token = await writeSessionToken(scene.cast.bob);
    for (const wrong of [undefined, "", "x", `${token.slice(0, -2)}xx`, token.split(".").reverse().join(".")]) {
      expect(await readSessionToken(wrong)).toBeNull();
    }
    expect(await readSessionToken(token)).toEqual({
      userId: scene.cast.bob.userId,
      tokenVersion: 0,
      sessionId: scene.cast.bob.sessionId,
    });
  });
});

describe("next-auth's own routes", () => {
  interface Answer {
    status: number;
    body: unknown;
    cookies: Record<string, string>;
  }

  /** Through next-auth's door for plain requests; the one for route handlers reads Next's own request scope. */
  async function request(
    action: string,
    { body, cookies = {} }: { body?: Record<string, string>; cookies?: Record<string, string> } = {},
  ): Promise<Answer> {
    const answer: Answer = { status: 200, body: undefined, cookies: {} };
    let set: string[] = [];
    const keep = (sent: unknown) => {
      answer.body = sent;
    };
    const req = { method: body ? "POST" : "GET", query: { nextauth: action.split("/") }, headers: {}, cookies, body };
    const res = {
      status(code: number) {
        answer.status = code;
        return res;
      },
      getHeader: () => set,
      setHeader(name: string, value: string | string[]) {
        if (name.toLowerCase() === "set-cookie") set = [value].flat();
        return res;
      },
      json: keep,
      send: keep,
      end: () => {},
    };
    await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, authOptions());
    const pairs = set.map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie)).filter((match) => match !== null);
    answer.cookies = Object.fromEntries(pairs.map(([, name, value]) => [name, decodeURIComponent(value ?? "")]));
    return answer;
  }

  async function signInWith(email: string, password: string) {
    const csrf = await request("csrf");
    const { cookies } = csrf;
    const { csrfToken } = csrf.body as { csrfToken: string };
    return request("callback/credentials", { cookies, body: { csrfToken, email, password, json: "true" } });
  }

  test("make the session that our pages read, with nothing of the person in it", async () => {
    const anyone = asking(scene.store, systemClock, { kind: "anonymous" });
    const made = await signUp(anyone, { email: "nina@example.com", password: PASSWORD });
    const answer = await signInWith("Nina@example.com", PASSWORD);
    const token = answer.cookies["next-auth.session-token"];
    expect(await readSessionToken(token)).toEqual({
      userId: made.userId,
      tokenVersion: 0,
      sessionId: expect.any(String),
    });
    const session = await request("session", { cookies: { "next-auth.session-token": token ?? "" } });
    expect(session.body).toEqual({ expires: expect.any(String), user: { id: made.userId } });
  });

  test("remember the browser, whose own attempts are then counted apart", async () => {
    const { userId } = await signUp(asking(scene.store, systemClock, { kind: "anonymous" }), {
      email: "olga@example.com",
      password: PASSWORD,
    });
    await signInWith("olga@example.com", PASSWORD);
    expect(isKnownDevice(await readDevice(), userId)).toBe(true);
    const device = jar.get("statnest.device");
    jar.clear();
    for (let at = 0; at < 10; at++) await signInWith("olga@example.com", "wrong horse");
    expect((await signInWith("olga@example.com", PASSWORD)).status).toBe(401);
    jar.set("statnest.device", device ?? { value: "", options: {} });
    expect((await signInWith("olga@example.com", PASSWORD)).status).toBe(200);
  });

  test("refuse an unknown address, a wrong password and one try too many alike, and say nothing in the address bar", async () => {
    const [unknown, wrong] = [
      await signInWith("nobody@example.com", PASSWORD),
      await signInWith("nina@example.com", "wrong horse"),
    ];
    expect(unknown.status).toBe(401);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.cookies["next-auth.session-token"]).toBeUndefined();
    for (let at = 0; at < 10; at++) await signInWith("nobody@example.com", PASSWORD);
    expect(await signInWith("nobody@example.com", PASSWORD)).toMatchObject({ status: 401, body: unknown.body });
    expect(JSON.stringify(unknown.body)).toMatch(/error=CredentialsSignin&provider=credentials"/);
  });

  test("know an ended session no more and take its cookie back", async () => {
    const token = (await signInWith("nina@example.com", PASSWORD)).cookies["next-auth.session-token"] ?? "";
    const csrf = await request("csrf");
    const { csrfToken } = csrf.body as { csrfToken: string };
    const cookies = { ...csrf.cookies, "next-auth.session-token": token };
    await request("signout", { cookies, body: { csrfToken, json: "true" } });
    const session = await request("session", { cookies });
    expect(session.body).toEqual({});
    expect(session.cookies["next-auth.session-token"]).toBe("");
  });
});

describe("a request's key", () => {
  const bearing = (key: string) => new Request("http://x/", { headers: { authorization: `Bearer ${key}` } });

  test("is noted as used once a minute", async () => {
    const key = await keyOf(scene.store, scene.cast.alice, "read");
    const used = async (moment: string) => {
      const actor = await requestActor(bearing(key), scene.store, new Date(moment));
      if (actor.kind !== "key") throw new Error("a key was sent");
      return (
        await scene.store.prisma.apiKey.findUniqueOrThrow({ where: { id: actor.keyId } })
      ).lastUsedAt?.toISOString();
    };
    expect(await used("2026-05-04T12:00:00.000Z")).toBe("2026-05-04T12:00:00.000Z");
    expect(await used("2026-05-04T12:00:59.000Z")).toBe("2026-05-04T12:00:00.000Z");
    expect(await used("2026-05-04T12:01:01.000Z")).toBe("2026-05-04T12:01:01.000Z");
  });

  test("opens nothing once it has expired or was mistyped", async () => {
    const key = await keyOf(scene.store, scene.cast.alice, "read");
    await scene.store.prisma.apiKey.updateMany({
      where: { prefix: key.slice(0, 10) },
      data: { expiresAt: new Date("2026-05-05") },
    });
    const at = (moment: string, sent = key) => requestActor(bearing(sent), scene.store, new Date(moment));
    expect((await at("2026-05-04")).kind).toBe("key");
    expect((await refusalOf(at("2026-05-05"))).code).toBe("unauthenticated");
    expect((await refusalOf(at("2026-05-04", `${key.slice(0, -1)}!`))).code).toBe("unauthenticated");
  });
});

test.each([
  [{ origin: "https://stats.example" }, true],
  [{ origin: "https://stats.example", "sec-fetch-site": "same-origin" }, true],
  [{ origin: "https://stats.example", "sec-fetch-site": "none" }, false],
  [{ origin: "https://stats.example", "sec-fetch-site": "same-site" }, false],
  [{ origin: "https://evil.example", host: "stats.example" }, false],
  [{ origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
  [{ origin: "http://10.0.0.5:3000", host: "web", "x-forwarded-host": "10.0.0.5:3000" }, true],
  [{ origin: "https://stats.example.evil.example", host: "stats.example" }, false],
  [{ origin: "null", host: "stats.example" }, false],
  [{ host: "stats.example" }, false],
])("a change with %j comes from our own pages: %s", (headers, expected) => {
  expect(isSameOrigin(new Headers(headers as Record<string, string>), "https://stats.example")).toBe(expected);
});

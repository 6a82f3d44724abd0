import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/clock";
import { accountMark } from "@/lib/interactors/accounts/device";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking } from "@/lib/testing/cast";
import { readDevice, rememberDevice } from "./device";
import { readFirstKey, rememberFirstKey } from "./first-key";
import { authOptions } from "./options";
import { currentActor, startSession } from "./session";

interface Set {
  value: string;
  options: Record<string, unknown>;
}
const jar = new Map<string, Set>();
const where = vi.hoisted(() => ({ base: "" }));
vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof import("@/lib/env")>()),
  baseUrl: () => where.base,
}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: Record<string, unknown>) => jar.set(name, { value, options }),
  }),
}));

let scene: ApiScene;
beforeAll(async () => {
  scene = await apiScene();
});
beforeEach(() => jar.clear());
afterAll(() => scene.store.close());

/** What every cookie of the product is, whoever sets it: ours, and those of next-auth's own routes. */
async function everyCookie() {
  await startSession(asking(scene.store, systemClock, { kind: "anonymous" }), scene.cast.alice);
  await rememberFirstKey({ teamId: scene.cast.alice.teamId, ezkey: scene.keys.ingest });
  for (const action of ["csrf", "providers", "signin", "session"]) await visit(action);
}

/** Next-auth's answer to a GET, whose Set-Cookie lines go into the jar. */
async function visit(action: string) {
  let lines: string[] = [];
  const res = {
    status: () => res,
    getHeader: () => lines,
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") lines = [value].flat();
      return res;
    },
    json() {},
    send() {},
    end() {},
  };
  const cookies = Object.fromEntries([...jar].map(([name, { value }]) => [name, value]));
  const req = { method: "GET", query: { nextauth: [action] }, headers: {}, cookies };
  await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, authOptions());
  for (const line of lines) {
    const [pair = "", ...rest] = line.split("; ");
    const attributes = Object.fromEntries(
      rest.map((part) => part.split("=", 2)).map(([name, value]) => [name, value ?? true]),
    );
    jar.set(pair.split("=", 1)[0] ?? "", {
      value: decodeURIComponent(pair.slice(pair.indexOf("=") + 1)),
      options: {
        httpOnly: attributes.HttpOnly ?? false,
        secure: attributes.Secure ?? false,
        sameSite: String(attributes.SameSite).toLowerCase(),
        path: attributes.Path,
        ...(attributes.Domain === undefined ? {} : { domain: attributes.Domain }),
      },
    });
  }
}

const NAMES = [
  "next-auth.callback-url",
  "next-auth.csrf-token",
  "next-auth.session-token",
  "statnest.device",
  "statnest.first-key",
];

describe.each([
  ["http://localhost:3000", "", false],
  ["https://stats.example", "__Host-", true],
])("at %s", (base, prefix, secure) => {
  beforeEach(() => {
    where.base = base;
  });

  test("every cookie is bound to the host, closed to scripts and to other sites, and to TLS where there is any", async () => {
    await everyCookie();
    expect([...jar.keys()].sort()).toEqual(NAMES.map((name) => prefix + name));
    for (const [name, { options }] of jar) {
      expect(options, name).toMatchObject({ httpOnly: true, secure, sameSite: "lax", path: "/" });
      expect(options, name).not.toHaveProperty("domain");
    }
  });

  test("none of ours can be read in the place of another, or says anything in clear", async () => {
    await everyCookie();
    const ours = ["next-auth.session-token", "statnest.device", "statnest.first-key"].map((name) => prefix + name);
    const kept = ours.map((name) => jar.get(name)?.value ?? "");
    const { userId, teamId } = scene.cast.alice;
    for (const secret of [userId, teamId, scene.keys.ingest]) expect(kept.join(" ")).not.toContain(secret);
    for (const [at, name] of ours.entries()) jar.set(name, { value: kept[(at + 1) % 3] ?? "", options: {} });
    expect([await readDevice(), await readFirstKey(teamId), await currentActor()]).toEqual([
      null,
      null,
      { kind: "anonymous" },
    ]);
  });
});

describe("the cookie of a browser", () => {
  beforeEach(() => {
    where.base = "http://localhost:3000";
  });

  test("keeps its name over sign-ins, and the accounts that signed in last", async () => {
    await rememberDevice("first");
    const made = await readDevice();
    for (const person of ["a", "b", "c", "d", "e", "f", "g", "h", "g"]) await rememberDevice(person);
    const known = await readDevice();
    expect(known?.id).toBe(made?.id);
    expect(known?.accounts).toEqual(["g", "h", "f", "e", "d", "c", "b", "a"].map(accountMark));
  });

  test("is kept for a year, and one that was tampered with is none", async () => {
    await rememberDevice("first");
    const { value, options } = jar.get("statnest.device") ?? { value: "", options: {} };
    expect(options).toMatchObject({ maxAge: 31_536_000 });
    jar.set("statnest.device", { value: `${value.slice(0, -2)}xx`, options });
    expect(await readDevice()).toBeNull();
  });
});

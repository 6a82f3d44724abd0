import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as keyRoute from "@/app/api/v1/keys/[id]/route";
import * as keys from "@/app/api/v1/keys/route";
import * as stats from "@/app/api/v1/stats/route";
import * as team from "@/app/api/v1/team/route";
import { formContext } from "@/lib/auth/context";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { endSessions } from "@/lib/interactors/accounts/end-sessions";
import { createKey } from "@/lib/interactors/keys/create-key";
import { openLog } from "@/lib/log";
import { ask } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { asking } from "@/lib/testing/cast";
import { answer } from "./action";

vi.mock("@/lib/auth/context", async (original) => ({
  ...(await original<typeof import("@/lib/auth/context")>()),
  formContext: vi.fn(),
}));
vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({ referer: "http://localhost:3000/settings/keys?token=canary-token", "x-forwarded-for": "192.0.2.7" }),
}));

const ADDRESS = "192.0.2.7";
const lines: string[] = [];
let scene: ApiScene;

beforeAll(async () => {
  scene = await apiScene();
  const log = openLog({ level: "info", role: "web" }, (line) => lines.push(line));
  Object.assign(globalThis, { [Symbol.for("statnest.log")]: log });
});
beforeEach(() => void lines.splice(0));
afterAll(() => scene.store.close());

const written = () => lines.map((line) => JSON.parse(line));

describe("a call of the API that is denied leaves one line", () => {
  const headers = { "x-forwarded-for": ADDRESS };

  test.each([
    ["no key", {}],
    ["an unknown key", { authorization: "Bearer sn_rd_0000000000000000000000000000000000000000" }],
    ["rubbish for a key", { "x-api-key": "canary-rubbish" }],
    ["a forged session", { cookie: "next-auth.session-token=canary-forged" }],
  ])("with %s", async (_, sent) => {
    await ask(stats, "/api/v1/stats?q=canary-query", { headers: { ...headers, ...sent } as Record<string, string> });
    expect(written()).toMatchObject([
      { level: "info", denied: "unauthenticated", method: "GET", path: "/api/v1/stats", address: ADDRESS },
    ]);
    expect(lines.join("")).not.toMatch(/canary|sn_rd_00000/);
  });

  test("for what a key may not do, with whose it is and nothing that opens", async () => {
    const body = { name: "canary-name", kind: "manage" };
    await ask(keys, "/api/v1/keys", { method: "POST", key: scene.keys.read, headers, body });
    const { teamId } = scene.cast.alice;
    expect(written()).toMatchObject([
      { denied: "forbidden", method: "POST", path: "/api/v1/keys", actor: "key", keyId: expect.any(String), teamId },
    ]);
    expect(lines.join("")).not.toContain("canary");
    expect(lines.join("")).not.toContain(scene.keys.read.slice(10));
  });

  test("for what a person may not do, and for a change that another site asked for", async () => {
    const browser: Record<string, string> = { ...(await scene.browserOf(scene.cast.bob)), ...headers };
    await ask(team, "/api/v1/team", { method: "PATCH", headers: browser, body: { name: "x" } });
    await ask(team, "/api/v1/team", {
      method: "PATCH",
      headers: { ...browser, origin: "https://evil.example" },
      body: {},
    });
    expect(written()).toMatchObject([
      { denied: "forbidden", actor: "user", userId: scene.cast.bob.userId },
      { denied: "forbidden", actor: "unknown", address: ADDRESS },
    ]);
    expect(lines.join("")).not.toContain(browser.cookie?.slice(-40));
  });

  test("and what is not about who asks leaves none", async () => {
    await ask(keyRoute, "/", { method: "DELETE", id: "nosuch", key: scene.keys.manage });
    await ask(stats, "/?limit=0", { key: scene.keys.read });
    await ask(stats, "/", { key: scene.keys.read });
    expect(lines).toEqual([]);
  });
});

describe("a form that is denied leaves one line", () => {
  const as = (ctx: Context) =>
    vi.mocked(formContext).mockResolvedValue({ ...ctx, from: { address: ADDRESS, agent: "" } });
  const form = new FormData();
  form.set("name", "canary-name");
  form.set("password", "canary-password");

  test("with the page it was on and who sent it", async () => {
    as(asking(scene.store, systemClock, scene.cast.bob.actor));
    const state = await answer(form, async (ctx) => {
      await createKey(ctx, { name: "x", kind: "read" });
      return {};
    });
    expect(state.tone).toBe("bad");
    const { userId, teamId } = scene.cast.bob;
    const line = { denied: "forbidden", method: "POST", path: "/settings/keys", actor: "user", userId, teamId };
    expect(written()).toMatchObject([{ ...line, address: ADDRESS }]);
    expect(lines.join("")).not.toContain("canary");
  });

  test("also when it was not sent from a page of ours", async () => {
    const { formContext: real } = await vi.importActual<typeof import("@/lib/auth/context")>("@/lib/auth/context");
    vi.mocked(formContext).mockImplementation(real);
    const state = await answer(form, async () => ({ message: "done" }));
    expect(state.tone).toBe("bad");
    expect(written()).toMatchObject([{ denied: "forbidden", method: "POST", actor: "unknown", address: ADDRESS }]);
  });

  test("and one that is only filled in wrongly leaves none", async () => {
    as(asking(scene.store, systemClock, { kind: "anonymous" }));
    await answer(form, async () => {
      throw new Refusal("invalid", "a name is missing");
    });
    expect(lines).toEqual([]);
  });
});

test("what happens to an account leaves one line, without its address or anything that opens", async () => {
  const { userId, actor } = scene.cast.charlie;
  await endSessions({ ...asking(scene.store, systemClock, actor), from: { address: ADDRESS, agent: "canary" } });
  expect(written()).toMatchObject([{ event: "account.signed_out_everywhere", userId, address: ADDRESS }]);
  expect(lines.join("")).not.toMatch(/canary|charlie@/);
});

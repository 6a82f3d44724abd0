import { afterAll, beforeAll, expect, test } from "vitest";
import { unsubscribeToken } from "@/lib/interactors/reports/recipient-token";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { putReport } from "@/lib/testing/report-scene";
import { GET, POST } from "./route";

const ADDRESS = "https://stats.example.com/reports/unsubscribe/one-click";
let scene: ApiScene;

beforeAll(async () => {
  scene = await apiScene();
});
afterAll(() => scene.store.close());

async function recipient(address = "reader@example.org"): Promise<{ id: string; token: string }> {
  const [id = ""] = (await putReport(scene.store, scene.cast.alice.teamId, [address])).recipients;
  return { id, token: unsubscribeToken(id) };
}

/** As a mail program asks: no cookies, no origin, no referrer. */
function oneClick(query: string): Promise<Response> {
  const body = "List-Unsubscribe=One-Click";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return POST(new Request(`${ADDRESS}${query}`, { method: "POST", headers, body }));
}

async function isEnded(id: string): Promise<boolean> {
  return (await scene.store.prisma.reportRecipient.findUniqueOrThrow({ where: { id } })).unsubscribedAt !== null;
}

test("200: one click ends the report, this one alone, and again does no harm", async () => {
  const [one, other] = [await recipient(), await recipient()];
  for (let i = 0; i < 2; i++) {
    const response = await oneClick(`?token=${one.token}`);
    expect([response.status, response.redirected, response.headers.get("set-cookie")]).toEqual([200, false, null]);
    expect(response.headers.get("location")).toBeNull();
    expect(await response.text()).toBe("This report is not mailed to this address any more.\n");
  }
  expect([await isEnded(one.id), await isEnded(other.id)]).toEqual([true, false]);
});

test("303: opening the address, as scanners of mail do, changes nothing and leads to the page with the button", async () => {
  const { id, token } = await recipient();
  const response = await GET(new Request(`${ADDRESS}?token=${token}`));
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe(`/reports/unsubscribe?token=${token}`);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(await isEnded(id)).toBe(false);
});

test("404: a forged token, the proof of another report, or none, end nothing", async () => {
  const [one, other] = [await recipient(), await recipient()];
  const [, proof] = one.token.split(".");
  for (const query of [
    "",
    "?token=",
    "?token=nothing",
    `?token=${other.id}.${proof}`,
    `?token=${"a.".repeat(1_000)}`,
  ]) {
    expect((await oneClick(query)).status).toBe(404);
  }
  expect([await isEnded(one.id), await isEnded(other.id)]).toEqual([false, false]);
});

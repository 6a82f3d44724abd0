import { afterAll, beforeAll, expect, test } from "vitest";
import { actToken } from "@/lib/interactors/alerts/act-link";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import { putChannel } from "@/lib/testing/delivery-scene";
import { GET, POST } from "./route";

const UNTIL = new Date("2999-01-01T00:00:00Z");
let scene: ApiScene;

beforeAll(async () => {
  scene = await apiScene();
});
afterAll(() => scene.store.close());

async function channel(): Promise<{ id: string; address: string }> {
  const target = { kind: "email" as const, address: "ops@example.com", agreedAt: "2026-11-23T14:32:00.000Z" };
  const made = await putChannel(scene.store, scene.cast.alice.teamId, target, { now: new Date() });
  const token = actToken({ channelId: made.id, alertId: "", statId: "", incidentId: "" }, UNTIL);
  return { id: made.id, address: `https://stats.example.com/alerts/stop?token=${token}` };
}

/** As a mail program asks: no cookies, no origin, no referrer. */
function oneClick(address: string): Promise<Response> {
  const body = "List-Unsubscribe=One-Click";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return POST(new Request(address, { method: "POST", headers, body }));
}

async function isOn(id: string): Promise<boolean> {
  return (await scene.store.prisma.channel.findUniqueOrThrow({ where: { id } })).disabledAt === null;
}

test("one click stops the mails, of this channel alone, and again does no harm", async () => {
  const [one, other] = [await channel(), await channel()];
  for (let i = 0; i < 2; i++) {
    const response = await oneClick(one.address);
    expect([response.status, response.redirected, response.headers.get("set-cookie")]).toEqual([200, false, null]);
    expect(await response.text()).toBe("No alerts are mailed to this address any more.\n");
  }
  expect([await isOn(one.id), await isOn(other.id)]).toEqual([false, true]);
});

test("opening the address, as scanners of mail do, changes nothing and leads to the page with the button", async () => {
  const { id, address } = await channel();
  const response = await GET(new Request(address));
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe(`/alerts/act?token=${new URL(address).searchParams.get("token")}`);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(await isOn(id)).toBe(true);
});

test.each(["", "?token=", "?token=nothing", `?token=${"a.".repeat(1_000)}`])(
  "404: with %s nothing stops",
  async (query) => {
    const { id } = await channel();
    expect((await oneClick(`https://stats.example.com/alerts/stop${query}`)).status).toBe(404);
    expect(await isOn(id)).toBe(true);
  },
);

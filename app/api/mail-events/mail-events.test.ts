import { Webhook } from "svix";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newSigningSecret } from "@/lib/delivery/webhook/signature";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { scratchDatabase } from "@/lib/testing/scratch";
import { GET, POST } from "./route";

const SECRET = newSigningSecret();
const BODY = JSON.stringify({
  type: "email.complained",
  created_at: "2026-11-23T14:32:00.000Z",
  data: { email_id: "e", to: ["änderung@example.org"] },
});

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: await scratchDatabase(),
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    RESEND_WEBHOOK_SECRET: SECRET,
    STATNEST_LOG_LEVEL: "silent",
  });
});
afterAll(() => sharedStore().close());

function ask(body: string, { at = new Date(), prefix = "svix", of = body } = {}): Promise<Response> {
  const headers = {
    "content-type": "application/json",
    [`${prefix}-id`]: "msg_1",
    [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1_000)),
    [`${prefix}-signature`]: new Webhook(SECRET).sign("msg_1", at, of),
  };
  return POST(new Request("https://stats.example.com/api/mail-events", { method: "POST", headers, body }));
}

test.each(["svix", "webhook"])("204: a body that was signed, by the headers of %s", async (prefix) => {
  const response = await ask(BODY, { prefix });
  expect([response.status, await response.text()]).toEqual([204, ""]);
});

test("401: a body that was changed on its way, or that is old", async () => {
  expect((await ask(BODY, { of: `${BODY} ` })).status).toBe(401);
  expect((await ask(BODY, { at: new Date(Date.now() - 600_000) })).status).toBe(401);
});

test("400: what was signed and is no event; 413: a body that is too large", async () => {
  expect((await ask("[]")).status).toBe(400);
  expect((await ask("a".repeat(300_000))).status).toBe(413);
});

test("405: anything but a POST", async () => {
  expect((await GET()).status).toBe(405);
});

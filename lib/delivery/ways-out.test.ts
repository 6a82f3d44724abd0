import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, DeliveryPayload, WebhookShape } from "@/lib/domain/channel";
import { ANYWHERE, payloadOf, SECRET } from "@/lib/testing/delivery-scene";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { sendPagerDuty } from "./pagerduty/send";
import { slackMessage } from "./slack/message";
import { sendSlack } from "./slack/send";
import { sendWebhook, signingSecrets } from "./webhook/send";

const SITE = "https://stats.example.com";
const INCIDENT = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
const telling = () => ({ now: new Date(), site: SITE, reach: ANYWHERE });
const ROUTING_KEY = "0123456789abcdef0123456789abcdef";
let sink: WebhookSink;

beforeAll(async () => {
  sink = await openWebhookSink();
  process.env.PAGERDUTY_BASE_URL = sink.url;
});
beforeEach(() => sink.reset());
afterAll(() => sink.close());

function delivery(change: Partial<DeliveryPayload> = {}): Delivery {
  const payload = payloadOf({ incidentId: INCIDENT, ...change });
  const at = new Date();
  const tried = { attempts: 1, sentAt: null, status: null, problem: "" };
  return {
    ...{ id: "0190aaaa-0000-7000-8000-000000000000", channelId: "c", channelName: "On call", type: payload.type },
    ...{ payload, state: "waiting", createdAt: at, nextAt: at, ...tried },
  };
}

const sent = () => sink.calls.map(({ body }) => JSON.parse(body));

describe("a webhook", () => {
  const target = (shape: WebhookShape = "standard") => {
    return { kind: "webhook" as const, url: sink.url, secrets: [SECRET], shape };
  };

  test("is signed, and says what happened", async () => {
    expect(await sendWebhook(target(), delivery(), telling())).toEqual({
      outcome: "accepted",
      status: 200,
      problem: "",
    });
    const [call] = sink.calls;
    expect(call?.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(new Webhook(SECRET).verify(call?.body ?? "", call?.headers as Record<string, string>)).toEqual({
      type: "alert.triggered",
      timestamp: "2026-11-23T14:32:00.000Z",
      data: {
        alert: { id: "alRt01", name: "Orders", rule: "over 500 in an hour", runbook: "Call the shop." },
        stat: { id: "stAt01", name: "orders", unit: "orders" },
        incident_id: INCIDENT,
        state: "firing",
        value: 512,
        threshold: 500,
        reason: "512 orders in the last hour, over 500.",
        began_at: "2026-11-23T14:32:00.000Z",
        ended_at: null,
        rings_in_month: { own: 3, gentler: 1, gentler_rule: "over 750 in an hour" },
        url: `${SITE}/alerts/incidents/${INCIDENT}`,
      },
    });
  });

  test("of Alertmanager's shape reads as one of its groups", async () => {
    await sendWebhook(target("alertmanager"), delivery(), telling());
    const ended = { type: "alert.resolved", endedAt: "2026-11-23T15:00:00.000Z" } as const;
    await sendWebhook(target("alertmanager"), delivery(ended), telling());
    const [firing, resolved] = sent();
    expect(firing).toMatchObject({
      version: "4",
      status: "firing",
      receiver: "On call",
      externalURL: SITE,
      groupLabels: { alertname: "Orders" },
      commonLabels: { alertname: "Orders", stat: "orders" },
      commonAnnotations: { description: "512 orders in the last hour, over 500.", runbook: "Call the shop." },
      alerts: [{ status: "firing", startsAt: "2026-11-23T14:32:00.000Z", endsAt: "0001-01-01T00:00:00Z" }],
    });
    expect(resolved).toMatchObject({ status: "resolved", alerts: [{ status: "resolved", endsAt: ended.endedAt }] });
    expect(resolved.alerts[0].fingerprint).toBe(firing.alerts[0].fingerprint);
    expect(resolved.groupKey).toBe(firing.groupKey);
    expect(sink.calls.every(({ headers }) => headers["webhook-signature"])).toBe(true);
  });

  test("signs with the secret before too, for a day", () => {
    const secrets = ["whsec_new", "whsec_old"];
    const rotatedAt = "2026-11-23T12:00:00.000Z";
    const at = (moment: string) => signingSecrets({ ...target(), secrets, rotatedAt }, new Date(moment));
    expect(at("2026-11-24T11:59:59.000Z")).toEqual(secrets);
    expect(at("2026-11-24T12:00:00.000Z")).toEqual(["whsec_new"]);
    expect(signingSecrets({ ...target(), secrets }, new Date(rotatedAt))).toEqual(["whsec_new"]);
  });

  test("stays below 20 kB with the longest of everything", async () => {
    const long = { id: "i".repeat(30), name: "n".repeat(200), rule: "r".repeat(500), runbook: "b".repeat(4_000) };
    await sendWebhook(target(), delivery({ alert: long, reason: "w".repeat(1_000) }), telling());
    expect(sink.calls[0]?.body.length).toBeLessThan(20_000);
  });
});

describe("Slack", () => {
  const target = () => ({ kind: "slack", url: sink.url }) as const;
  const pictures = new Map<string, string>();

  test("is told in words, with links to what happened and to the chart", async () => {
    const shown = new Map([["stAt01", `${SITE}/s/token/image.png`]]);
    await sendSlack(target(), [delivery()], { ...telling(), pictures: shown });
    const [message] = sent();
    expect(message.text).toBe(":red_circle: Alert: Orders");
    expect(message.blocks[0].text.text).toContain("512 orders in the last hour, over 500.");
    expect(message.blocks[1].text.text).toContain("Call the shop.");
    expect(message.blocks[2].elements[0].text).toBe(
      `<${SITE}/alerts/incidents/${INCIDENT}|Open> · <${SITE}/stats/stAt01|Chart> · <${SITE}/s/token/image.png|Picture>`,
    );
    expect(JSON.stringify(slackMessage([delivery()], { site: SITE, pictures }))).not.toContain("image.png");
  });

  test("is told of many as a list, the last of them by their number", () => {
    const many = Array.from({ length: 23 }, () => delivery());
    const { text, blocks } = slackMessage(many, { site: SITE, pictures }) as { text: string; blocks: unknown[] };
    expect(text).toBe("23 alerts at once");
    expect(blocks).toHaveLength(22);
    expect(JSON.stringify(blocks.at(-1))).toContain("and 3 more");
  });

  test("takes no mention, link or emphasis from the names of other people's", () => {
    const name = "<!channel> <https://evil.example|x> *bold* & `code`";
    const message = slackMessage([delivery({ alert: { id: "a", name, rule: "", runbook: name }, reason: name })], {
      site: SITE,
      pictures,
    });
    const said = JSON.stringify(message);
    expect(said).not.toContain("<!channel>");
    expect(said).not.toContain("<https://evil");
    expect(said).toContain("&lt;!channel&gt;");
  });

  test.each([
    [200, "ok", { outcome: "accepted" }],
    [400, "invalid_payload", { outcome: "refused", problem: "it answers 400: invalid_payload" }],
    [404, "no_service", { outcome: "later", problem: "it answers 404: no_service" }],
    [404, "<html>https://hooks.slack.com/secret</html>", { outcome: "later", problem: "it answers 404" }],
    [410, "channel_is_archived", { outcome: "gone", problem: expect.stringContaining("channel_is_archived") }],
    [429, "", { outcome: "later", status: 429 }],
    [500, "rollup_error", { outcome: "later", status: 500 }],
  ])("answers %i %s", async (status, body, told) => {
    sink.reply = () => ({ status, body });
    expect(await sendSlack(target(), [delivery()], { ...telling(), pictures })).toMatchObject(told);
  });
});

describe("PagerDuty", () => {
  const target = { kind: "pagerduty", routingKey: ROUTING_KEY } as const;

  test("rings with the incident as its key", async () => {
    sink.reply = () => 202;
    expect(await sendPagerDuty(target, delivery(), telling())).toMatchObject({ outcome: "accepted", status: 202 });
    expect(sink.calls[0]?.path).toBe("/v2/enqueue");
    expect(sent()).toMatchObject([
      {
        routing_key: ROUTING_KEY,
        event_action: "trigger",
        dedup_key: INCIDENT,
        client_url: `${SITE}/alerts/incidents/${INCIDENT}`,
        payload: {
          summary: "Alert: Orders. 512 orders in the last hour, over 500.",
          source: "orders",
          severity: "critical",
          timestamp: "2026-11-23T14:32:00.000Z",
          custom_details: { value: 512, threshold: 500 },
        },
      },
    ]);
  });

  test.each([
    ["alert.reminder", "trigger"],
    ["alert.no_data", "trigger"],
    ["alert.acknowledged", "acknowledge"],
    ["alert.resolved", "resolve"],
  ] as const)("is told of %s as %s", async (type, action) => {
    sink.reply = () => 202;
    await sendPagerDuty(target, delivery({ type }), telling());
    expect(sent()).toMatchObject([{ event_action: action, dedup_key: INCIDENT }]);
  });

  test("a test rings, and is over at once", async () => {
    sink.reply = () => 202;
    await sendPagerDuty(target, delivery({ type: "alert.test", incidentId: null }), telling());
    const [first, second] = sent();
    expect([first.event_action, second.event_action]).toEqual(["trigger", "resolve"]);
    expect(first.dedup_key).toBe(second.dedup_key);
    expect(first.payload.severity).toBe("info");
  });

  test("what has no incident is told apart by its alert and its stat", async () => {
    sink.reply = () => 202;
    await sendPagerDuty(target, delivery({ type: "alert.no_data", incidentId: null }), telling());
    expect(sent()).toMatchObject([{ dedup_key: "alRt01/stAt01" }]);
  });

  test.each([
    [400, "refused"],
    [429, "later"],
    [503, "later"],
  ])("%i is %s", async (status, outcome) => {
    sink.reply = () => status;
    expect(await sendPagerDuty(target, delivery(), telling())).toMatchObject({ outcome, status });
  });
});

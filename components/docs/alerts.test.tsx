import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ALERT_KINDS, ALERT_WINDOWS, MISSING_CHOICES, TIME_DELTAS } from "@/lib/domain/alert";
import { CHANNEL_KINDS, DELIVERY_TYPES } from "@/lib/domain/channel";
import { updateAlertInput } from "@/lib/interactors/alerts/alert-input";
import { snakeCase } from "@/lib/presenters/http/field-names";
import { ALERT_CHAPTERS, Alerts } from "./alerts";
import { WEBHOOK_CHAPTERS, Webhooks } from "./webhooks";

const origin = "https://stats.example.com";
const alerts = renderToStaticMarkup(<Alerts origin={origin} />);
const webhooks = renderToStaticMarkup(<Webhooks origin={origin} />);
const words = (html: string) => new Set(html.replace(/<[^>]+>/g, " ").split(/[^\w.]+/));

test("the page on alerts names every kind, window, choice, state and field there is", () => {
  const states = ["ok", "pending", "firing", "recovering", "no_data", "error", "paused"];
  const fields = Object.keys(updateAlertInput.shape)
    .filter((field) => !["id", "name"].includes(field))
    .map(snakeCase);
  const named = words(alerts);
  for (const each of [...ALERT_KINDS, ...ALERT_WINDOWS, ...TIME_DELTAS, ...MISSING_CHOICES, ...states, ...fields]) {
    expect(named).toContain(each);
  }
});

test("the page on webhooks names every type of event and each way out", () => {
  const named = words(webhooks);
  for (const type of DELIVERY_TYPES) expect(named).toContain(type);
  for (const kind of CHANNEL_KINDS) expect(`${alerts}${webhooks}`.toLowerCase()).toContain(kind);
});

test("every chapter that the contents list is there", () => {
  for (const { id } of ALERT_CHAPTERS) expect(alerts).toContain(`id="${id}"`);
  for (const { id } of WEBHOOK_CHAPTERS) expect(webhooks).toContain(`id="${id}"`);
});

import { expect, test } from "vitest";
import { webhookBody } from "@/lib/delivery/webhook/body";
import { alertmanagerExample, EXAMPLE, retryRows, standardExample } from "./webhook-examples";

const site = "https://stats.example.com";
const sent = (shape: "standard" | "alertmanager") =>
  JSON.parse(webhookBody(EXAMPLE, { shape, receiver: "on call", site }));

test("the examples in the docs are what is sent", () => {
  expect(JSON.parse(standardExample(site))).toEqual(sent("standard"));
  expect(JSON.parse(alertmanagerExample(site))).toEqual(sent("alertmanager"));
});

test("the tries in the docs are those of the schedule", () => {
  expect(retryRows()).toHaveLength(10);
  expect(retryRows().slice(0, 3)).toEqual([
    ["1", "at once"],
    ["2", "5 seconds later"],
    ["3", "5 minutes later"],
  ]);
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type MailSink, openMailSink, type Trouble } from "@/lib/testing/mail-sink";
import type { Post } from "./post";
import { resendPost } from "./resend";

const MAIL = { from: "Statnest <s@example.com>", to: "a@example.com", subject: "s", html: "<p>h</p>", text: "h" };
let sink: MailSink;
let post: Post;

beforeAll(async () => {
  sink = await openMailSink();
  post = resendPost({ apiKey: "re_test", baseUrl: `${sink.url}/` });
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

test("a mail goes out with both its twins and the provider's id comes back", async () => {
  const result = await post.send(MAIL, "mail/1");
  expect(result).toEqual({ outcome: "accepted", providerId: sink.mails[0]?.id });
  expect(sink.mails).toEqual([{ ...MAIL, id: expect.any(String), key: "mail/1" }]);
});

test("what goes along arrives whole, with the id that the HTML calls it by, and so do headers", async () => {
  const content = Buffer.from([0, 255, 1, 254]).toString("base64");
  const attachments = [{ filename: "chart.png", contentType: "image/png", contentId: "chart", content }];
  const headers = { "List-Unsubscribe": "<https://stats.example.com/stop>" };
  await post.send({ ...MAIL, headers, attachments }, "mail/1");
  const sent = [{ filename: "chart.png", content_type: "image/png", content_id: "chart", content }];
  expect(sink.mails).toEqual([{ ...MAIL, headers, attachments: sent, id: expect.any(String), key: "mail/1" }]);
});

test("the same mail under the same key arrives once, with the same id", async () => {
  expect(await post.send(MAIL, "mail/1")).toEqual(await post.send(MAIL, "mail/1"));
  expect(sink.mails).toHaveLength(1);
});

test("a key that was taken with other words counts as sent: that mail is on its way", async () => {
  await post.send(MAIL, "mail/1");
  expect(await post.send({ ...MAIL, subject: "other" }, "mail/1")).toEqual({ outcome: "accepted", providerId: null });
  expect(sink.mails).toHaveLength(1);
});

test.each<[Trouble, object]>([
  [500, { outcome: "later", problem: expect.stringContaining("internal_server_error (500)") }],
  [401, { outcome: "later", problem: expect.stringContaining("invalid_api_key (401)") }],
  [422, { outcome: "refused", problem: expect.stringContaining("validation_error (422)") }],
  [429, { outcome: "limited", problem: expect.any(String), retryAfterSeconds: 2 }],
  ["lost answer", { outcome: "later", problem: expect.stringContaining("no answer") }],
])("%s is told apart", async (trouble, result) => {
  sink.trouble = () => trouble;
  expect(await post.send(MAIL, "mail/1")).toEqual(result);
});

test("a provider that says nothing is left after a while", async () => {
  sink.trouble = () => "silence";
  const impatient = resendPost({ apiKey: "re_test", baseUrl: `${sink.url}/`, patienceMs: 300 });
  expect(await impatient.send(MAIL, "mail/1")).toEqual({
    outcome: "later",
    problem: expect.stringContaining("no answer"),
  });
});

test("nobody there is no reason to throw", async () => {
  const nobody = resendPost({ apiKey: "re_test", baseUrl: "http://127.0.0.1:9" });
  expect(await nobody.send(MAIL, "mail/1")).toMatchObject({ outcome: "later" });
});

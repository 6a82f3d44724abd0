import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { originOf } from "./forwarded";

const request = (remoteAddress: string, headers: Record<string, string>) =>
  ({ socket: { remoteAddress }, headers: { host: "stats.example.com", ...headers } }) as unknown as IncomingMessage;

const SAID = { "x-forwarded-for": "6.6.6.6", "x-forwarded-proto": "https", "x-forwarded-host": "evil.example.com" };

test.each(["203.0.113.9", "10.0.0.5", "::ffff:203.0.113.9", "2001:db8::1"])(
  "what %s says of where a request came from is not believed",
  (address) => {
    expect(originOf(request(address, SAID))).toEqual({ address, proto: "http", host: "stats.example.com" });
  },
);

test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("what %s says, this machine, is", (address) => {
  expect(originOf(request(address, SAID))).toEqual({ address: "6.6.6.6", proto: "https", host: "evil.example.com" });
});

test("of a list, the address that the proxy here added itself counts", () => {
  const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
  expect(originOf(request("127.0.0.1", headers)).address).toBe("203.0.113.9");
});

import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { targetOf } from "./target";

test.each([
  ["/ez", { path: "/ez", query: "" }],
  ["/ez?stat=a?b&count=1", { path: "/ez", query: "stat=a?b&count=1" }],
  ["/?", { path: "/", query: "" }],
  ["http://api.stathat.com/c?key=K", { path: "/c", query: "key=K" }],
  ["*", null],
  ["", null],
])("%j goes to %j", (url, target) => expect(targetOf({ url } as IncomingMessage)).toEqual(target));

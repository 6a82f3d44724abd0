import { expect, test } from "vitest";
import { isLoopback, isLoopbackHost } from "./loopback";

test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each(["", "10.0.0.1", "::", "::ffff:10.0.0.1", "1127.0.0.1", "127.0.0.1, 10.0.0.1", "localhost"])(
  "%j is not this machine",
  (address) => {
    expect(isLoopback(address)).toBe(false);
  },
);

test.each(["localhost", "LOCALHOST:3000", "127.0.0.1:80", "[::1]:3000"])("the host %s is this machine", (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each([
  "",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "example.com",
  "[::2]",
  "localhost:3000@evil.example",
])("the host %j may be anywhere", (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

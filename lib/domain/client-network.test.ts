import { expect, test } from "vitest";
import { clientNetwork } from "./client-network";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::FFFF:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:ffff::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8::7:8:9:a:b", "2001:db8:0:7::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["", ""],
  ["no address", "no address"],
  ["x:y", "x:y"],
])("%j is counted as %j", (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});

test("what is no address cannot be of any length", () => {
  expect(clientNetwork("9".repeat(10_000))).toHaveLength(64);
});

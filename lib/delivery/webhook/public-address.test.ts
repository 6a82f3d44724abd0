import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

test.each([
  "1.1.1.1",
  "8.8.8.8",
  "93.184.215.14",
  "172.15.255.255",
  "172.32.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001::1",
  "2001:4860:4860::8888",
])("%s is on the public internet", (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  ["this host", ["0.0.0.0", "0.1.2.3", "::", "::1", "127.0.0.1", "127.255.255.254"]],
  ["a private network", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fc00::1", "fdff::1"]],
  ["a carrier's network", ["100.64.0.1", "100.127.255.255"]],
  ["this link, where clouds keep their secrets", ["169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254"]],
  ["a group of hosts", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
  [
    "kept for other things",
    [
      "192.0.0.8",
      "192.0.2.1",
      "192.88.99.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.1",
      "240.0.0.1",
      "100::1",
      "2001:db8::1",
      "3fff::1",
      "2001:2::1",
    ],
  ],
  [
    "an IPv4 address in another dress",
    [
      "::ffff:127.0.0.1",
      "::ffff:10.0.0.1",
      "::ffff:8.8.8.8",
      "::127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b:1::a00:1",
      "2002:7f00:1::",
      "2002:a9fe:a9fe::1",
      "2001:0:7f00:1::",
    ],
  ],
  [
    "no address as a resolver writes one",
    [
      "",
      "localhost",
      "127.1",
      "2130706433",
      "0x7f.1",
      "0177.0.0.1",
      "①②⑦.⓪.⓪.①",
      "127.0.0.1:80",
      "[::1]",
      " 8.8.8.8",
      "8.8.8.8 ",
    ],
  ],
] as const)("what is %s is not", (_, addresses) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
});

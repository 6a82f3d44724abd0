import { BlockList, isIPv4, isIPv6 } from "node:net";

/** What is no host on the public internet: IANA's special-purpose registries of IPv4, and multicast. */
const CLOSED_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of IPv6 only global unicast is open, so loopback, link-local, unique local, mapped and translated ones are not. */
const OPEN_V6 = "2000::/3";
/** What is special within it: tunnels that lead to an IPv4 address of anybody's choice, benchmarks, documentation. */
const CLOSED_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const closedV4 = listOf(CLOSED_V4, "ipv4");
const openV6 = listOf([OPEN_V6], "ipv6");
const closedV6 = listOf(CLOSED_V6, "ipv6");

/**
 * Whether an address, as a resolver returns it, is a host on the public internet. Ask it of the very address that is
 * then connected to: a name may lead elsewhere the next time it is looked up.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closedV4.check(address, "ipv4");
  // With a zone it is bound to an interface of this machine.
  if (!isIPv6(address) || address.includes("%")) return false;
  return openV6.check(address, "ipv6") && !closedV6.check(address, "ipv6");
}

function listOf(networks: string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

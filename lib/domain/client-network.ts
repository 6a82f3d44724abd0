const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS_OF_A_NETWORK = 4;

/**
 * What a limit counts by where a request came from: an IPv4 address as it is, of an IPv6 address the /64, since one
 * customer has that many of them. What is no address stays as it is, cut to a sane length.
 */
export function clientNetwork(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.split("%", 1)[0] ?? "";
  if (!bare.includes(":") || !URL.canParse(`http://[${bare}]`)) return address.slice(0, 64);
  // The parser writes every address in one way: hexadecimal, lower case, the longest run of zeros as "::".
  const [head = "", tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const before = groups(head);
  const after = groups(tail ?? "");
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return `${[...before, ...zeros, ...after].slice(0, GROUPS_OF_A_NETWORK).join(":")}::/64`;
}

function groups(text: string): string[] {
  return text === "" ? [] : text.split(":");
}

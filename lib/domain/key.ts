export const KEY_KINDS = ["ingest", "read", "manage"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const PREFIX: Record<KeyKind, string> = { ingest: "sn_in_", read: "sn_rd_", manage: "sn_rw_" };
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;

/** How many random bytes `formatKey` wants: one for each character, 190 bits of chance in all. */
export const KEY_RANDOM_BYTES = RANDOM_LENGTH * 2;

/**
 * An API key as its owner sees it: a prefix that tells the kind, 32 random base62 characters, and six
 * characters of CRC-32 over both, so that a scanner or a form can tell a mistyped key without asking.
 * Throws a RangeError when handed too few bytes.
 */
export function formatKey(kind: KeyKind, random: Uint8Array): string {
  const body = PREFIX[kind] + base62(random, RANDOM_LENGTH);
  return body + checksum(body);
}

/** The kind a key claims to be, or null when it is not one of ours or was mistyped. */
export function keyKind(key: string): KeyKind | null {
  const kind = KEY_KINDS.find((each) => key.startsWith(PREFIX[each]));
  if (kind === undefined) return null;
  const length = PREFIX[kind].length + RANDOM_LENGTH + CHECKSUM_LENGTH;
  const body = key.slice(0, -CHECKSUM_LENGTH);
  return key.length === length && key.endsWith(checksum(body)) ? kind : null;
}

/** What a list may show of a key: enough to recognise it, far too little to use it. */
export function visiblePrefix(key: string): string {
  return key.slice(0, 10);
}

/** `length` unbiased base62 characters; bytes of 248 and above are passed over. */
export function base62(random: Uint8Array, length: number): string {
  let text = "";
  for (const byte of random) {
    if (byte < 248) text += ALPHABET[byte % 62];
    if (text.length === length) return text;
  }
  throw new RangeError(`not enough random bytes for ${length} characters`);
}

function checksum(body: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < body.length; i++) {
    crc ^= body.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let text = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

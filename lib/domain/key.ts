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

/**
 * What every key of ours matches, for scanners that look for leaked ones; `keyKind` tells those that were really made
 * by their checksum. Written so that RE2, PCRE and JavaScript read it alike.
 */
export const KEY_PATTERN = `\\bsn_(?:in|rd|rw)_[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}\\b`;

const MIN_ALIAS_LENGTH = 6;
const MAX_ALIAS_LENGTH = 100;
// A byte that is no UTF-8 is read as U+FFFD, so that one may stand for any.
const PRINTABLE = /^(?:[^\p{C}\p{Z}\uFFFD]| )*$/u;

export type AliasProblem = "too_short" | "too_long" | "tilde" | "unprintable" | "ours";

/** Why a text cannot be an EZ alias, or null when it can. Spaces around it do not count: they are cut off what is sent. */
export function aliasProblem(text: string): AliasProblem | null {
  if (text.length > 2 * MAX_ALIAS_LENGTH) return "too_long";
  const length = [...text].length;
  if (length < MIN_ALIAS_LENGTH) return "too_short";
  if (length > MAX_ALIAS_LENGTH) return "too_long";
  if (isOurs(text)) return "ours";
  if (text.includes("~")) return "tilde";
  return PRINTABLE.test(text) ? null : "unprintable";
}

/** Whether a text begins as the keys made here do. */
export function isOurs(text: string): boolean {
  return text.startsWith("sn_");
}

/** Whether it is worth asking whose key this is: a key of ours that was mistyped is not, any other text may be an alias. */
export function mayBeKey(text: string): boolean {
  return isOurs(text) ? keyKind(text) !== null : aliasProblem(text) === null;
}

/** What a list may show of an alias: it may be six characters long. */
export function visibleAliasPrefix(alias: string): string {
  return [...alias].slice(0, 2).join("");
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

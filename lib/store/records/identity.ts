import { createHash, randomBytes, randomInt } from "node:crypto";
import { base62, formatKey, KEY_RANDOM_BYTES, type KeyKind } from "@/lib/domain/key";

const PUBLIC_ID_LENGTH = 6;

/** A stat's public id: six base62 characters. The table's unique index is what makes it unique: try again on a clash. */
export function newPublicId(): string {
  return base62(randomBytes(PUBLIC_ID_LENGTH * 4), PUBLIC_ID_LENGTH);
}

/** A stat's classic key in StatHat's form: url-safe base64, padded with `~`, of 16 random bytes, a space and the stat's public id. */
export function newClassicKey(publicId: string): string {
  return stathatBase64(Buffer.concat([randomBytes(16), Buffer.from(` ${publicId}`)]));
}

/** A team's user key in StatHat's form: url-safe base64, padded with `~`, of a number, a space and 16 random bytes. */
export function newUkey(): string {
  return stathatBase64(Buffer.concat([Buffer.from(`${randomInt(1, 2 ** 31)} `), randomBytes(16)]));
}

/** A fresh API key in clear. Keep only `hashKey` of it. */
export function newApiKey(kind: KeyKind): string {
  return formatKey(kind, randomBytes(KEY_RANDOM_BYTES));
}

/** What is kept of an API key: SHA-256 is enough for 190 random bits. */
export function hashKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(key).digest());
}

function stathatBase64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "~");
}

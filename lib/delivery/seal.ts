import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { ChannelTarget } from "@/lib/domain/channel";
import { env } from "@/lib/env";

// version (1 byte) | nonce (12) | tag (16) | ciphertext: AES-256-GCM, the channel's id its additional data
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const CIPHER = "aes-256-gcm";

/**
 * A channel's target as the database keeps it: a copy of the database tells nobody where it leads, nor with what it is
 * signed, and it opens as no other channel's. Throws without a secret.
 */
export function sealTarget(
  target: ChannelTarget,
  channelId: string,
  secret = sealingSecret(),
): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(channelId));
  const text = Buffer.concat([cipher.update(JSON.stringify(target), "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]));
}

/** The target again. Throws for one that was changed, is another channel's, or was sealed with another secret. */
export function openTarget(sealed: Uint8Array, channelId: string, secret = sealingSecret()): ChannelTarget {
  const bytes = Buffer.from(sealed);
  if (bytes.length <= HEAD_BYTES || bytes[0] !== VERSION) throw new Error("this is no sealed target");
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(secret), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(channelId));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]);
  return JSON.parse(text.toString("utf8")) as ChannelTarget;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "statnest channel target", 32));
}

function sealingSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set: where channels lead is sealed with it");
  return secret;
}

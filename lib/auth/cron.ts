import { createHash, timingSafeEqual } from "node:crypto";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { Refusal } from "@/lib/errors";
import { sharedStore } from "@/lib/store/engine/shared-store";

/** What an interactor is handed when a scheduler calls. */
export function cronContext(): Context {
  return { actor: { kind: "job", name: "cron" }, from: NOWHERE, store: sharedStore(), clock: systemClock };
}

/**
 * Throws `unauthenticated` unless the request comes with `Authorization: Bearer CRON_SECRET`, and `unavailable` when
 * this process was not told the secret, so that nobody is let in by having none either.
 */
export function permitScheduler(headers: Headers, secret: string | undefined): void {
  if (secret === undefined) throw new Refusal("unavailable", "CRON_SECRET is not set where this process was started");
  if (!isSecret(sentToken(headers), secret)) {
    throw new Refusal("unauthenticated", "send the CRON_SECRET of this instance: Authorization: Bearer …");
  }
}

/** A secret may have spaces in it, so the token is all that follows. */
function sentToken(headers: Headers): string {
  return /^Bearer +(.*)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
}

/** Digests have one length, and comparing them takes as long however much of the secret was guessed. */
function isSecret(token: string, secret: string): boolean {
  // Bytes of a header come as characters up to 255.
  return timingSafeEqual(digest(Buffer.from(token, "latin1")), digest(Buffer.from(secret.trim())));
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

import type { Context } from "@/lib/context";
import { type KeptMail, keptMailIds, readKeptMail } from "@/lib/delivery/mail/folder";
import { isLoopback, isLoopbackHost } from "@/lib/domain/loopback";
import { baseUrl, env } from "@/lib/env";
import { Refusal } from "@/lib/errors";

const MOST_LISTED = 50;

/** The newest mails in the data folder, newest first. Throws `not_found` as `permitDeveloper` does. */
export async function listKeptMails(ctx: Context, { host }: { host: string }): Promise<KeptMail[]> {
  permitDeveloper(ctx, host);
  const ids = await keptMailIds(env().STATNEST_DATA);
  const mails = await Promise.all(ids.slice(0, MOST_LISTED).map((id) => readKeptMail(env().STATNEST_DATA, id)));
  return mails.filter((mail) => mail !== null);
}

/** One of them. Throws `not_found`, when it is not there too. */
export async function getKeptMail(ctx: Context, { host, id }: { host: string; id: string }): Promise<KeptMail> {
  permitDeveloper(ctx, host);
  const mail = await readKeptMail(env().STATNEST_DATA, id);
  if (mail === null) throw nothingHere();
  return mail;
}

/**
 * Whether whoever asks may read the mails that are kept here. They let their reader in, so they are shown to nobody but
 * a person at this very machine: all of this has to hold.
 * 1. no mail goes out: RESEND_API_KEY is not set;
 * 2. our own server is in front, whose word on the client's address can be taken;
 * 3. the client is this machine;
 * 4. it asked for this machine by name, not for a name that somebody made mean this machine;
 * 5. links lead to this machine, so that no proxy can be what makes everybody look as if they were here.
 */
export function mayReadKeptMails({ from }: Context, { host }: { host: string }): boolean {
  const { RESEND_API_KEY, STATNEST_WEB_SOCKET } = env();
  const here = isLoopback(from.address) && isLoopbackHost(host) && isLoopbackHost(new URL(baseUrl()).host);
  return !RESEND_API_KEY && STATNEST_WEB_SOCKET !== undefined && here;
}

/** Throws `not_found` unless they may. */
function permitDeveloper(ctx: Context, host: string): void {
  if (!mayReadKeptMails(ctx, { host })) throw nothingHere();
}

function nothingHere(): Refusal {
  return new Refusal("not_found", "there is nothing here");
}

import { createHmac } from "node:crypto";
import type { Context } from "@/lib/context";
import { clientNetwork } from "@/lib/domain/client-network";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { givePointBack, type Limit, takePoint } from "@/lib/store/records/attempts";

const QUARTER = 15 * 60;
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** Wrong passwords from one network, whatever the account. */
const CLIENT: Limit = { name: "sign-in-client", points: 50, seconds: QUARTER };
/** Wrong passwords for one address, from browsers that never signed in to it. */
const STRANGERS: Limit = { name: "sign-in-address", points: 10, seconds: QUARTER };
/** Wrong passwords for one account from a browser that did: nobody else can use these up. */
const DEVICE: Limit = { name: "sign-in-device", points: 10, seconds: QUARTER };
/** Wrong passwords typed by somebody who is signed in already. */
const PERSON: Limit = { name: "password", points: 10, seconds: QUARTER };
/** Requests for a mailed link from one network, whatever the address. */
const ASKING: Limit = { name: "ask", points: 20, seconds: QUARTER };
/** Mails asked for by one person who is signed in. */
const ASKING_AGAIN: Limit = { name: "ask-again", points: 2, seconds: QUARTER };
/** Links of which nothing is known, from one network. */
const TOKENS: Limit = { name: "link", points: 50, seconds: QUARTER };

// Each mail brings a link that outlasts most of this window: whoever fills it hands its owner what lets them in.
const MAILS: Limit = { name: "mail", points: 3, seconds: QUARTER };
/** By network as well: a day's worth used up by one does not keep the owner's mail back. */
const MAILS_A_DAY: Limit = { name: "mail-day", points: 10, seconds: DAY };

/** Takes back what an attempt cost, once it turned out to be no attack. */
export type GiveBack = () => Promise<void>;

/**
 * Counts an attempt to sign in to an address with a password, before the password is looked at. With a `device` that
 * is known to the account only that one's own attempts are counted besides those of the network. Throws `limited`, in
 * the same words whether the address has an account.
 */
export async function takeSignIn(
  ctx: Context,
  { email, device }: { email: string; device: { id: string; userId: string } | null },
): Promise<GiveBack> {
  const ofAccount: Taken =
    device === null ? [STRANGERS, hashed(email)] : [DEVICE, hashed(`${device.id} ${device.userId}`)];
  return takeAll(ctx, [...byNetwork(ctx, CLIENT), ofAccount], (minutes) => {
    return `Too many attempts. Wait ${minutes}, or ask for a sign-in link by mail.`;
  });
}

/** Counts a look at the password of the person who is signed in. Throws `limited`. */
export async function takePasswordCheck(ctx: Context, userId: string): Promise<GiveBack> {
  return takeAll(ctx, [[PERSON, userId]], (minutes) => `Too many wrong passwords. Wait ${minutes} and try again.`);
}

/** Counts a sign-up from the network of the one who asks. Throws `limited`. */
export async function takeSignUp(ctx: Context): Promise<GiveBack> {
  const limit = { name: "sign-up", points: env().STATNEST_LIMIT_SIGN_UPS_PER_HOUR, seconds: HOUR };
  return takeAll(ctx, byNetwork(ctx, limit), (minutes) => {
    return `Too many accounts were made from your network. Wait ${minutes} and try again.`;
  });
}

/** Counts a request for a mailed link from the network of the one who asks. Throws `limited`. */
export async function takeAsking(ctx: Context): Promise<GiveBack> {
  return takeAll(ctx, byNetwork(ctx, ASKING), (minutes) => `Too many requests. Wait ${minutes} and try again.`);
}

/** Counts a request of a signed-in person for one more mail. Throws `limited`. */
export async function takeAskingAgain(ctx: Context, userId: string): Promise<GiveBack> {
  return takeAll(ctx, [[ASKING_AGAIN, userId]], (minutes) => {
    return `We have mailed you already: look for it, in the folder for spam too, or wait ${minutes} for another.`;
  });
}

/** Counts a look at a mailed link from the network of the one who asks; to be given back when there is one. Throws `limited`. */
export async function takeLinkCheck(ctx: Context): Promise<GiveBack> {
  return takeAll(ctx, byNetwork(ctx, TOKENS), (minutes) => `Too many attempts. Wait ${minutes} and try again.`);
}

/**
 * Whether one more mail of a kind may go to an address because of this request. Whoever asks is to be answered the same
 * when not: it is about the address, which may be somebody else's.
 */
export async function mayMail(ctx: Context, kind: string, email: string): Promise<boolean> {
  const network = clientNetwork(ctx.from.address);
  const ofDay = await take(ctx, MAILS_A_DAY, hashed(`${kind} ${network} ${email}`));
  return ofDay === null && (await take(ctx, MAILS, hashed(`${kind} ${email}`))) === null;
}

type Taken = [limit: Limit, key: string];

async function takeAll(ctx: Context, wanted: Taken[], said: (minutes: string) => string): Promise<GiveBack> {
  for (const [limit, key] of wanted) {
    const retryAfterSeconds = await take(ctx, limit, key);
    if (retryAfterSeconds !== null)
      throw new Refusal("limited", said(inMinutes(retryAfterSeconds)), { retryAfterSeconds });
  }
  return async () => {
    await Promise.all(wanted.map(([limit, key]) => givePointBack(ctx.store.pool, limit, key)));
  };
}

// Nobody is let in uncounted: without the database nobody could be anyway.
async function take(ctx: Context, limit: Limit, key: string): Promise<number | null> {
  try {
    return await takePoint(ctx.store.pool, limit, key);
  } catch (error) {
    throw knownRefusal(error);
  }
}

/** Requests whose address nobody knows are not counted together: one of them could shut out all others. */
function byNetwork(ctx: Context, limit: Limit): Taken[] {
  const { address } = ctx.from;
  return address === "" ? [] : [[limit, clientNetwork(address)]];
}

/** The table says nothing of which addresses were tried, not even to whoever has a list of them. */
function hashed(text: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET ?? "")
    .update(text)
    .digest("base64url");
}

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

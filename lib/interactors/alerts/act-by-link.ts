import { z } from "zod";
import type { Context } from "@/lib/context";
import type { AlertStanding } from "@/lib/domain/alert-state";
import { alertName } from "@/lib/domain/alert-words";
import { shortLine } from "@/lib/domain/one-line";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { disableChannel } from "@/lib/interactors/channels/disable-channel";
import { parseInput } from "@/lib/interactors/parse";
import {
  findMailedChannel,
  findMailedStanding,
  type MailedChannel,
  type MailedStanding,
} from "@/lib/store/records/alert-mails";
import { findAlert, type StoredAlert } from "@/lib/store/records/alerts";
import { tellAll } from "@/lib/store/records/change-hint";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { acknowledgeStanding } from "./acknowledge-alert";
import { type ActLink, readActToken } from "./act-link";
import { muteStanding } from "./mute-alert";

const HOUR_MS = 3_600_000;
const MUTES = { mute_1h: HOUR_MS, mute_8h: 8 * HOUR_MS, mute_1d: 24 * HOUR_MS } as const;
const LINK_ACTS = ["acknowledge", "mute_1h", "mute_8h", "mute_1d", "stop"] as const;
export type LinkAct = (typeof LINK_ACTS)[number];

const LONGEST_TOKEN = 300;
const WORDS_IN_LOG = 100;
const RINGING: AlertStanding["state"][] = ["firing", "recovering", "no_data"];

const tokenInput = z.strictObject({ token: z.string().max(LONGEST_TOKEN) });
const actInput = tokenInput.extend({ act: z.enum(LINK_ACTS) });

/** What whoever holds the link of a mail is shown, and may act on. */
export interface LinkedAlert {
  /** Where the mails go, and whether they have been stopped. */
  channel: { name: string; address: string; zone: string; stopped: boolean };
  /** How the alert stands now, whatever the mail said; null when there is nothing to act on. */
  alert: {
    name: string;
    stat: string;
    state: AlertStanding["state"];
    rings: boolean;
    since: Date;
    acknowledgedBy: string | null;
    /** Null when it is over. */
    mutedUntil: Date | null;
    incidentId: string | null;
  } | null;
}

/** What a link is about, without using it. Throws `not_found` for one that was not mailed, or not lately. */
export async function readActLink(ctx: Context, input: z.input<typeof tokenInput>): Promise<LinkedAlert> {
  const { channel, found } = await opened(ctx.store.prisma, parseInput(tokenInput, input).token, ctx.clock.now());
  return { channel: channelOf(channel), alert: found === null ? null : shownOf(found, ctx.clock.now()) };
}

/**
 * Does to the alert, or to the mails themselves, what a button of the link's page says. Nobody has to be signed in: the
 * mail went to an address that the team chose and that can end this at any time. Throws `not_found` as `readActLink`
 * does, and `conflict` when there is nothing to do that to.
 */
export async function actByLink(ctx: Context, input: z.input<typeof actInput>): Promise<void> {
  const { token, act } = parseInput(actInput, input);
  const now = ctx.clock.now();
  await transaction(ctx.store, async (tx) => {
    const { channel, found } = await opened(tx, token, now);
    if (act === "stop") {
      await disableChannel(tx, byLink(ctx), channel.id, `stopped by the link in a mail to ${channel.shown}`);
      return;
    }
    if (found === null) throw new Refusal("conflict", "This alert is no longer told to this address.");
    const at = { alertId: found.alert.id, statId: found.standing.statId, by: nameOf(channel), now };
    if (act === "acknowledge") {
      if (!isRinging(found.standing.state)) throw new Refusal("conflict", "It is over already. Nothing has changed.");
      if ((await acknowledgeStanding(tx, at)) === 0) return;
      return note(tx, ctx, channel, found, { action: "alert.acknowledged", detail: {} });
    }
    const until = new Date(now.getTime() + MUTES[act]);
    await muteStanding(tx, { ...at, until });
    await note(tx, ctx, channel, found, { action: "alert.muted", detail: { until: until.toISOString() } });
  });
}

interface Found {
  alert: StoredAlert;
  standing: MailedStanding;
}

/** The channel and, while it is told of it, the alert. Throws `not_found`. */
async function opened(
  db: Transaction,
  token: string,
  now: Date,
): Promise<{ channel: MailedChannel; found: Found | null }> {
  const link = readActToken(token, now);
  const channel = link === null ? null : await findMailedChannel(db, link.channelId);
  if (link === null || channel === null) throw linkIsGone();
  const isOn = channel.disabledAt === null && channel.confirmedAt !== null;
  return { channel, found: isOn ? await findTold(db, channel, link) : null };
}

async function findTold(db: Transaction, { id, teamId }: MailedChannel, link: ActLink): Promise<Found | null> {
  const alert = await findAlert(db, teamId, link.alertId);
  if (alert === null || !alert.channelIds.includes(id)) return null;
  const standing = await findMailedStanding(db, alert.id, link.statId);
  return standing && { alert, standing };
}

function linkIsGone(): Refusal {
  return new Refusal("not_found", "This link has expired, or was not copied in full. Nothing has changed.");
}

function channelOf({ name, shown, zone, disabledAt }: MailedChannel): LinkedAlert["channel"] {
  return { name, address: shown, zone, stopped: disabledAt !== null };
}

function shownOf({ alert, standing }: Found, now: Date): LinkedAlert["alert"] {
  const { stat, state, since, firingSince, acknowledgedBy, mutedUntil, incidentId } = standing;
  return {
    name: alertName(alert, alert.unit),
    stat,
    state,
    rings: isRinging(state),
    since: firingSince ?? since,
    acknowledgedBy,
    mutedUntil: mutedUntil !== null && mutedUntil > now ? mutedUntil : null,
    incidentId,
  };
}

function isRinging(state: AlertStanding["state"]): boolean {
  return RINGING.includes(state);
}

/** How whoever has the link is called in the story of an incident, and in the log. */
function nameOf({ shown }: MailedChannel): string {
  return `${shown}, by the link in a mail`;
}

/** Whoever is signed in here is not who was mailed. */
function byLink(ctx: Context): Context {
  return { ...ctx, actor: { kind: "anonymous" } };
}

async function note(
  tx: Transaction,
  ctx: Context,
  channel: MailedChannel,
  { alert, standing }: Found,
  { action, detail }: { action: "alert.acknowledged" | "alert.muted"; detail: { until?: string } },
): Promise<void> {
  const { teamId } = channel;
  await audit(tx, ctx, {
    action,
    subject: { kind: "alert", id: alert.publicId, name: shortLine(alertName(alert, alert.unit), WORDS_IN_LOG) },
    detail: { stat: standing.stat, ...detail },
    teamId,
    as: { userId: null, name: nameOf(channel) },
  });
  await tellAll(tx, teamId);
}

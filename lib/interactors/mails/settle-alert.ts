import type { DeliveryPayload } from "@/lib/domain/channel";
import type { Letter, ToldAlert } from "@/lib/domain/letter";
import { LINK_MINUTES, type MailContent } from "@/lib/domain/mail";
import { baseUrl } from "@/lib/env";
import { actToken } from "@/lib/interactors/alerts/act-link";
import { confirmToken } from "@/lib/interactors/channels/confirm-token";
import { findMailedChannel, type MailedChannel } from "@/lib/store/records/alert-mails";
import { findAlert } from "@/lib/store/records/alerts";
import type { DueMail } from "@/lib/store/records/mail-queue";
import type { Transaction } from "@/lib/store/records/transaction";

type ContentOf<Kind extends MailContent["kind"]> = Extract<MailContent, { kind: Kind }>;
type Written = { letter: Letter } | { dropped: string };

/** What rings or says nothing can be acknowledged and muted; what is over, was acknowledged or is a test cannot. */
const ACTED_ON: DeliveryPayload["type"][] = ["alert.triggered", "alert.reminder", "alert.no_data"];

/** What an alert tells, with links that work for a month after it told; or why nothing goes to the channel any more. */
export async function settleAlert(
  tx: Transaction,
  mail: DueMail,
  content: ContentOf<"alert" | "alert_digest">,
): Promise<Written> {
  const channel = await findMailedChannel(tx, content.channelId);
  if (channel === null) return { dropped: "the channel is gone" };
  const obstacle = obstacleOf(channel);
  if (obstacle !== null) return { dropped: obstacle };
  const until = new Date(mail.createdAt.getTime() + LINK_MINUTES.alert * 60_000);
  if (content.kind === "alert_digest") {
    const { payloads, more } = content;
    return { letter: { kind: "alert_digest", payloads, more, ...toChannel(channel, null, until) } };
  }
  const { payload } = content;
  const links = toChannel(channel, payload, until);
  const act = ACTED_ON.includes(payload.type) ? links.stop : null;
  return { letter: { kind: "alert", payload: await toldOf(tx, payload, channel), act, ...links } };
}

/** Asks an address whether it agrees, as long as the channel is there and it has not been asked in vain. */
export async function settleConfirmation(
  tx: Transaction,
  { recipient, createdAt }: DueMail,
  { channelId, team, by }: ContentOf<"channel_confirm">,
  now: Date,
): Promise<{ letter: Letter; until: Date } | { dropped: string }> {
  const channel = await findMailedChannel(tx, channelId);
  if (channel === null) return { dropped: "the channel is gone" };
  if (channel.confirmedAt !== null) return { dropped: "they have agreed already" };
  if (channel.disabledAt !== null) return { dropped: "the channel is switched off" };
  const until = new Date(createdAt.getTime() + LINK_MINUTES.channel_confirm * 60_000);
  if (until <= now) return { dropped: "its link would have expired" };
  const link = `${baseUrl()}/channels/confirm?token=${confirmToken(channelId, recipient, until)}`;
  return { letter: { kind: "channel_confirm", team, by, link, until }, until };
}

/** With the runbook in lines, and the unit of what was judged: of a change that is percent, whatever the stat counts. */
async function toldOf(tx: Transaction, payload: DeliveryPayload, { teamId }: MailedChannel): Promise<ToldAlert> {
  const rule = await findAlert(tx, teamId, payload.alert.id);
  const unit = rule?.condition.kind === "delta" ? "%" : payload.stat.unit;
  const runbook = linesOf(payload.alert.runbook);
  return { ...payload, stat: { ...payload.stat, unit }, alert: { ...payload.alert, runbook } };
}

function obstacleOf({ confirmedAt, disabledAt }: MailedChannel): string | null {
  if (disabledAt !== null) return "the channel is switched off";
  return confirmedAt === null ? "nobody at the address has agreed to be written to" : null;
}

function toChannel({ id, zone }: MailedChannel, about: DeliveryPayload | null, until: Date) {
  const ids = { alertId: about?.alert.id ?? "", statId: about?.stat.id ?? "", incidentId: about?.incidentId ?? "" };
  const token = actToken({ channelId: id, ...ids }, until);
  return { zone, stop: `${baseUrl()}/alerts/act?token=${token}`, oneClick: `${baseUrl()}/alerts/stop?token=${token}` };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

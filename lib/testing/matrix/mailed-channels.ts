import { randomUUID } from "node:crypto";
import { sealTarget } from "@/lib/delivery/seal";
import { actToken } from "@/lib/interactors/alerts/act-link";
import { confirmToken } from "@/lib/interactors/channels/confirm-token";
import type { Rows } from "./tenant";

interface Mailed {
  own: string;
  teamId: string;
  alert: { id: string; publicId: string; incidentId: string };
  /** The public id of the stat that the alert watches. */
  statId: string;
  createdAt: string;
}

const UNTIL = new Date("2999-01-01T00:00:00Z");

/**
 * Puts two addresses outside the team beside its other channels: one that an alert is mailed to, and one that has not
 * agreed yet. Returns the tokens of the links that they were mailed.
 */
export function addMailedChannels(
  rows: Rows,
  { own, teamId, alert, statId, createdAt }: Mailed,
): { act: string; agree: string } {
  const [told, asked] = [randomUUID(), randomUUID()];
  const addressOf = (name: string) => `${name}-${own}@example.com`;
  const row = (id: string, address: string, agreedAt: string | null) => {
    const target = { kind: "email" as const, address, ...(agreedAt === null ? {} : { agreedAt }) };
    const sealed = `\\x${Buffer.from(sealTarget(target, id)).toString("hex")}`;
    const about = { kind: "email", name: `${own} ${address}`, shown: address, confirmed_at: agreedAt };
    return { id, team_id: teamId, ...about, sealed, created_at: createdAt };
  };
  const channels = [row(told, addressOf("told"), createdAt), row(asked, addressOf("asked"), null)];
  rows.channel = [...(rows.channel ?? []), ...channels];
  rows.alert_channel = [...(rows.alert_channel ?? []), { alert_id: alert.id, channel_id: told }];
  const about = { channelId: told, alertId: alert.publicId, statId, incidentId: alert.incidentId };
  return { act: actToken(about, UNTIL), agree: confirmToken(asked, addressOf("asked"), UNTIL) };
}

import type { Channel, ChannelKind, QuietHours } from "@/lib/domain/channel";
import { type MomentView, momentView } from "./moment";

export const CHANNEL_WORDS: Record<ChannelKind, string> = {
  email: "Email",
  webhook: "Webhook",
  slack: "Slack",
  pagerduty: "PagerDuty",
};

/** What a webhook may be sent. */
export const BODY_SHAPES = [
  { value: "standard", text: "Standard Webhooks: ours, signed" },
  { value: "alertmanager", text: "As Prometheus Alertmanager sends it, signed as well" },
];

/** A way out as a page shows it. */
export interface ChannelRow {
  id: string;
  href: string;
  name: string;
  kind: ChannelKind;
  kindWord: string;
  /** The address, or the host. */
  shown: string;
  state: "on" | "off" | "unconfirmed";
  /** Why nothing goes there; empty while it does. */
  problem: string;
  off: MomentView | null;
  /** "22:00 to 07:00 in Europe/Berlin"; empty for never. */
  quiet: string;
  /** "tells of 3 alerts". */
  alerts: string;
}

export function channelRow(
  channel: Channel,
  { alerts, now, zone }: { alerts: number | null; now: Date; zone: string },
): ChannelRow {
  const { id, name, kind, shown, quiet, confirmedAt, disabledAt, problem } = channel;
  return {
    id,
    href: `/alerts/channels/${id}`,
    name,
    kind,
    kindWord: CHANNEL_WORDS[kind],
    shown,
    state: disabledAt !== null ? "off" : confirmedAt === null ? "unconfirmed" : "on",
    problem: problem === "" ? "" : sentence(problem),
    off: disabledAt === null ? null : momentView(disabledAt, now, zone),
    quiet: quiet === null ? "" : `${clockOf(quiet.from)} to ${clockOf(quiet.to)} in ${quiet.zone.replaceAll("_", " ")}`,
    alerts:
      alerts === null
        ? ""
        : alerts === 0
          ? "no alert tells it"
          : `${alerts} ${alerts === 1 ? "alert tells" : "alerts tell"} it`,
  };
}

/** The ways out as a form offers them: "ops mail (email, ops@example.com)". */
export function channelChoices(channels: Channel[]): { id: string; text: string; off: boolean }[] {
  return channels.map(({ id, name, kind, shown, confirmedAt, disabledAt }) => ({
    id,
    text: name === shown ? `${name} (${CHANNEL_WORDS[kind]})` : `${name} (${CHANNEL_WORDS[kind]}, ${shown})`,
    off: disabledAt !== null || confirmedAt === null,
  }));
}

/** What channels are called where an alert names whom it tells, by their id; of those that hear nothing it says so. */
export function toldNames(channels: Channel[]): Map<string, string> {
  return new Map(
    channels.map(({ id, name, confirmedAt, disabledAt }) => {
      const deaf = disabledAt !== null ? " (off)" : confirmedAt === null ? " (not confirmed yet)" : "";
      return [id, name + deaf];
    }),
  );
}

/** Quiet hours as the fields of a form hold them: `HH:MM`, empty for never. */
export function quietDraft(quiet: QuietHours | null, zone: string): { from: string; to: string; zone: string } {
  if (quiet === null) return { from: "", to: "", zone };
  return { from: clockOf(quiet.from), to: clockOf(quiet.to), zone: quiet.zone };
}

function clockOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

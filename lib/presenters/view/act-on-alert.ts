import { minuteOf } from "./moment";

/** What whoever holds the link of a mail may act on, as an interactor found it. */
interface Linked {
  channel: { name: string; address: string; zone: string; stopped: boolean };
  alert: {
    name: string;
    stat: string;
    state: string;
    rings: boolean;
    since: Date;
    acknowledgedBy: string | null;
    mutedUntil: Date | null;
    incidentId: string | null;
  } | null;
}

export interface ActOnAlertView {
  address: string;
  /** The stat, or what the page is about without one. */
  title: string;
  /** How it stands, in sentences. */
  standing: string[];
  mayAcknowledge: boolean;
  mayMute: boolean;
  mayStop: boolean;
  /** For those who are in the team. */
  incident: string | null;
}

export function actOnAlertView({ channel, alert }: Linked): ActOnAlertView {
  const { address, stopped } = channel;
  return {
    address,
    title: alert?.stat ?? "Mails of alerts",
    standing: stopped ? [`No alerts are mailed to ${address} any more.`] : alertWords(alert, channel.zone),
    mayAcknowledge: alert?.rings === true && alert.acknowledgedBy === null,
    mayMute: alert !== null && alert.mutedUntil === null,
    mayStop: !stopped,
    incident: alert?.incidentId ? `/alerts/incidents/${alert.incidentId}` : null,
  };
}

function alertWords(alert: Linked["alert"], zone: string): string[] {
  if (alert === null) return ["This alert is no longer told to this address."];
  const { name, state, rings, since, acknowledgedBy, mutedUntil } = alert;
  const stands = state === "no_data" ? "It has had no data" : rings ? "It rings" : "It is quiet";
  return [
    `${name}.`,
    `${stands} since ${minuteOf(since, zone)} (${zone}).`,
    ...(rings && acknowledgedBy !== null ? [`Acknowledged by ${acknowledgedBy}: it is quiet until it clears.`] : []),
    ...(mutedUntil === null ? [] : [`Muted until ${minuteOf(mutedUntil, zone)} (${zone}).`]),
  ];
}

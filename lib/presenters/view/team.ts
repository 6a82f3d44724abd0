import type { OwnTeam } from "@/lib/domain/people";
import type { Team } from "@/lib/domain/team";
import { retentionOptions, retentionWords } from "./retention";

interface Choice {
  value: string;
  text: string;
}

export interface TeamView {
  name: string;
  zone: string;
  zones: Choice[];
  verboseReplies: boolean;
  ezEnabled: boolean;
  retention: string;
  retentions: Choice[];
}

/** The team with every zone it could choose; the one it has is among them even when the list does not know it. */
export function teamView({ name, zone, verboseReplies, ezEnabled, retentionDays }: Team): TeamView {
  return {
    name,
    zone,
    zones: zoneChoices(zone),
    verboseReplies,
    ezEnabled,
    retention: String(retentionDays ?? ""),
    retentions: retentionOptions(retentionDays),
  };
}

/** Every zone that can be chosen, and this one. */
export function zoneChoices(zone: string): Choice[] {
  const zones = new Set(["UTC", zone, ...Intl.supportedValuesOf("timeZone")]);
  const sorted = [...zones].sort((a, b) => a.localeCompare(b));
  return sorted.map((value) => ({ value, text: value.replaceAll("_", " ") }));
}

/** The team for those who may only look. */
export function teamFacts({ name, zone, verboseReplies, ezEnabled, retentionDays }: Team): [string, string][] {
  return [
    ["Name", name],
    ["Time zone", zone.replaceAll("_", " ")],
    ["Minutes of new stats are kept", retentionWords(retentionDays)],
    ["EZ posts", ezEnabled ? "are taken" : "are refused"],
    ["Verbose replies", verboseReplies ? "on" : "off"],
  ];
}

export interface TeamMenuView {
  /** What the menu is called: the team somebody works in. */
  current: string;
  others: { id: string; name: string }[];
}

/** The menu of a person's teams. */
export function teamMenu(teams: OwnTeam[]): TeamMenuView {
  return {
    current: teams.find((team) => team.current)?.name ?? "No team",
    others: teams.filter((team) => !team.current).map(({ id, name }) => ({ id, name })),
  };
}

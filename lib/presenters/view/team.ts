import type { Team } from "@/lib/domain/team";

export interface TeamView {
  name: string;
  zone: string;
  zones: { value: string; text: string }[];
  verboseReplies: boolean;
  ezEnabled: boolean;
}

/** The team with every zone it could choose; the one it has is among them even when the list does not know it. */
export function teamView({ name, zone, verboseReplies, ezEnabled }: Team): TeamView {
  const zones = new Set(["UTC", zone, ...Intl.supportedValuesOf("timeZone")]);
  const sorted = [...zones].sort((a, b) => a.localeCompare(b));
  return {
    name,
    zone,
    zones: sorted.map((value) => ({ value, text: value.replaceAll("_", " ") })),
    verboseReplies,
    ezEnabled,
  };
}

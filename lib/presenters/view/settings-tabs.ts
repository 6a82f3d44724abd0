import type { Actor } from "@/lib/domain/actor";
import { canReadTeam, canSeeAudit } from "@/lib/domain/can";

export interface SettingsTab {
  href: string;
  text: string;
}

/** The pages of the settings that this actor can use; nothing for whoever is not signed in. */
export function settingsTabs(actor: Actor): SettingsTab[] {
  const you = { href: "/settings/you", text: "You" };
  if (actor.kind === "person") return [you];
  if (actor.kind !== "user" || !canReadTeam(actor)) return [];
  return [
    { href: "/settings", text: "Team" },
    { href: "/settings/people", text: "People" },
    { href: "/settings/keys", text: "Keys" },
    { href: "/settings/shared", text: "Shared" },
    { href: "/settings/public", text: "Public" },
    ...(canSeeAudit(actor) ? [{ href: "/settings/audit", text: "Log" }] : []),
    you,
  ];
}

import type { AuditAction, AuditEvent } from "@/lib/domain/audit";
import { minuteOf } from "./moment";

/**
 * What somebody did, as the rest of a sentence that begins with them: as a whole, or as what stands before and after
 * the name of what it was done to.
 */
export type Deed = string | [before: string, after: string];

type Tell = (detail: AuditEvent["detail"], zone: string) => Deed;

/** One sentence for each thing that is written down. */
const DEEDS: Record<AuditAction, Deed | Tell> = {
  "account.made": "made the account",
  "account.signed_in": "signed in",
  "account.sign_in_failed": "tried to sign in, with a wrong password",
  "account.signed_out": "signed out",
  "account.signed_out_everywhere": "signed out everywhere",
  "account.session_ended": "ended one of their sessions",
  "account.email_verified": "proved their email address",
  "account.email_change_asked": "asked to change their email address",
  "account.email_changed": "changed their email address",
  "account.password_reset": "set a new password by mail",
  "account.password_changed": "changed their password",
  "account.exported": "downloaded their data",
  "account.deleted": "deleted their account",
  "team.made": ["made the team", ""],
  "team.changed": (detail) => [`changed ${fields(detail, TEAM_FIELDS)} of the team`, ""],
  "team.exported": ["downloaded all numbers of the team", ""],
  "team.deleted": ["deleted the team", ""],
  "member.invited": (detail) => ["invited", asRole(detail)],
  "member.invitation_resent": ["sent the invitation again to", ""],
  "member.invitation_revoked": ["took back the invitation of", ""],
  "member.joined": (detail) => `joined the team${asRole(detail)}`,
  "member.role_changed": (detail) => ["made", ` ${aRole(detail.to ?? detail.role) ?? "somebody else in the team"}`],
  "member.removed": ["removed", " from the team"],
  "member.left": "left the team",
  "key.made": (detail, zone) => [`made the ${kindOf(detail)}key`, till(detail.expires, "which works until", zone)],
  "key.rotated": (detail, zone) => [
    `rotated the ${kindOf(detail)}key`,
    till(detail.oldUntil, "the old one works until", zone),
  ],
  "key.revoked": (detail) => [`revoked the ${detail.alias === true ? "old EZ " : kindOf(detail)}key`, ""],
  "key.alias_added": ["brought the old EZ key", ""],
  "stat.made": (detail) => [`made the ${text(detail.kind) ?? "stat"}`, ""],
  "stat.changed": changedStat,
  "stat.trashed": ["moved", " to the trash"],
  "stat.restored": ["took", " out of the trash"],
  "stat.deleted": ["deleted", " for good"],
  "stat.merged": (detail) => ["merged", ` into ${named(detail.intoName, "another stat")}`],
  "stat.key_rotated": ["gave", " a new classic key"],
  "share.made": (detail) => ["shared", ` with ${named(detail.team, "another team")}`],
  "share.revoked": (detail) => ["stopped sharing", ` with ${named(detail.team, "another team")}`],
  "share.dropped": (detail) => ["dropped", `, which ${named(detail.team, "another team")} shared`],
  "comparison.saved": ["saved the comparison", ""],
  "comparison.changed": ["changed the comparison", ""],
  "comparison.deleted": ["deleted the comparison", ""],
  "dashboard.made": ["made the dashboard", ""],
  "dashboard.changed": ["changed the dashboard", ""],
  "dashboard.deleted": ["deleted the dashboard", ""],
  "annotation.made": ["wrote the annotation", ""],
  "annotation.changed": ["changed the annotation", ""],
  "annotation.deleted": ["deleted the annotation", ""],
  "annotation.restored": ["brought back the annotation", ""],
  "link.made": ["made", " public"],
  "link.changed": ["changed how", " is shown to the public"],
  "link.paused": ["paused the public link of", ""],
  "link.resumed": ["opened the public link of", " again"],
  "link.revoked": ["revoked the public link of", ""],
  "alert.made": ["made the alert", ""],
  "alert.changed": ["changed the alert", ""],
  "alert.paused": ["paused the alert", ""],
  "alert.resumed": ["resumed the alert", ""],
  "alert.deleted": ["deleted the alert", ""],
  "alert.acknowledged": ["acknowledged", ""],
  "alert.muted": ["muted", ""],
  "alert.unmuted": ["unmuted", ""],
  "channel.made": ["made the channel", ""],
  "channel.changed": ["changed the channel", ""],
  "channel.tested": ["tested the channel", ""],
  "channel.deleted": ["deleted the channel", ""],
  "delivery.replayed": ["sent again what was told to", ""],
  "report.made": ["made the report", ""],
  "report.changed": ["changed the report", ""],
  "report.paused": ["paused the report", ""],
  "report.resumed": ["resumed the report", ""],
  "report.deleted": ["deleted the report", ""],
  "report.sent": (detail) => ["sent the report", detail.test === true ? " to themselves, to try it" : " by hand"],
};

const TEAM_FIELDS: Record<string, string> = {
  name: "the name",
  zone: "the time zone",
  verboseReplies: "the answers to posts",
  ezEnabled: "the switch of the EZ API",
  retentionDays: "how long minutes are kept",
  userKey: "the user key",
  publishers: "who may publish",
};

const STAT_FIELDS: Record<string, string> = {
  name: "the name",
  unit: "the unit",
  description: "the description",
  tags: "the tags",
  public: "who may see the numbers",
  retentionDays: "how long minutes are kept",
};

/** What an event says that somebody did; moments are told in the zone. */
export function deedOf({ action, detail }: AuditEvent, zone: string): Deed {
  const deed = DEEDS[action] as Deed | Tell | undefined;
  // What a later version wrote down is told by its name.
  if (deed === undefined) return `did ${action}`;
  return typeof deed === "function" ? deed(detail, zone) : deed;
}

/** What can be filtered by, in the words of the filter. */
export const ACTION_WORDS: Record<AuditAction, string> = {
  "account.made": "Account made",
  "account.signed_in": "Signed in",
  "account.sign_in_failed": "Sign-in failed",
  "account.signed_out": "Signed out",
  "account.signed_out_everywhere": "Signed out everywhere",
  "account.session_ended": "Session ended",
  "account.email_verified": "Address proved",
  "account.email_change_asked": "Change of address asked",
  "account.email_changed": "Address changed",
  "account.password_reset": "Password reset",
  "account.password_changed": "Password changed",
  "account.exported": "Data downloaded",
  "account.deleted": "Account deleted",
  "team.made": "Team made",
  "team.changed": "Team changed",
  "team.exported": "Team downloaded",
  "team.deleted": "Team deleted",
  "member.invited": "Invited",
  "member.invitation_resent": "Invitation sent again",
  "member.invitation_revoked": "Invitation taken back",
  "member.joined": "Joined",
  "member.role_changed": "Role changed",
  "member.removed": "Removed",
  "member.left": "Left",
  "key.made": "Key made",
  "key.rotated": "Key rotated",
  "key.revoked": "Key revoked",
  "key.alias_added": "Old EZ key brought",
  "stat.made": "Stat made",
  "stat.changed": "Stat changed",
  "stat.trashed": "Stat put into the trash",
  "stat.restored": "Stat restored",
  "stat.deleted": "Stat deleted",
  "stat.merged": "Stat merged",
  "stat.key_rotated": "Classic key rotated",
  "share.made": "Shared",
  "share.revoked": "Sharing stopped",
  "share.dropped": "Shared stat dropped",
  "comparison.saved": "Comparison saved",
  "comparison.changed": "Comparison changed",
  "comparison.deleted": "Comparison deleted",
  "dashboard.made": "Dashboard made",
  "dashboard.changed": "Dashboard changed",
  "dashboard.deleted": "Dashboard deleted",
  "annotation.made": "Annotation written",
  "annotation.changed": "Annotation changed",
  "annotation.deleted": "Annotation deleted",
  "annotation.restored": "Annotation restored",
  "link.made": "Made public",
  "link.changed": "Public link changed",
  "link.paused": "Public link paused",
  "link.resumed": "Public link opened again",
  "link.revoked": "Public link revoked",
  "alert.made": "Alert made",
  "alert.changed": "Alert changed",
  "alert.paused": "Alert paused",
  "alert.resumed": "Alert resumed",
  "alert.deleted": "Alert deleted",
  "alert.acknowledged": "Alert acknowledged",
  "alert.muted": "Alert muted",
  "alert.unmuted": "Alert unmuted",
  "channel.made": "Channel made",
  "channel.changed": "Channel changed",
  "channel.tested": "Channel tested",
  "channel.deleted": "Channel deleted",
  "delivery.replayed": "Delivery sent again",
  "report.made": "Report made",
  "report.changed": "Report changed",
  "report.paused": "Report paused",
  "report.resumed": "Report resumed",
  "report.deleted": "Report deleted",
  "report.sent": "Report sent by hand",
};

/** The choices of the log's filter: what happens to an account alone is in no team's log. */
export const TEAM_ACTIONS = [
  { value: "", text: "Everything" },
  ...Object.entries(ACTION_WORDS)
    .filter(([action]) => !action.startsWith("account."))
    .map(([value, text]) => ({ value, text })),
];

function changedStat(detail: AuditEvent["detail"]): Deed {
  const former = text(detail.from);
  if (former === null) return [`changed ${fields(detail, STAT_FIELDS)} of`, ""];
  const changed = Array.isArray(detail.changed) ? detail.changed : [];
  const others = changed.filter((field) => field !== "name");
  const more = others.length === 0 ? "" : ` and changed ${fields({ changed: others }, STAT_FIELDS)}`;
  return [`renamed ${quoted(former)} to`, more];
}

/** The fields that a detail names, in a list of its own or by having them. */
function fields({ changed, ...rest }: AuditEvent["detail"], words: Record<string, string>): string {
  const names = Array.isArray(changed) ? changed : Object.keys(rest);
  const known = names.flatMap((name) => words[name] ?? []);
  return known.length === 0 ? "the settings" : new Intl.ListFormat("en").format(known);
}

function kindOf({ kind }: AuditEvent["detail"]): string {
  return kind === "ingest" || kind === "read" || kind === "manage" ? `${kind} ` : "";
}

function till(moment: AuditEvent["detail"][string] | undefined, words: string, zone: string): string {
  const at = text(moment);
  return at === null ? "" : `, ${words} ${minuteOf(new Date(at), zone)}`;
}

function asRole({ role }: AuditEvent["detail"]): string {
  const words = aRole(role);
  return words === null ? "" : ` as ${words}`;
}

function aRole(role: AuditEvent["detail"][string] | undefined): string | null {
  const name = text(role);
  return name && `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

function named(name: AuditEvent["detail"][string] | undefined, otherwise: string): string {
  const known = text(name);
  return known === null ? otherwise : quoted(known);
}

function quoted(name: string): string {
  return `“${name}”`;
}

function text(value: AuditEvent["detail"][string] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

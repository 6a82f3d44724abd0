/** Everything that is written down of what people, keys and jobs do. Closed: the filter of the log lists these. */
export const AUDIT_ACTIONS = [
  "account.made",
  "account.signed_in",
  "account.sign_in_failed",
  "account.signed_out",
  "account.signed_out_everywhere",
  "account.session_ended",
  "account.email_verified",
  "account.email_change_asked",
  "account.email_changed",
  "account.password_reset",
  "account.password_changed",
  "account.exported",
  "account.deleted",
  "team.made",
  "team.changed",
  "team.exported",
  "team.deleted",
  "member.invited",
  "member.invitation_resent",
  "member.invitation_revoked",
  "member.joined",
  "member.role_changed",
  "member.removed",
  "member.left",
  "key.made",
  "key.rotated",
  "key.revoked",
  "key.alias_added",
  "stat.made",
  "stat.changed",
  "stat.trashed",
  "stat.restored",
  "stat.deleted",
  "stat.merged",
  "stat.key_rotated",
  "share.made",
  "share.revoked",
  "share.dropped",
  "comparison.saved",
  "comparison.changed",
  "comparison.deleted",
  "dashboard.made",
  "dashboard.changed",
  "dashboard.deleted",
  "annotation.made",
  "annotation.changed",
  "annotation.deleted",
  "annotation.restored",
  "link.made",
  "link.changed",
  "link.paused",
  "link.resumed",
  "link.revoked",
  "alert.made",
  "alert.changed",
  "alert.paused",
  "alert.resumed",
  "alert.deleted",
  "alert.acknowledged",
  "alert.muted",
  "alert.unmuted",
  "channel.made",
  "channel.changed",
  "channel.tested",
  "channel.deleted",
  "delivery.replayed",
  "report.made",
  "report.changed",
  "report.paused",
  "report.resumed",
  "report.deleted",
  "report.sent",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const SUBJECT_KINDS = [
  "account",
  "team",
  "member",
  "invitation",
  "key",
  "stat",
  "share",
  "comparison",
  "dashboard",
  "annotation",
  "link",
  "alert",
  "channel",
  "delivery",
  "report",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What was done to what. */
export interface AuditEntry {
  action: AuditAction;
  subject: { kind: SubjectKind; id: string; name: string };
  /** What changed, in plain values. Never a secret: no key, password, token or hash. */
  detail?: Record<string, string | number | boolean | null | string[]>;
}

/** An entry as the log tells it: with who did it, when, and where from. */
export interface AuditEvent extends Required<AuditEntry> {
  id: string;
  at: Date;
  /** Null when nobody knows who it was, as with a password that was wrong. */
  actor: { kind: "user" | "key" | "job"; id: string | null } | null;
  /** As it was called then. */
  actorName: string;
  address: string;
  agent: string;
}

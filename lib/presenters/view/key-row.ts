import type { KeyKind } from "@/lib/domain/key";
import { type MomentView, minuteOf, momentView } from "./moment";

/** A key as the settings list it; never the key itself. */
export interface KeyRow {
  id: string;
  name: string;
  /** What it may do, in words. */
  may: string;
  /** A text that was brought along: it cannot be rotated. */
  alias: boolean;
  prefix: string;
  created: MomentView;
  /** By whom, in words. */
  by: string;
  used: MomentView | null;
  /** When it ends or ended, and the minute of that in the team's zone; null for a key without an end. */
  ends: { over: boolean; at: MomentView; minute: string } | null;
}

interface KnownKey {
  id: string;
  name: string;
  kind: KeyKind;
  alias: boolean;
  prefix: string;
  createdAt: Date;
  createdBy: { email: string; inTeam: boolean } | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

export const KEY_WORDS: Record<KeyKind, { name: string; may: string }> = {
  ingest: { name: "Ingest", may: "sends numbers" },
  read: { name: "Read", may: "reads everything of the team" },
  manage: { name: "Manage", may: "reads and changes everything of the team" },
};

export function keyRow(key: KnownKey, now: Date, zone: string): KeyRow {
  const { id, name, alias, prefix, createdBy, expiresAt } = key;
  return {
    id,
    name,
    may: KEY_WORDS[key.kind].may,
    alias,
    prefix,
    created: momentView(key.createdAt, now, zone),
    by: makerOf(createdBy),
    used: key.lastUsedAt === null ? null : momentView(key.lastUsedAt, now, zone),
    ends: expiresAt && {
      over: expiresAt <= now,
      at: momentView(expiresAt, now, zone),
      minute: minuteOf(expiresAt, zone),
    },
  };
}

/** A key outlives the membership of whoever made it, and their account. */
function makerOf(maker: KnownKey["createdBy"]): string {
  if (maker === null) return "by somebody whose account is gone";
  return maker.inTeam ? `by ${maker.email}` : `by ${maker.email}, no longer in the team`;
}

import type { KeyKind } from "@/lib/domain/key";
import { type MomentView, momentView } from "./moment";

/** A key as the settings list it; never the key itself. */
export interface KeyRow {
  id: string;
  name: string;
  /** What it may do, in words. */
  may: string;
  prefix: string;
  created: MomentView;
  used: MomentView | null;
}

interface KnownKey {
  id: string;
  name: string;
  kind: KeyKind;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export const KEY_WORDS: Record<KeyKind, { name: string; may: string }> = {
  ingest: { name: "Ingest", may: "sends numbers" },
  read: { name: "Read", may: "reads everything of the team" },
  manage: { name: "Manage", may: "reads and changes everything of the team" },
};

export function keyRow(key: KnownKey, now: Date, zone: string): KeyRow {
  return {
    id: key.id,
    name: key.name,
    may: KEY_WORDS[key.kind].may,
    prefix: key.prefix,
    created: momentView(key.createdAt, now, zone),
    used: key.lastUsedAt === null ? null : momentView(key.lastUsedAt, now, zone),
  };
}

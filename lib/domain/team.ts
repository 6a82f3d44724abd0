import type { Publishers } from "./public-link";

/** From the one who may do everything to the one who may only look. */
export const ROLES = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export interface Team {
  id: string;
  name: string;
  /** IANA zone: whose midnight a day of this team begins at. */
  zone: string;
  /** StatHat's user key: with a stat's classic key it may post to that stat, and nothing else. */
  ukey: string;
  verboseReplies: boolean;
  ezEnabled: boolean;
  /** How many days the minutes of stats made from now on are kept; null is for ever. */
  retentionDays: number | null;
  /** Who may make embeds and public pages. */
  publishers: Publishers;
}

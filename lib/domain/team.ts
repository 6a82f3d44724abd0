export type Role = "owner" | "admin" | "member" | "viewer";

export interface Team {
  id: string;
  name: string;
  /** IANA zone: whose midnight a day of this team begins at. */
  zone: string;
  /** StatHat's user key: with a stat's classic key it may post to that stat, and nothing else. */
  ukey: string;
  verboseReplies: boolean;
  ezEnabled: boolean;
}

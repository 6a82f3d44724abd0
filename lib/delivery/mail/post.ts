import type { WrittenMail } from "@/lib/domain/letter";

/** A file that goes along. HTML shows it by `cid:` and its `contentId`. */
export interface Attachment {
  filename: string;
  contentType: string;
  contentId: string;
  /** Base64. */
  content: string;
}

interface OutgoingMail extends WrittenMail {
  from: string;
  to: string;
  attachments?: Attachment[];
}

/** What became of a mail. A `problem` is for people who run the house, and says nothing secret. */
export type PostResult =
  | { outcome: "accepted"; providerId: string | null }
  /** Nothing is wrong with the mail, but it cannot be taken now, or nobody knows whether it was. */
  | { outcome: "later"; problem: string }
  /** Too many at once: it counts as no attempt. */
  | { outcome: "limited"; problem: string; retryAfterSeconds: number }
  /** It will never be taken as it is. */
  | { outcome: "refused"; problem: string };

/** A way out for mail. It never throws. */
export interface Post {
  /** Hands a mail over. The same key and mail within 24 hours reach their reader once, however often they are sent. */
  send(mail: OutgoingMail, idempotencyKey: string): Promise<PostResult>;
}

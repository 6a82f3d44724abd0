import type { ChannelKind, DeliveryPayload } from "./channel";
import type { KeyKind } from "./key";
import type { StatKind } from "./stat";
import type { Role } from "./team";

/**
 * What a mail has to say, as it waits to be sent. It holds no secrets: a link with a token is made when the mail is,
 * so that neither the database nor a copy of it can be used to sign in as somebody.
 */
export type MailContent =
  /** To the address of a new account. When it turns out to have been proved by another account, that is what it says. */
  | { kind: "verify_email" }
  /** Signs in, or makes an account for the address. `next` is a path of ours. */
  | { kind: "sign_in"; next: string }
  /** Without an account that proved the address it says so. */
  | { kind: "reset_password" }
  /** To the address that an account wants to change to. */
  | { kind: "change_email" }
  | { kind: "invitation"; invitationId: string; team: string; by: string; role: Role }
  | { kind: "new_stats"; team: string; stats: { id: string; name: string; kind: StatKind }[]; more: number }
  /** Security notices: what happened, and what to do if it was somebody else. */
  | { kind: "email_changed"; newEmail: string }
  | { kind: "password_changed" }
  | { kind: "new_sign_in"; address: string; agent: string; at: string }
  | { kind: "key_made"; team: string; name: string; keyKind: KeyKind; by: string }
  | { kind: "removed_from_team"; team: string; by: string }
  | { kind: "account_deleted" }
  /** Something that an alert tells, to an address that is a channel. */
  | { kind: "alert"; channelId: string; deliveryIds: string[]; payload: DeliveryPayload }
  /** Several at once: the first of them, and how many `more` there are. `deliveryIds` names all. */
  | { kind: "alert_digest"; channelId: string; deliveryIds: string[]; payloads: DeliveryPayload[]; more: number }
  /** Asks somebody outside the team whether they agree to be written to. */
  | { kind: "channel_confirm"; channelId: string; team: string; by: string }
  /** One copy of one turn of a report: what it tells is read when it is sent. */
  | { kind: "report"; turnId: string; copyId: string }
  /** The same to somebody in the team who sent it to themselves to try it, and is not on its list. */
  | { kind: "report_test"; turnId: string }
  /** Asks somebody outside the team whether they want a report. */
  | { kind: "report_confirm"; recipientId: string }
  /** To the owners of a team: nothing goes to a channel any more, and why. */
  | {
      kind: "channel_disabled";
      team: string;
      channel: string;
      channelKind: ChannelKind;
      shown: string;
      problem: string;
    };

export type MailKind = MailContent["kind"];

/** For how long a mailed link works, in minutes. Those that let somebody in are as short as ASVS 6.5.5 asks. */
export const LINK_MINUTES = {
  verify_email: 24 * 60,
  sign_in: 10,
  reset_password: 10,
  change_email: 60,
  invitation: 7 * 24 * 60,
  channel_confirm: 7 * 24 * 60,
  report_confirm: 7 * 24 * 60,
  /** Acknowledges and mutes, and lets nobody in. */
  alert: 30 * 24 * 60,
} as const;

export type LinkKind = Exclude<
  keyof typeof LINK_MINUTES,
  "invitation" | "channel_confirm" | "report_confirm" | "alert"
>;

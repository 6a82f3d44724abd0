import type { AuditAction, AuditEvent } from "@/lib/domain/audit";
import { browserWords } from "@/lib/domain/browser";
import { type MomentView, momentView } from "./moment";

/** What happened to an account, in words. */
export interface OwnEventRow {
  id: string;
  what: string;
  /** Whether its owner had better look twice. */
  worrying: boolean;
  /** Browser and address; empty when neither is known. */
  where: string;
  at: MomentView;
}

interface KnownEvent {
  id: string;
  at: Date;
  action: AuditAction;
  subject: string;
  detail: AuditEvent["detail"];
  address: string;
  agent: string;
}

type Said = string | ((event: KnownEvent) => string);

const WORDS: Partial<Record<AuditAction, Said>> = {
  "account.made": "The account was made",
  "account.signed_in": "Signed in",
  "account.sign_in_failed": ({ detail }) =>
    detail.signed_in === true ? "A wrong password was typed in the settings" : "Somebody tried to sign in and failed",
  "account.signed_out": "Signed out",
  "account.signed_out_everywhere": "Signed out everywhere",
  "account.session_ended": "Signed another browser out",
  "account.email_verified": "Confirmed the address",
  "account.email_change_asked": ({ detail }) => `Asked to change the address to ${detail.to}`,
  "account.email_changed": ({ subject, detail }) => `Changed the address from ${detail.from} to ${subject}`,
  "account.password_reset": "Set a new password by a mailed link",
  "account.password_changed": "Changed the password",
  "account.exported": "Downloaded the account’s data",
  "team.deleted": ({ subject }) => `Deleted the team “${subject}”`,
};

const WORRYING = new Set<AuditAction>(["account.sign_in_failed"]);

export function ownEventRow(event: KnownEvent, now: Date, zone: string): OwnEventRow {
  const { id, at, action, address, agent } = event;
  const browser = agent === "" ? "" : browserWords(agent);
  const where = [browser, address].filter((part) => part !== "").join(" · ");
  return { id, what: inWords(event), worrying: WORRYING.has(action), where, at: momentView(at, now, zone) };
}

/** What has no words here still says what it is: "stat.made" becomes "stat made". */
function inWords(event: KnownEvent): string {
  const said = WORDS[event.action] ?? event.action.replaceAll(/[._]/g, " ");
  return typeof said === "string" ? said : said(event);
}

import type { Annotation } from "./annotation";
import type { DeliveryPayload } from "./channel";
import type { AxisSide, ChartSpec } from "./chart-spec";
import type { LinkKind, MailContent } from "./mail";
import type { ReportCadence, ReportContent } from "./report";
import type { Series } from "./series";
import type { Role } from "./team";

/** An address that works until a moment. */
interface Link {
  link: string;
  until: Date;
}

type Told =
  | "new_stats"
  | "email_changed"
  | "password_changed"
  | "new_sign_in"
  | "key_made"
  | "removed_from_team"
  | "channel_disabled";

/** What an alert tells, in lines: the runbook keeps its own. */
export type ToldAlert = Omit<DeliveryPayload, "alert"> & {
  alert: Omit<DeliveryPayload["alert"], "runbook"> & { runbook: string[] };
};

/** Of a mail to a channel: where it is put off, and the clocks that its times are told by. */
interface ToChannel {
  /** IANA zone: the team's. */
  zone: string;
  /** The page that ends these mails, and where a mail program does it by itself. */
  stop: string;
  oneClick: string;
}

/** Where a report leads: to its period in the product, and to its end. */
export interface ReportLinks {
  open: string;
  /** The page that ends it for whoever got it. */
  unsubscribe: string;
  /** Where a mail program does it by itself; absent from what is only looked at. */
  oneClick?: string;
}

/** What a mail turns out to say when it is sent: its content, now that it is known whom it goes to, with its link. */
export type Letter =
  | { [Kind in LinkKind]: { kind: Kind } & Link }[LinkKind]
  /** Somebody wanted an account, or to move one, to an address that is another account's. */
  | { kind: "account_exists"; wanted: "new_account" | "change_email" }
  /** Somebody wanted a new password for an address that no account has proved. */
  | { kind: "no_account" }
  | ({ kind: "invitation"; team: string; by: string; role: Role } & Link)
  | Extract<MailContent, { kind: Told }>
  | { kind: "account_deleted" }
  /** `act` is the page that acknowledges and mutes; null for what cannot be. */
  | ({ kind: "alert"; payload: ToldAlert; act: string | null } & ToChannel)
  | ({ kind: "alert_digest"; payloads: DeliveryPayload[]; more: number } & ToChannel)
  | ({ kind: "channel_confirm"; team: string; by: string } & Link)
  | ({ kind: "report"; content: ReportContent } & ReportLinks)
  | ({ kind: "report_confirm"; team: string; report: string; cadence: ReportCadence } & Link);

/** A chart that goes along with a mail as a picture: what `drawPicture` draws. */
export interface MailedChart {
  title: string;
  spec: ChartSpec;
  series: Series[];
  axes: AxisSide[];
  annotations: Pick<Annotation, "at" | "until" | "text">[];
  /** Unix seconds. */
  now: number;
}

export interface AddressedLetter {
  letter: Letter;
  /** Null when it has none. */
  chart?: MailedChart | null;
  to: string;
  /** When what it tells of happened. */
  at: Date;
  /** The address of the product, without a slash at its end. */
  site: string;
}

/** A letter as it goes out. */
export interface WrittenMail {
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
}

import { AUDIT_ACTIONS, type AuditAction } from "@/lib/domain/audit";

/** What the log is asked to show: all of it is in the address. What is empty does not narrow. */
export interface AuditAddress {
  action: AuditAction | "";
  /** Ids of whoever did it, and of what it was done to. */
  person: string;
  key: string;
  subject: string;
  /** Days of the team, as 2026-05-04; the last is included. */
  from: string;
  to: string;
  cursor: string;
}

type Params = Record<string, string | string[] | undefined>;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads what the address says; whatever it says wrongly is as if it were not there. */
export function readAuditAddress(params: Params): AuditAddress {
  const text = (name: string, form: RegExp) => {
    const value = params[name];
    return typeof value === "string" && form.test(value) ? value : "";
  };
  return {
    action: AUDIT_ACTIONS.find((action) => action === params.action) ?? "",
    person: text("person", ID),
    key: text("key", ID),
    subject: text("subject", /^[\w-]{1,100}$/),
    from: text("from", DAY),
    to: text("to", DAY),
    cursor: text("cursor", /^[1-9]\d{0,17}$/),
  };
}

/** The address of the log with something changed; a change of what is listed begins at its first page. */
export function auditHref(address: AuditAddress, change: Partial<AuditAddress> = {}): string {
  const query = auditQuery({ ...address, cursor: "", ...change });
  return query === "" ? "/settings/audit" : `/settings/audit?${query}`;
}

/** The same events as a file: up to 10,000 of them, whatever page is shown. */
export function auditFileHref(address: AuditAddress): string {
  return `/api/v1/audit?${[auditQuery({ ...address, cursor: "" }), "format=csv"].filter(Boolean).join("&")}`;
}

/** Whether nothing narrows the log. */
export function isWholeLog(address: AuditAddress): boolean {
  return auditQuery({ ...address, cursor: "" }) === "";
}

/** What is asked for, without what is not. */
export function askedOf(address: AuditAddress): Partial<AuditAddress & { action: AuditAction }> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ""));
}

function auditQuery(address: AuditAddress): string {
  return new URLSearchParams(askedOf(address) as Record<string, string>).toString();
}

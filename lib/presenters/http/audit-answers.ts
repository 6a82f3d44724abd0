import { z } from "zod";
import { AUDIT_ACTIONS, type AuditEvent, SUBJECT_KINDS } from "@/lib/domain/audit";

export const auditEventAnswer = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime().describe("RFC 3339, UTC"),
    action: z.enum(AUDIT_ACTIONS),
    actor: z
      .strictObject({
        kind: z.enum(["user", "key", "job"]).nullable().describe("null when nobody knows who it was."),
        id: z.string().nullable(),
        name: z.string(),
      })
      .describe("Who did it, under the name they had then."),
    subject: z
      .strictObject({
        kind: z.enum(SUBJECT_KINDS),
        id: z.string(),
        name: z.string(),
      })
      .describe("What it was done to."),
    detail: z.record(z.string(), z.unknown()).describe("What changed; never a secret."),
    address: z.string().describe("The IP address it was done from; empty when unknown."),
    agent: z.string().describe("The User-Agent it was done with."),
  })
  .meta({ id: "AuditEvent" });

export function presentAuditEvent(event: AuditEvent): z.infer<typeof auditEventAnswer> {
  const { id, at, action, actor, actorName, subject, detail, address, agent } = event;
  return {
    id,
    at: at.toISOString(),
    action,
    actor: { kind: actor?.kind ?? null, id: actor?.id ?? null, name: actorName },
    subject: { kind: subject.kind, id: subject.id, name: subject.name },
    detail,
    address,
    agent,
  };
}

import type { AlertStanding } from "@/lib/domain/alert-state";
import type { Transaction } from "./transaction";

/** A channel that mails go to, now that one is about to. */
export interface MailedChannel {
  id: string;
  teamId: string;
  name: string;
  /** Its address. */
  shown: string;
  confirmedAt: Date | null;
  disabledAt: Date | null;
  team: string;
  /** IANA zone of the team. */
  zone: string;
}

/** Null when it is gone, its team is, or it is no address. */
export async function findMailedChannel(db: Transaction, id: string): Promise<MailedChannel | null> {
  const [row] = await db.$queryRaw<MailedChannel[]>`
    SELECT c.id, c.team_id AS "teamId", c.name, c.shown, c.confirmed_at AS "confirmedAt",
      c.disabled_at AS "disabledAt", t.name AS team, t.zone
    FROM channel c JOIN team t ON t.id = c.team_id AND t.deleted_at IS NULL
    WHERE c.id = ${id}::uuid AND c.kind = 'email'`;
  return row ?? null;
}

/** Where an alert stands with one of its stats, as whoever was mailed about it is shown. */
export interface MailedStanding {
  /** The series id. */
  statId: bigint;
  stat: string;
  state: AlertStanding["state"];
  since: Date;
  firingSince: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  mutedUntil: Date | null;
  incidentId: string | null;
}

/** Null when the alert no longer watches the stat, whose id is a public one. */
export async function findMailedStanding(
  db: Transaction,
  alertId: string,
  statPublicId: string,
): Promise<MailedStanding | null> {
  const row = await db.alertStanding.findFirst({
    where: { alertId, stat: { publicId: statPublicId } },
    include: { stat: { select: { name: true } } },
  });
  return row && { ...row, stat: row.stat.name };
}

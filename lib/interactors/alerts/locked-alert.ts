import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { type ListedAlert, listAlertsOf, lockAlert, type StoredAlert } from "@/lib/store/records/alerts";
import type { Transaction } from "@/lib/store/records/transaction";

export const alertId = z.strictObject({ id: z.string().max(64) });

/**
 * What is said of an alert that is missing, another team's, or on a stat that the team sees no more: nobody can tell.
 */
export function noSuchAlert(): Refusal {
  return new Refusal("not_found", "there is no such alert");
}

/** An alert of the team, locked until the transaction ends. Throws `not_found`. */
export async function lockedAlert(tx: Transaction, teamId: string, id: string): Promise<StoredAlert> {
  const alert = await lockAlert(tx, teamId, id);
  if (alert === null) throw noSuchAlert();
  return alert;
}

/** An alert as it is now and where it stands. Throws `not_found`. */
export async function heldAlert(db: Transaction, teamId: string, id: string): Promise<ListedAlert> {
  const [found] = await listAlertsOf(db, { teamId, publicId: id }, { sort: "-created_at", limit: 1, after: null });
  if (found === undefined) throw noSuchAlert();
  return found.alert;
}

/** Throws `unprocessable` for the alert that the team's watch made: that is where it is changed. */
export function refuseAutomatic({ automatic }: StoredAlert): void {
  if (!automatic) return;
  throw new Refusal(
    "unprocessable",
    "this alert is the team's watch over all its stats; change or switch it off where it was switched on",
  );
}

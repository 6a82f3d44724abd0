import { z } from "zod";
import type { TeamActor } from "@/lib/domain/can";
import type { Dashboard } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { lockDashboard, lockDashboardOfCard } from "@/lib/store/records/dashboards";
import type { Transaction } from "@/lib/store/records/transaction";

/** What is said of a dashboard that is missing, and of another team's. */
export function noSuchDashboard(): Refusal {
  return new Refusal("not_found", "there is no such dashboard");
}

/** What is said of a card that is missing, and of one of another team. */
export function noSuchCard(): Refusal {
  return new Refusal("not_found", "there is no such card");
}

/** Whether a text can be the id of a dashboard or a card. */
export function isRecordId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

/** A dashboard of the actor's team, locked until the transaction ends. Throws `not_found`. */
export async function lockedDashboard(tx: Transaction, { teamId }: TeamActor, id: string): Promise<Dashboard> {
  const dashboard = isRecordId(id) ? await lockDashboard(tx, teamId, id) : null;
  if (dashboard === null) throw noSuchDashboard();
  return dashboard;
}

/** The dashboard of the actor's team that has this card, locked until the transaction ends. Throws `not_found`. */
export async function lockedDashboardOfCard(tx: Transaction, { teamId }: TeamActor, id: string): Promise<Dashboard> {
  const dashboard = isRecordId(id) ? await lockDashboardOfCard(tx, teamId, id) : null;
  if (dashboard === null) throw noSuchCard();
  return dashboard;
}

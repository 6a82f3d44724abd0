import pg from "pg";
import { ask } from "./flush-pool";

/** Takes a slice of what a team may send in one second. False when not enough is left. */
export async function leasePoints(
  pool: pg.Pool,
  teamId: string,
  second: number,
  wanted: number,
  allowance: number,
): Promise<boolean> {
  try {
    const [row] = await ask<{ granted: boolean }>(pool, {
      name: "ingest_lease",
      text: "SELECT ingest_lease($1, 'points', $2, $3, $4) AS granted",
      values: [teamId, second, wanted, allowance],
    });
    return row?.granted === true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "SN429") return false;
    throw error;
  }
}

import type pg from "pg";
import type { StoredAnswer } from "./flush";

export interface KeptReceipt {
  teamId: string;
  key: string;
  hash: Buffer;
  answer: StoredAnswer;
}

export const FIND_RECEIPTS = `
  SELECT r.team_id AS "teamId", r.key, r.body_hash AS hash, r.answer
  FROM unnest($1::uuid[], $2::text[]) AS w (team_id, key)
  JOIN ingest_receipt r ON r.team_id = w.team_id AND r.key = w.key
  WHERE r.created_at > clock_timestamp() - interval '24 hours'`;

/** Those of the receipts asked for that exist and are not older than a day. */
export async function findReceipts(
  client: Pick<pg.ClientBase, "query">,
  wanted: { teamId: string; key: string }[],
): Promise<KeptReceipt[]> {
  const { rows } = await client.query<KeptReceipt>(FIND_RECEIPTS, [
    wanted.map((each) => each.teamId),
    wanted.map((each) => each.key),
  ]);
  return rows;
}

import { Refusal } from "@/lib/errors";
import { isNameInTrash } from "@/lib/store/records/stats";
import type { Transaction } from "@/lib/store/records/transaction";

/** The refusal of a name that feeds another stat of the team. */
export async function nameTaken(db: Transaction, teamId: string, name: string): Promise<Refusal> {
  const inTrash = await isNameInTrash(db, teamId, name);
  const detail = inTrash
    ? "is kept by a stat in the trash; restore that one, or wait until it is gone"
    : "feeds another stat";
  return new Refusal("conflict", `the name ${detail}`, { faults: [{ pointer: "#/name", detail }] });
}

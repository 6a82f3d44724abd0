import { type Actor, isKey } from "./actors";
import type { Entry } from "./inventory";
import { missingId } from "./missing";
import type { Asked } from "./outcome";
import type { Case } from "./policy";
import type { IdKind, Tenant } from "./tenant";
import type { World } from "./world";

type Whose = "left" | "right" | "missing";

/** The call of a case that names left's things, but in one place right's or one that nobody has. */
export function askedOf(
  { entry, each }: { entry: Entry; each: Case },
  { left, right }: World,
  actor: Actor,
  place?: string,
  whose: Whose = "left",
): Asked {
  const ids = Object.fromEntries(
    Object.entries(each.ids ?? {}).map(([name, kind]) => [
      name,
      name === place && whose !== "left" ? idOf(kind, whose === "right" ? right : null, actor) : left.ids[kind],
    ]),
  );
  const key = isKey(actor) ? left.keys[actor] : null;
  const asked = each.ask?.(ids, left, key) ?? {};
  return { params: ids, ...(entry.kind === "action" && asked.form === undefined ? { form: ids } : {}), ...asked };
}

/** What right shares with the guest too is nothing foreign to it: it asks for something else of right's. */
function idOf(kind: IdKind, tenant: Tenant | null, actor: Actor): string {
  if (tenant === null) return missingId(kind);
  if (actor !== "guest") return tenant.ids[kind];
  if (kind === "sharedStat") return tenant.ids.stat;
  return kind === "givenShare" || kind === "receivedShare" ? tenant.ids.invitation : tenant.ids[kind];
}

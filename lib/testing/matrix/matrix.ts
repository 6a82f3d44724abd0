import { operations } from "@/app/api/v1/operations";
import type { Operation } from "@/lib/presenters/http/openapi";
import type { Store } from "@/lib/store/engine/store";
import { ACTORS, type Actor, type Caller, callerOf } from "./actors";
import { call } from "./call";
import type { Entry } from "./inventory";
import { leaksIn } from "./leaks";
import type { Answer, Asked, Outcome } from "./outcome";
import type { Case } from "./policy";
import {
  type Change,
  changesBetween,
  isOf,
  type Snapshot,
  type Table,
  takeSnapshot,
  told,
  watchWrites,
} from "./snapshot";
import type { Tenant } from "./tenant";
import { fillWorld, makeWorld, tablesOf, type World } from "./world";

/** What happened when somebody asked. */
export interface Happened {
  answer: Answer;
  changes: Change[];
  caller: Caller;
  asked: Asked;
}

/** The world, and a way to ask in it that leaves it as it was. */
export interface Matrix {
  world: World;
  ask(entry: Entry, actor: Actor, asked: Asked, headers?: Record<string, string>): Promise<Happened>;
}

export async function openMatrix(store: Store): Promise<Matrix> {
  const world = await makeWorld();
  const tables: Table[] = await tablesOf(store);
  await fillWorld(store, tables, world);
  const untouched: Snapshot = await takeSnapshot(store, tables);
  const countWrites = await watchWrites(store, tables);
  let writes = await countWrites();
  /** What the last request left behind, which is then put right. */
  const takeChanges = async () => {
    const now = await countWrites();
    if (now === writes) return [];
    writes = now;
    const changes = changesBetween(untouched, await takeSnapshot(store, tables));
    if (changes.length === 0) return [];
    await fillWorld(store, tables, world);
    writes = await countWrites();
    return changes;
  };
  const callers = new Map<Actor, Caller>();
  for (const actor of ACTORS) callers.set(actor, await callerOf(world, actor));
  let requests = 0;
  return {
    world,
    async ask(entry, actor, asked, headers = {}) {
      const caller = callers.get(actor) as Caller;
      requests += 1;
      // From an address of its own each, so that no allowance runs out.
      const address = `2001:db8::${requests.toString(16)}`;
      const sent = Object.entries({ "x-forwarded-for": address, ...caller.headers, ...headers });
      const answer = await call(entry, Object.fromEntries(sent.filter(([, value]) => value !== "")), asked);
      return { answer, changes: await takeChanges(), caller, asked };
    },
  };
}

/** What is wrong with what happened, in sentences; none when it went as the case says. */
export function faultsOf(
  { entry, each }: { entry: Entry; each: Case },
  { left, right, guest }: World,
  happened: Happened,
  expected: Outcome,
): string[] {
  const { answer, changes, caller, asked } = happened;
  const faults: string[] = [];
  if (answer.outcome !== expected)
    faults.push(`is ${answer.outcome} instead of ${expected}: ${answer.text.slice(-300)}`);
  for (const leak of leaksIn(answer.text, caller, JSON.stringify(asked), each.tells?.(caller.tenant ?? left, left))) {
    faults.push(`is told ${leak} in ${answer.text.slice(0, 2_000)}`);
  }
  const heeded = changes.filter(({ table }) => !each.leaves?.includes(table));
  const mayChange =
    typeof each.changes === "object" ? each.changes.includes(caller.actor) : (each.changes ?? isChange(entry));
  if (expected !== "allowed" || !mayChange) faults.push(...heeded.map((change) => `left ${told(change)}`));
  else {
    if (heeded.length === 0) faults.push("was allowed and changed nothing");
    const others = [left, right, guest].filter((tenant) => tenant !== (caller.tenant ?? left));
    for (const change of heeded)
      if (reachesInto(others, caller.tenant ?? left, change, each)) faults.push(`reached into ${told(change)}`);
  }
  if (answer.outcome === "allowed" && entry.path.startsWith("/api/v1/")) faults.push(...strangeParts(entry, answer));
  return faults;
}

export function isChange({ kind, member }: Entry): boolean {
  return kind === "action" || (kind === "route" && !["GET", "HEAD", "OPTIONS"].includes(member));
}

/** Whether a change is one of somebody else's row, or makes a row that is theirs. */
function reachesInto(others: Tenant[], own: Tenant, { before, after, table }: Change, each: Case): boolean {
  if (each.reaches?.includes(table)) return false;
  const touched = (row: Change["before"]) => others.some((tenant) => isOf(tenant, row)) && !isOf(own, row);
  return touched(before) || touched(after);
}

/** What an answer of the API has that its description does not, or the other way about. */
function strangeParts(entry: Entry, { status, json }: Answer): string[] {
  const operation = operationOf(entry);
  if (operation === undefined) return [];
  const described = operation.answers[status];
  if (described === undefined) return [`answers with a status that is not described: ${status}`];
  if (described.schema === undefined || json === undefined) return [];
  const read = described.schema.safeParse(json);
  if (!read.success) return [`does not answer as described: ${read.error.message}`];
  // A schema that is not strict drops what it does not know.
  const same = JSON.stringify(sorted(read.data)) === JSON.stringify(sorted(json));
  return same || operation.path === "/openapi.json" ? [] : [`answers more than is described: ${JSON.stringify(json)}`];
}

/** The description of a route of the API. */
export function operationOf({ path, member }: Entry): Operation | undefined {
  const described = path.replace("/api/v1", "").replace(/\[(\w+)\]/g, "{$1}");
  return operations.find((operation) => operation.path === described && operation.method === member.toLowerCase());
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

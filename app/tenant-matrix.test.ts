import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { camelCase, snakeCase } from "@/lib/presenters/http/field-names";
import type { Operation } from "@/lib/presenters/http/openapi";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { ACTORS, type Actor } from "@/lib/testing/matrix/actors";
import { askedOf } from "@/lib/testing/matrix/asked";
import { essence, fieldsOf, hostileColumns, strangeNames } from "@/lib/testing/matrix/columns";
import { FORGED } from "@/lib/testing/matrix/forged";
import { type Entry, load, readInventory, strayActions } from "@/lib/testing/matrix/inventory";
import { leaksIn } from "@/lib/testing/matrix/leaks";
import { faultsOf, isChange, type Matrix, openMatrix, operationOf } from "@/lib/testing/matrix/matrix";
import { missingId } from "@/lib/testing/matrix/missing";
import { type Case, POLICY } from "@/lib/testing/matrix/policy";
import { isOf, told } from "@/lib/testing/matrix/snapshot";
import type { IdKind, Tenant } from "@/lib/testing/matrix/tenant";
import { scratchDatabase } from "@/lib/testing/scratch";

/**
 * Nobody gets into anybody else's data: everything that answers, asked by everybody, as lib/testing/matrix/policy.ts says.
 * All of it is called with nothing before it: nothing here runs proxy.ts, so nothing can depend on it.
 */
vi.mock("next/headers", async () => (await import("@/lib/testing/matrix/browser")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => {}, revalidatePath: () => {}, revalidateTag: () => {} }));
vi.mock("@/lib/presenters/view/refused-form", async (original) => {
  const form = await original<typeof import("@/lib/presenters/view/refused-form")>();
  const { browser } = await import("@/lib/testing/matrix/browser");
  return {
    ...form,
    refusedForm(error: unknown, input: Record<string, string>) {
      browser.refused(error);
      return form.refusedForm(error, input);
    },
  };
});

const MOST_TOLD = 12;

const inventory = await readInventory();
let matrix: Matrix;
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: await scratchDatabase(),
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    CRON_SECRET: "a secret for tests, long enough",
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_LIMIT_API_PER_MINUTE: "1000000",
  });
  matrix = await openMatrix(sharedStore());
});
afterAll(() => sharedStore().close());

/** Every case of every entry that is in the table. */
const cases = inventory.flatMap((entry) =>
  (POLICY[entry.name] ?? []).map((each) => [[entry.name, each.name].filter(Boolean).join(", "), entry, each] as const),
);

describe("the table", () => {
  test("has a line for everything that answers, and no other", async () => {
    const asked: string[] = [];
    for (const entry of inventory) if (!(await isRefused(entry))) asked.push(entry.name);
    const known = Object.keys(POLICY);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !asked.includes(name))).toEqual([]);
  });

  test("misses no action: each is exported by a file under app that declares nothing else", () => {
    expect(strayActions()).toEqual([]);
  });
});

test.each(cases)("%s", async (_, entry, each) => {
  const faults: string[] = [];
  for (const actor of ACTORS) {
    for (const fault of await faultsFor(entry, each, actor)) faults.push(`${actor} ${fault}`);
  }
  expectNone(faults);
});

describe("a change that another site's page makes a signed-in browser ask for does nothing", () => {
  const changing = cases.filter(
    ([, entry, each]) => isChange(entry) && each.may.owner === "allowed" && needsSession(entry, each),
  );
  test.each(changing)("%s", async (_, entry, each) => {
    const faults: string[] = [];
    for (const [how, headers] of Object.entries(FORGED)) {
      const { answer, changes } = await matrix.ask(
        entry,
        "owner",
        askedOf({ entry, each }, matrix.world, "owner"),
        headers,
      );
      if (answer.outcome !== "forbidden") faults.push(`${how} is ${answer.outcome}`);
      faults.push(...changes.map((change) => `${how} left ${told(change)}`));
    }
    expectNone(faults);
  });
});

describe("what a call does not take, it does not write", () => {
  const writing = cases.filter(([, entry, each]) => isChange(entry) && each.may.owner === "allowed");
  const ofRoutes = writing.filter(
    ([, entry, each]) => entry.kind === "route" && bodyOf(each) !== undefined && entry.path !== "/api/v1/points",
  );
  const ofActions = writing.filter(([, entry, each]) => entry.kind === "action" && each.ask !== undefined);

  test.each(ofRoutes)("%s refuses the names of all other columns", async (_, entry, each) => {
    const hostile = await hostileColumns(sharedStore(), matrix.world.right);
    const asked = askedOf({ entry, each }, matrix.world, "owner");
    const operation = operationOf(entry);
    const taken = operation === undefined ? [] : fieldsOf(operation).body;
    const columns = Object.keys(hostile).filter((name) => !taken.includes(name) && name !== "id");
    for (const names of [columns, strangeNames(columns)]) {
      const more = Object.fromEntries(names.map((name) => [name, hostile[name] ?? "assigned"]));
      const { answer, changes } = await matrix.ask(entry, "owner", {
        ...asked,
        body: { ...(asked.body as object), ...more },
      });
      expect([answer.outcome, changes.map(told)]).toEqual(["invalid", []]);
      expect(names.filter((name) => !answer.text.includes(name))).toEqual([]);
    }
  });

  test.each(ofActions)("%s does the same with the names of all other columns", async (_, entry, each) => {
    const hostile = await hostileColumns(sharedStore(), matrix.world.right);
    const asked = askedOf({ entry, each }, matrix.world, "owner");
    const names = Object.keys(hostile).flatMap((name) => [name, camelCase(name)]);
    const more = names.filter((name) => !Object.hasOwn(asked.form ?? {}, name) && !each.takes?.includes(name));
    const form = { ...Object.fromEntries(more.map((name) => [name, String(hostile[snakeCase(name)])])), ...asked.form };
    const [plain, filled] = [
      await matrix.ask(entry, "owner", asked),
      await matrix.ask(entry, "owner", { ...asked, form }),
    ];
    expect(filled.answer.outcome).toBe("allowed");
    expect(essence(filled.changes, matrix.world.left)).toEqual(essence(plain.changes, matrix.world.left));
  });
});

describe("every field of every call of the API, with the ids of somebody else", () => {
  const described = inventory.filter(
    (entry) => operationOf(entry) !== undefined && (POLICY[entry.name] ?? []).length > 0,
  );
  test.each(described.map((entry) => [entry.name, entry] as const))("%s", async (_, entry) => {
    const [each] = POLICY[entry.name] as [Case];
    const fields = fieldsOf(operationOf(entry) as Operation);
    const faults: string[] = [];
    for (const place of ["query", "body"] as const) {
      for (const field of fields[place].filter((name) => !each.consents?.includes(name))) {
        for (const fault of await faultsOfField(entry, each, place, field)) faults.push(`${field} ${fault}`);
      }
    }
    expectNone(faults);
  });
});

const FOREIGN: IdKind[] = [
  ...(["stat", "key", "member", "team", "givenShare", "invitation", "session", "event"] as const),
  ...(["dashboard", "card", "comparison", "annotation", "embed", "alert", "incident"] as const),
  ...(["channel", "delivery", "report"] as const),
];

/** What is wrong when a field holds an id of right's, beside one of the same form that nobody has. */
async function faultsOfField(entry: Entry, each: Case, place: "query" | "body", field: string): Promise<string[]> {
  const { world } = matrix;
  const asked = askedOf({ entry, each }, world, "owner");
  const holding = async (id: string) => {
    const isList = place === "body" && Array.isArray((asked.body as Record<string, unknown>)?.[field]);
    const filled = { ...(asked[place] as object), [field]: isList ? [id] : id };
    const happened = await matrix.ask(entry, "owner", { ...asked, [place]: filled });
    return { ...happened, told: anonymised(happened.answer.text).replaceAll(id, "·") };
  };
  const missing = new Map<string, string>();
  const faults: string[] = [];
  for (const kind of FOREIGN) {
    const nobodys = missingId(kind);
    if (!missing.has(nobodys)) missing.set(nobodys, (await holding(nobodys)).told);
    const { told: heard, changes, caller, answer } = await holding(world.right.ids[kind]);
    if (!isPlace(field) && heard !== missing.get(nobodys))
      faults.push(`tells a foreign ${kind} from a missing one: ${heard} ≠ ${missing.get(nobodys)}`);
    faults.push(
      ...leaksIn(answer.text, caller, world.right.ids[kind]).map((leak) => `with a foreign ${kind} tells ${leak}`),
    );
    const touched = changes.filter(({ before, after }) =>
      [before, after].some((row) => isOf(world.right, row) && !isOf(world.left, row)),
    );
    faults.push(...touched.map((change) => `with a foreign ${kind} reached into ${told(change)}`));
  }
  return faults;
}

/** A place in an order, which any id or number has. */
function isPlace(field: string): boolean {
  return ["cursor", "from", "to"].includes(field);
}

/** An answer without ids and times that are new each time. */
function anonymised(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "·")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "·")
    .replace(/sn_(in|rd|rw)_\w+/g, "·")
    .replace(/whsec_[\w+/]+=*/g, "·")
    .replace(/"token":"\w{22}"|\/(embed|s)\/\w{22}/g, "·")
    .replace(/"id":"\w{6}"|\/(stats|alerts|reports)\/\w{6}/g, "·")
    .replace(/[\w+/-]{20,}~+/g, "·");
}

function expectNone(faults: string[]): void {
  if (faults.length > 0) expect.fail(`${faults.length} faults\n${faults.slice(0, MOST_TOLD).join("\n")}`);
}

/** Whether it is the session that opens it, and not only what is sent along. */
function needsSession(entry: Entry, each: Case): boolean {
  return entry.kind === "action" || each.may.anonymous !== "allowed";
}

function bodyOf(each: Case): unknown {
  const nobody = new Proxy({}, { get: () => "" });
  return each.ask?.(
    nobody,
    { ...(nobody as Tenant), ids: nobody, people: { owner: nobody }, tokens: nobody, names: nobody } as never,
    null,
  ).body;
}

/** What is wrong when this actor asks for left's, and in each place for right's and for what nobody has. */
async function faultsFor(entry: Entry, each: Case, actor: Actor): Promise<string[]> {
  const { world } = matrix;
  const expected = each.may[actor];
  const own = await matrix.ask(entry, actor, askedOf({ entry, each }, world, actor));
  const faults = faultsOf({ entry, each }, world, own, expected);
  for (const place of Object.keys(each.ids ?? {})) {
    const sees = expected === "allowed" || each.knows?.[actor] === place;
    const otherwise = sees ? (each.absent ?? "not found") : expected;
    const [foreign, missing] = [
      await matrix.ask(entry, actor, askedOf({ entry, each }, world, actor, place, "right")),
      await matrix.ask(entry, actor, askedOf({ entry, each }, world, actor, place, "missing")),
    ];
    faults.push(
      ...faultsOf({ entry, each }, world, missing, otherwise).map((fault) => `for a missing ${place} ${fault}`),
    );
    // What is left's is foreign to a stranger, but for links and keys that let in whoever holds them.
    const isOwn = actor === "stranger" ? expected === "allowed" && otherwise !== "allowed" : sees;
    const compared = isOwn ? foreign : own;
    if (actor !== "stranger") {
      faults.push(
        ...faultsOf({ entry, each }, world, foreign, otherwise).map((fault) => `for a foreign ${place} ${fault}`),
      );
    }
    const [one, other] = [compared, missing].map(({ answer, asked }) => without(answer.text, asked));
    if (one !== other) faults.push(`is told a foreign ${place} from a missing one: ${one} ≠ ${other}`);
  }
  return faults;
}

/** An answer without what was asked for. */
function without(text: string, asked: object): string {
  const said = JSON.stringify(asked).match(/[\w~-]{6,}/g) ?? [];
  return said.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, "·"), text);
}

/** Whether an exported method is there only to say which methods there are. */
async function isRefused(entry: Entry): Promise<boolean> {
  if (entry.kind !== "route" || entry.path.startsWith("/api/auth/")) return false;
  const { OPTIONS } = await load(entry.file);
  const { answer } = await matrix.ask(entry, "anonymous", {});
  return answer.status === 405 || (OPTIONS !== undefined && entry.member === "OPTIONS" && answer.status === 204);
}

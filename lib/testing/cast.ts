import { SESSION_SECONDS } from "@/lib/auth/cookie";
import type { Clock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import type { KeyKind } from "@/lib/domain/key";
import { NOWHERE } from "@/lib/domain/source";
import type { Role } from "@/lib/domain/team";
import type { Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { insertKey } from "@/lib/store/records/keys";
import { insertSession } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

/** A clock that stands until it is set. */
export interface StoppedClock extends Clock {
  set(moment: Date | string): void;
}

export function stoppedClock(moment: string): StoppedClock {
  let now = new Date(moment);
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next);
    },
  };
}

export interface Person {
  userId: string;
  teamId: string;
  tokenVersion: number;
  sessionId: string;
  actor: Extract<Actor, { kind: "user" }>;
}

/** Alice owns a team, Bob is a member of it, Charlie is a stranger with a team of his own. */
export interface Cast {
  alice: Person;
  bob: Person;
  charlie: Person;
}

/** Puts the three into an empty database. None has a password: nothing here waits for a hash. */
export async function castOf(store: Store): Promise<Cast> {
  const alice = await person(store, "alice@example.com");
  const charlie = await person(store, "charlie@example.com");
  return { alice, bob: await joined(store, "bob@example.com", alice.teamId, "member"), charlie };
}

/** One more person in somebody's team, and in no other. */
export async function joined(store: Store, email: string, teamId: string, role: Role): Promise<Person> {
  const { userId, tokenVersion, sessionId, teamId: own } = await person(store, email);
  await store.prisma.team.delete({ where: { id: own } });
  await store.prisma.membership.create({ data: { teamId, userId, role } });
  return { userId, teamId, tokenVersion, sessionId, actor: { kind: "user", userId, sessionId, teamId, role } };
}

/** What an interactor is handed when this actor asks. */
export function asking(store: Store, clock: Clock, actor: Actor): Context {
  return { store, clock, actor, from: NOWHERE };
}

/** A key that this person made, in clear. */
export async function keyOf(store: Store, person: Person, kind: KeyKind): Promise<string> {
  const { userId, teamId } = person;
  return (await insertKey(store.prisma, { teamId, userId, name: `${kind} key`, kind, expiresAt: null })).key;
}

/** Writes one minute of a stat as a flush would: `values` came in it, in this order. */
export async function putMinute(store: Store, seriesId: bigint, minute: string, values: number[]): Promise<void> {
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = sum / values.length;
  const m2 = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  await store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $2)`,
    [String(seriesId), minute, values.length, sum, Math.min(...values), Math.max(...values), m2, values.at(-1)],
  );
}

async function person(store: Store, email: string): Promise<Person> {
  const made = await transaction(store, (tx) =>
    insertAccount(tx, {
      email,
      passwordHash: null,
      verified: true,
      team: { name: `${email}'s team`, zone: "UTC" },
      keys: [],
    }),
  );
  if (made === null) throw new Error(`${email} is in the database already`);
  const { userId, teamId, tokenVersion } = made;
  const now = new Date();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1_000);
  const sessionId = await insertSession(store.prisma, { userId, now, expiresAt, from: NOWHERE });
  return { userId, teamId, tokenVersion, sessionId, actor: { kind: "user", userId, sessionId, teamId, role: "owner" } };
}

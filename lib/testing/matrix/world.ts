import { randomUUID } from "node:crypto";
import pg from "pg";
import { hashPassword } from "@/lib/interactors/accounts/password-hash";
import type { Store } from "@/lib/store/engine/store";
import { FIRST_NUMBER, type Rows, type Tenant, tenantOf } from "./tenant";

export const PASSWORD = "seven quiet eagles";

/**
 * Three teams with the same data. Left is the one whose ids are asked for; right is the stranger, whose owner's session
 * says that it works in left's team; the guest sees by consent one stat of each, and lets each see one of its own.
 */
export interface World {
  left: Tenant;
  right: Tenant;
  guest: Tenant;
}

export async function makeWorld(): Promise<World> {
  const hash = await hashPassword(PASSWORD);
  const [left, right, guest] = [tenantOf("left", hash), tenantOf("right", hash), tenantOf("guest", hash)];
  for (const tenant of [left, right]) {
    tenant.ids.givenShare = share(tenant, guest);
    tenant.ids.receivedShare = share(guest, tenant);
    tenant.ids.ownInvitation = invite(guest, tenant);
    drawShared(guest, tenant);
  }
  for (const tenant of [left, right, guest]) tenant.sharesWith = guest.ids.team;
  for (const session of right.rows.user_session ?? []) session.team_id = left.ids.team;
  return { left, right, guest };
}

function share(from: Tenant, to: Tenant): string {
  const id = randomUUID();
  from.rows.stat_share?.push({
    id,
    stat_id: from.sharedStat,
    team_id: to.ids.team,
    created_at: new Date().toISOString(),
  });
  return id;
}

/** Puts what another team shares into charts that links show to anybody: they may not show it. */
function drawShared(from: Tenant, to: Tenant): void {
  to.seesStat = from.ids.sharedStat;
  for (const [position, chart] of [to.ids.seenCard, to.ids.embedChart].entries()) {
    to.rows.chart_stat?.push({ chart_id: chart, stat_id: from.sharedStat, position, axis: "left" });
  }
}

function invite(from: Tenant, to: Tenant): string {
  const id = randomUUID();
  const by = { team_id: from.ids.team, invited_by: `${from.canaries.team} owner` };
  const times = { created_at: new Date().toISOString(), expires_at: new Date(Date.now() + 9e8).toISOString() };
  from.rows.invitation?.push({ id, ...by, email: to.people.owner.email, role: "viewer", hash: null, ...times });
  return id;
}

/** Every table of the database but the migrator's. */
export async function tablesOf(store: Store): Promise<{ name: string; key: string[] }[]> {
  const { rows } = await store.pool.query<{ name: string; key: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS key
    FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** What a migration puts there; everything else is emptied. */
const KEPT = ["change_mark", "rollup_mark", "job_tick"];

// Parents before children; deleting from the first takes along most of the others.
const ORDER = [
  "team",
  "app_user",
  "membership",
  "user_session",
  "api_key",
  "stat",
  "stat_name",
  "favourite",
  "series_minute",
  "series_bin",
  "invitation",
  "mailed_link",
  "audit_event",
  "mail",
  "stat_share",
  "chart",
  "chart_stat",
  "dashboard",
  "dashboard_card",
  "annotation",
  "public_link",
  "alert",
  "alert_standing",
  "incident",
  "incident_event",
  "channel",
  "alert_channel",
  "delivery",
  "report",
  "report_recipient",
  "report_turn",
  "report_copy",
  "silent_address",
];

/** Makes the database hold these tenants and nothing else, in one transaction and one round trip. */
export async function fillWorld(store: Store, tables: { name: string }[], world: World): Promise<void> {
  prepared ??= [...emptyingOf(tables), ...fillingOf(world)].join(";\n");
  await store.pool.query(prepared);
}

// It is done after every change, for the one world that a test has.
let prepared: string | undefined;

/** Puts these tenants beside what is there, in place of others of theirs that a broken test may have left. */
export async function addWorld(store: Store, world: World): Promise<void> {
  const former = [
    "DELETE FROM team WHERE ukey LIKE 'canary%'",
    "DELETE FROM app_user WHERE email LIKE '%canary%'",
    "DELETE FROM silent_address WHERE address LIKE '%canary%'",
    ...["series_minute", "series_bin"].map((table) => `DELETE FROM ${table} WHERE stat_id >= ${FIRST_NUMBER}`),
    `DELETE FROM audit_event WHERE id >= ${FIRST_NUMBER}`,
  ];
  await store.pool.query([...former, ...fillingOf(world)].join(";\n"));
}

function emptyingOf(tables: { name: string }[]): string[] {
  const names = new Set([...ORDER, ...tables.map(({ name }) => name)]);
  return [
    ...[...names].filter((name) => !KEPT.includes(name)).map((name) => `DELETE FROM ${pg.escapeIdentifier(name)}`),
    "UPDATE change_mark SET version = 0",
  ];
}

function fillingOf(world: World): string[] {
  return ORDER.flatMap((table) => Object.values(world).flatMap((tenant: Tenant) => insertsOf(table, tenant.rows)));
}

function insertsOf(table: string, rows: Rows): string[] {
  // Rows of one table may say different columns; what a row does not say has the table's default.
  const groups = new Map<string, Record<string, unknown>[]>();
  for (const row of rows[table] ?? []) {
    const columns = Object.keys(row).map(pg.escapeIdentifier).join(", ");
    groups.set(columns, [...(groups.get(columns) ?? []), row]);
  }
  return [...groups].map(([columns, group]) => {
    const values = pg.escapeLiteral(JSON.stringify(group));
    return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, ${values})`;
  });
}

import { randomBytes, randomUUID } from "node:crypto";
import { sealTarget } from "@/lib/delivery/seal";
import type { ChannelTarget } from "@/lib/domain/channel";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { base62, formatKey, KEY_RANDOM_BYTES, type KeyKind, visiblePrefix } from "@/lib/domain/key";
import type { Role } from "@/lib/domain/team";
import { hashKey, newPublicId } from "@/lib/store/records/identity";
import { hashLink } from "@/lib/store/records/mailed-links";
import { addMailedChannels } from "./mailed-channels";
import { addMailedReport } from "./mailed-reports";
import { addToldReports } from "./told-reports";

const MEMBERS = ["owner", "admin", "member", "viewer"] as const satisfies Role[];

/** Everybody of a tenant who has a session. The last two are in no team; their sessions still name the one they left. */
const PEOPLE = [...MEMBERS, "removed", "teamless"] as const;
export type PersonName = (typeof PEOPLE)[number];

export const KEYS = { ingest: "ingest", read: "read", manage: "manage", revoked: "manage", expired: "manage" } as const;
export type KeyName = keyof typeof KEYS;

/** Rows by table, as the database names them. */
export type Rows = Record<string, Record<string, unknown>[]>;

export interface TenantPerson {
  userId: string;
  sessionId: string;
  tokenVersion: number;
  email: string;
}

/** What a call may name. Each tenant has one of every kind. */
export type IdKind = keyof Tenant["ids"];

/**
 * A team with one of everything that a team can have. Every text of it holds its canary, so an answer to somebody else
 * tells when it holds what is not theirs. What another team may see by consent has canaries of its own.
 */
export type Tenant = ReturnType<typeof tenantOf>;

/** Canaries: letters only, so that no order, folding or form of a text changes them. */
export interface Canaries {
  /** In everything nobody else may see. */
  own: string;
  /** In the team's name and its owner's address, which those it shares with and those who invite it are told. */
  team: string;
  /** In the stat that is shared with the guest. */
  shared: string;
  /** In what links show to anybody who has their token. */
  shown: string;
  /** In what the owner's other team has: nobody sees it who works in this one. */
  second: string;
  /** In what is said of those who are in the team no more: theirs, and nobody else's. */
  gone: string;
}

function canariesOf(word: string): Canaries {
  const canary = (whose: string) => `canary${word}${whose}`;
  return {
    own: canary("own"),
    team: canary("team"),
    shared: canary("shared"),
    shown: canary("shown"),
    second: canary("second"),
    gone: canary("gone"),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** Far beyond the numbers that the database gives out by itself. */
export const FIRST_NUMBER = 9_000_000_000;
let numbers = FIRST_NUMBER;

/** `passwordHash` is everybody's. Nothing is written: see `fillWorld`. */
export function tenantOf(word: string, passwordHash: string) {
  const canaries = canariesOf(word);
  const { own } = canaries;
  const from = (ms: number) => new Date(Date.now() + ms).toISOString();
  const wordOf = (name: PersonName) => (name === "removed" || name === "teamless" ? canaries.gone : own);
  const saidOf = (canary: string) => ({ address: `${canary} address`, agent: `${canary} agent` });
  const teamId = randomUUID();
  const secondTeam = randomUUID();
  const people = Object.fromEntries(
    PEOPLE.map((name) => [name, personOf(`${name}-${name === "owner" ? canaries.team : wordOf(name)}@example.com`)]),
  ) as Record<PersonName, TenantPerson>;
  const keys = Object.fromEntries(
    (Object.entries(KEYS) as [KeyName, KeyKind][]).map(([name, kind]) => [
      name,
      formatKey(kind, randomBytes(KEY_RANDOM_BYTES)),
    ]),
  ) as Record<KeyName, string>;
  const keyRow = (name: string, kind: KeyKind, key: string, more: object = {}) => ({
    id: randomUUID(),
    team_id: teamId,
    user_id: people.owner.userId,
    name: `${own} ${name}`,
    kind,
    prefix: visiblePrefix(key),
    hash: bytes(hashKey(key)),
    created_at: from(-HOUR_MS),
    ...more,
  });
  const keyRows = {
    ingest: keyRow("ingest", "ingest", keys.ingest),
    read: keyRow("read", "read", keys.read),
    manage: keyRow("manage", "manage", keys.manage),
    revoked: keyRow("revoked", "manage", keys.revoked, { revoked_at: from(-MINUTE_MS) }),
    expired: keyRow("expired", "manage", keys.expired, { expires_at: from(-MINUTE_MS) }),
    spare: keyRow("spare", "read", formatKey("read", randomBytes(KEY_RANDOM_BYTES))),
  };
  const statRow = (name: string, kind: "counter" | "value", canary: string, more: object = {}) => {
    numbers += 1;
    const publicId = newPublicId();
    return {
      id: numbers,
      public_id: publicId,
      team_id: teamId,
      name: `${canary} ${name}`,
      kind,
      unit: `${canary}`.slice(0, 32),
      description: `${canary} description`,
      tags: [`${canary} tag`],
      classic_key: `${own}-${publicId}~`,
      created_at: from(-HOUR_MS),
      ...more,
    };
  };
  const target = statRow("other", "counter", own);
  const statRows = {
    target,
    stat: statRow("stat", "counter", own),
    value: statRow("value", "value", own),
    trashed: statRow("trashed", "counter", own, { trashed_at: from(-HOUR_MS) }),
    merged: statRow("merged", "counter", own, { merged_into_id: target.id, merged_at: from(-HOUR_MS) }),
    shared: statRow("shared", "counter", canaries.shared),
    open: statRow("open", "counter", canaries.shown, { public: true }),
  };
  const tokens = { verify: token(), email: token(), reset: token(), signIn: token(), invitation: token() };
  const opening = { embed: linkToken(), stat: linkToken(), board: linkToken(), paused: linkToken(), over: linkToken() };
  const kept = keptOf({ own, teamId, canaries, from, stats: statRows, opening, author: people.owner.userId });
  const link = (kind: string, secret: string, email: string, userId: string | null) => ({
    id: randomUUID(),
    kind,
    email,
    user_id: userId,
    hash: bytes(hashLink(secret)),
    created_at: from(-MINUTE_MS),
    expires_at: from(YEAR_MS),
  });
  const invitation = {
    id: randomUUID(),
    team_id: teamId,
    email: `invited-${own}@example.com`,
    role: "member",
    hash: bytes(hashLink(tokens.invitation)),
    invited_by: `${own} owner`,
    created_at: from(-MINUTE_MS),
    expires_at: from(YEAR_MS),
  };
  numbers += 1;
  const event = {
    id: numbers,
    at: from(-MINUTE_MS),
    team_id: teamId,
    action: "key.made",
    actor_kind: "user",
    user_id: people.owner.userId,
    actor_name: people.owner.email,
    subject_kind: "key",
    subject_id: keyRows.spare.id,
    subject_name: keyRows.spare.name,
    detail: { kind: `${own} detail` },
    ...saidOf(own),
  };
  numbers += 1;
  const former = `former-${own}@example.com`;
  const ofOwner = { team_id: null, action: "account.email_changed", subject_kind: "account", detail: { from: former } };
  const ownEvent = { ...event, ...ofOwner, id: numbers };
  numbers += 1;
  const formerEvent = { ...event, id: numbers, user_id: null, actor_name: former };
  const extraSession = sessionRow(people.owner.userId, randomUUID(), teamId, from, saidOf(own));
  const alerts = alertsOf({ own, teamId, from, stat: statRows.stat });
  const ways = waysOf({ own, teamId, from }, alerts.rows.alert?.[0]?.id);
  const rows: Rows = {
    team: [
      {
        id: teamId,
        name: `${canaries.team} team`,
        ukey: `${own}ukey`,
        created_at: from(-HOUR_MS),
        stats_told_at: from(0),
      },
      {
        id: secondTeam,
        name: `${own} second team`,
        ukey: `${own}secondukey`,
        created_at: from(-HOUR_MS),
        stats_told_at: from(0),
      },
    ],
    app_user: PEOPLE.map((name) => ({
      id: people[name].userId,
      email: people[name].email,
      verified_email: name === "viewer" ? null : people[name].email,
      password_hash: passwordHash,
      token_version: people[name].tokenVersion,
      created_at: from(-HOUR_MS),
    })),
    membership: [
      ...MEMBERS.map((role) => ({
        team_id: teamId,
        user_id: people[role].userId,
        role,
        created_at: from(-HOUR_MS),
        mail_new_stats: true,
      })),
      {
        team_id: secondTeam,
        user_id: people.owner.userId,
        role: "owner",
        created_at: from(-MINUTE_MS),
        mail_new_stats: true,
      },
    ],
    user_session: [
      ...PEOPLE.map((name) =>
        sessionRow(people[name].userId, people[name].sessionId, teamId, from, saidOf(wordOf(name))),
      ),
      extraSession,
    ],
    api_key: Object.values(keyRows),
    stat: Object.values(statRows),
    stat_name: (["target", "stat", "value", "trashed", "shared", "open"] as const).map((name) => ({
      team_id: teamId,
      name: statRows[name].name,
      stat_id: statRows[name].id,
    })),
    favourite: [{ user_id: people.owner.userId, stat_id: statRows.stat.id }],
    series_minute: [statRows.stat, statRows.value, statRows.shared, statRows.open].map(({ id }) => ({
      stat_id: id,
      minute: minuteOf(from(-10 * MINUTE_MS)),
      n: 2,
      sum: 5,
      min: 1,
      max: 4,
      m2: 4.5,
      last: 4,
      last_at: from(-10 * MINUTE_MS),
    })),
    series_bin: [{ stat_id: statRows.value.id, hour: hourOf(from(-10 * MINUTE_MS)), bin: 1, n: 2 }],
    invitation: [invitation],
    silent_address: [
      { address: people.viewer.email, reason: "bounced", since: from(-HOUR_MS), problem: `${own} problem` },
    ],
    mailed_link: [
      link("verify_email", tokens.verify, people.viewer.email, people.viewer.userId),
      link("change_email", tokens.email, `new-${own}@example.com`, people.owner.userId),
      link("reset_password", tokens.reset, people.member.email, people.member.userId),
      link("sign_in", tokens.signIn, people.owner.email, null),
    ],
    audit_event: [event, ownEvent, formerEvent],
    mail: [
      {
        id: randomUUID(),
        kind: "key_made",
        recipient: people.owner.email,
        content: { team: `${own} team`, name: `${own} key`, keyKind: "read", by: `${own} owner` },
        team_id: teamId,
        user_id: people.owner.userId,
        created_at: from(-MINUTE_MS),
        next_at: from(YEAR_MS),
      },
    ],
    stat_share: [],
    ...kept.rows,
    ...alerts.rows,
    ...ways.rows,
  };
  const mailed = addMailedChannels(rows, {
    ...{ own, teamId, alert: alerts.ringing, statId: statRows.stat.public_id, createdAt: from(-HOUR_MS) },
  });
  const reported = addMailedReport(rows, { own, teamId, createdAt: from(-HOUR_MS) });
  const reports = addToldReports(rows, { own, teamId, owner: people.owner.email, from });
  addSecondTeam(rows, { teamId: secondTeam, canary: canaries.second, from, keyRow, statRow, event, invitation });
  return {
    canaries,
    people,
    keys,
    tokens: { ...tokens, ...mailed, ...reported },
    /** What opens links of the team to anybody. */
    opening,
    rows,
    ukey: `${own}ukey`,
    /** Set by the world: the team that stats may be shared with. */
    sharesWith: "",
    /** Set by the world: the public id of a stat that another team shares with this one. */
    seesStat: "",
    names: { stat: statRows.stat.name, value: statRows.value.name, dashboard: `${own} dashboard` },
    numbers: Object.values(statRows).map(({ id }) => id),
    sharedStat: statRows.shared.id,
    ids: {
      team: teamId,
      secondTeam,
      stat: statRows.stat.public_id,
      otherStat: statRows.target.public_id,
      valueStat: statRows.value.public_id,
      trashedStat: statRows.trashed.public_id,
      mergedStat: statRows.merged.public_id,
      sharedStat: statRows.shared.public_id,
      openStat: statRows.open.public_id,
      ...kept.ids,
      ...alerts.ids,
      ...ways.ids,
      ...reports,
      key: keyRows.spare.id,
      member: people.member.userId,
      viewer: people.viewer.userId,
      session: extraSession.id,
      invitation: invitation.id,
      event: String(event.id),
      counterKey: statRows.stat.classic_key,
      valueKey: statRows.value.classic_key,
      /** Set by the world: of the stat that is shared with the guest, and of the guest's. */
      givenShare: "",
      receivedShare: "",
      /** Set by the world: from the guest's team, to the owner's address. */
      ownInvitation: "",
      emailToken: tokens.email,
    },
  };
}

interface Kept {
  own: string;
  teamId: string;
  canaries: Canaries;
  from: (ms: number) => string;
  stats: Record<"stat" | "target" | "shared" | "open", { id: number }>;
  opening: Record<"embed" | "stat" | "board" | "paused" | "over", string>;
  author: string;
}

/** What a team keeps of its charts, and what of them it shows to anybody. */
function keptOf({ own, teamId, canaries, from, stats, opening, author }: Kept) {
  const { shown, shared } = canaries;
  const team = { team_id: teamId };
  const made = { created_at: from(-HOUR_MS), updated_at: from(-HOUR_MS) };
  const spec = { ...PLAIN_CHART, range: { preset: "day" } };
  const chart = (use: string, title: string) => ({ id: randomUUID(), ...team, use, title, spec, ...made });
  const charts = {
    comparison: chart("comparison", `${own} comparison`),
    card: chart("card", `${own} card`),
    openCard: chart("card", `${shown} card`),
    seenCard: chart("card", `${shown} other card`),
    embed: chart("embed", `${shown} embed`),
    over: chart("embed", `${own} expired embed`),
  };
  const dashboard = { id: randomUUID(), ...team, name: `${own} dashboard`, version: 1, ...made };
  const board = { id: randomUUID(), ...team, name: `${shown} board`, version: 1, ...made };
  const note = (statId: number | null, canary: string) => ({
    ...{ id: randomUUID(), ...team, stat_id: statId, at: from(-10 * MINUTE_MS), text: `${canary} note` },
    ...{ author: `${own} author`, created_at: from(-HOUR_MS) },
  });
  const notes = { annotation: note(stats.stat.id, own), seen: note(stats.shared.id, shared) };
  const link = (target: string, token: string, to: object, more: object = {}) => ({
    ...{ id: randomUUID(), ...team, token, target, look: {}, origins: [], created_by_id: author },
    ...{ created_at: from(-HOUR_MS), views: 0, ...to, ...more },
  });
  const links = {
    embed: link("chart", opening.embed, { chart_id: charts.embed.id }),
    over: link("chart", opening.over, { chart_id: charts.over.id }, { expires_at: from(-MINUTE_MS) }),
    stat: link("stat", opening.stat, { stat_id: stats.open.id }),
    board: link("dashboard", opening.board, { dashboard_id: board.id }),
    paused: link("dashboard", opening.paused, { dashboard_id: dashboard.id }, { paused_at: from(-MINUTE_MS) }),
  };
  const drawn = (of: { id: string }, ...ids: { id: number }[]) =>
    ids.map(({ id }, position) => ({ chart_id: of.id, stat_id: id, position, axis: "left" }));
  const card = (of: { id: string }, on: { id: string }, position: number) => ({
    ...{ chart_id: of.id, dashboard_id: on.id, position, width: 6, height: 2 },
  });
  const rows: Rows = {
    chart: Object.values(charts),
    chart_stat: [
      ...drawn(charts.comparison, stats.stat, stats.target),
      ...drawn(charts.card, stats.stat),
      ...[charts.openCard, charts.embed].flatMap((each) => drawn(each, stats.open)),
      ...drawn(charts.over, stats.stat),
    ],
    dashboard: [dashboard, board],
    dashboard_card: [card(charts.card, dashboard, 0), card(charts.openCard, board, 0), card(charts.seenCard, board, 1)],
    annotation: [notes.annotation, notes.seen, note(stats.open.id, shown), note(null, shown)],
    public_link: Object.values(links),
  };
  const ids = {
    comparison: charts.comparison.id,
    card: charts.card.id,
    openCard: charts.openCard.id,
    seenCard: charts.seenCard.id,
    embedChart: charts.embed.id,
    dashboard: dashboard.id,
    board: board.id,
    annotation: notes.annotation.id,
    seenAnnotation: notes.seen.id,
    embed: links.embed.id,
    overLink: links.over.id,
    statLink: links.stat.id,
    boardLink: links.board.id,
    pausedLink: links.paused.id,
  };
  return { rows, ids };
}

interface Watched {
  own: string;
  teamId: string;
  from: (ms: number) => string;
  stat: { id: number };
}

/** An alert that rings while it is muted, with its story, and one that is paused. */
function alertsOf({ own, teamId, from, stat }: Watched) {
  const condition = { kind: "value", operator: "greater", threshold: 3, recovery: null };
  const alert = (name: string, more: object = {}) => ({
    ...{ id: randomUUID(), public_id: newPublicId(), team_id: teamId, name: `${own} ${name}`, stat_id: stat.id },
    ...{ kind: "value", condition, time_window: "1h", runbook: `${own} runbook` },
    ...{ created_at: from(-HOUR_MS), updated_at: from(-HOUR_MS), ...more },
  });
  const rings = alert("alert");
  const paused = alert("paused alert", { paused_at: from(-MINUTE_MS) });
  const at = from(-10 * MINUTE_MS);
  const of = { alert_id: rings.id, stat_id: stat.id };
  const rule = {
    ...{ id: rings.public_id, name: rings.name, words: `${own} rule`, condition, window: "1h", runbook: rings.runbook },
    ...{ missing: "keep", pendingSeconds: 0, holdSeconds: null, automatic: false },
  };
  const incident = { id: randomUUID(), team_id: teamId, ...of, rule, began_at: at, worst: 5 };
  const standing = {
    ...{
      ...of,
      state: "firing",
      since: at,
      firing_since: at,
      value: 5,
      threshold: 3,
      transitions: 1,
      due_at: from(YEAR_MS),
    },
    ...{ muted_until: from(HOUR_MS), incident_id: incident.id },
  };
  numbers += 1;
  const event = {
    ...{ id: numbers, incident_id: incident.id, ...of, transition: 1, kind: "triggered", from_state: "ok" },
    ...{ to_state: "firing", at, recorded_at: at, reason: `${own} reason`, value: 5, threshold: 3, actor: "" },
  };
  const rows: Rows = {
    alert: [rings, paused],
    alert_standing: [
      standing,
      { alert_id: paused.id, stat_id: stat.id, state: "paused", since: at, due_at: from(YEAR_MS) },
    ],
    incident: [incident],
    incident_event: [event],
  };
  const ids = { alert: rings.public_id, pausedAlert: paused.public_id, incident: incident.id };
  return { rows, ids, ringing: { id: rings.id, publicId: rings.public_id, incidentId: incident.id } };
}

/** Two ways out, one with a secret, and what went there. */
function waysOf({ own, teamId, from }: Omit<Watched, "stat">, alertId: unknown) {
  const channel = (target: ChannelTarget, shown: string) => {
    const id = randomUUID();
    const made = { confirmed_at: from(-HOUR_MS), created_at: from(-HOUR_MS), problem: "" };
    const sealed = bytes(sealTarget(target, id, process.env.NEXTAUTH_SECRET ?? "nobody's secret"));
    return { id, team_id: teamId, kind: target.kind, name: `${own} channel`, shown, sealed, ...made };
  };
  // No port that may be called: what is sent there goes nowhere.
  const url = `https://203.0.113.1/${own}`;
  const webhook = channel({ kind: "webhook", url, secrets: [`whsec_${own}`], shape: "standard" }, `${own}.example.com`);
  const address = `channel-${own}@example.com`;
  const email = channel({ kind: "email", address, agreedAt: from(-HOUR_MS) }, address);
  const payload = {
    ...{ type: "alert.triggered", timestamp: from(-MINUTE_MS), state: "firing", value: 5, threshold: 3 },
    ...{ alert: { id: "", name: `${own} alert`, rule: `${own} rule`, runbook: `${own} runbook` } },
    ...{ stat: { id: "", name: `${own} stat`, unit: "" }, incidentId: null, reason: `${own} reason` },
    ...{ beganAt: from(-MINUTE_MS), endedAt: null, ringsInMonth: null },
  };
  const delivery = {
    ...{ id: randomUUID(), team_id: teamId, channel_id: webhook.id, type: payload.type, payload, groupable: false },
    ...{
      state: "dead",
      created_at: from(-MINUTE_MS),
      next_at: from(-MINUTE_MS),
      attempts: 10,
      problem: `${own} problem`,
    },
  };
  const rows: Rows = {
    channel: [webhook, email],
    alert_channel: [{ alert_id: alertId, channel_id: webhook.id }],
    delivery: [delivery],
  };
  return { rows, ids: { channel: webhook.id, mailChannel: email.id, delivery: delivery.id } };
}

interface SecondTeam {
  teamId: string;
  canary: string;
  from: (ms: number) => string;
  keyRow: (name: string, kind: KeyKind, key: string, more?: object) => Record<string, unknown>;
  statRow: (name: string, kind: "counter", canary: string, more?: object) => Record<string, unknown>;
  event: object;
  invitation: object;
}

/** The owner is in another team as well: that it is the same person makes nothing of it visible in the first. */
function addSecondTeam(rows: Rows, { teamId, canary, from, keyRow, statRow, event, invitation }: SecondTeam): void {
  const team = { team_id: teamId };
  const colleague = personOf(`colleague-${canary}@example.com`);
  const key = formatKey("read", randomBytes(KEY_RANDOM_BYTES));
  const stat = statRow("stat", "counter", canary, { ...team, classic_key: `${canary}-classic~` });
  numbers += 1;
  rows.app_user?.push({ id: colleague.userId, email: colleague.email, created_at: from(-HOUR_MS) });
  rows.membership?.push({ ...team, user_id: colleague.userId, role: "member", created_at: from(-HOUR_MS) });
  rows.api_key?.push(keyRow("second", "read", key, { ...team, name: `${canary} key` }));
  rows.stat?.push(stat);
  rows.stat_name?.push({ ...team, name: stat.name, stat_id: stat.id });
  const made = { created_at: from(-HOUR_MS), updated_at: from(-HOUR_MS) };
  const chart = { id: randomUUID(), ...team, use: "comparison", title: canary, spec: PLAIN_CHART, ...made };
  const dashboard = { id: randomUUID(), ...team, name: `${canary} dashboard`, ...made };
  const to = { target: "dashboard", dashboard_id: dashboard.id, token: linkToken(), created_at: from(-HOUR_MS) };
  rows.chart?.push(chart);
  rows.chart_stat?.push({ chart_id: chart.id, stat_id: stat.id, position: 0, axis: "left" });
  rows.dashboard?.push(dashboard);
  rows.annotation?.push({
    ...{ id: randomUUID(), ...team, at: from(-MINUTE_MS), created_at: from(-MINUTE_MS) },
    ...{ text: `${canary} note`, author: canary },
  });
  rows.public_link?.push({ id: randomUUID(), ...team, ...to, look: {}, origins: [], views: 0 });
  rows.invitation?.push({
    ...invitation,
    ...team,
    id: randomUUID(),
    hash: null,
    email: `invited-${canary}@example.com`,
  });
  rows.audit_event?.push({ ...event, ...team, id: numbers, actor_name: canary, subject_name: canary, address: canary });
}

function personOf(email: string): TenantPerson {
  return { userId: randomUUID(), sessionId: randomUUID(), tokenVersion: 0, email };
}

function sessionRow(
  userId: string,
  id: string,
  teamId: string,
  from: (ms: number) => string,
  said: { address: string; agent: string },
) {
  const times = { created_at: from(-HOUR_MS), last_seen_at: from(0), expires_at: from(YEAR_MS) };
  return { id, user_id: userId, team_id: teamId, ...times, ...said };
}

function token(): string {
  return randomBytes(32).toString("base64url");
}

function linkToken(): string {
  return base62(randomBytes(88), 22);
}

function bytes(hash: Uint8Array): string {
  return `\\x${Buffer.from(hash).toString("hex")}`;
}

function minuteOf(moment: string): string {
  return new Date(Math.floor(Date.parse(moment) / MINUTE_MS) * MINUTE_MS).toISOString();
}

function hourOf(moment: string): string {
  return new Date(Math.floor(Date.parse(moment) / HOUR_MS) * HOUR_MS).toISOString();
}

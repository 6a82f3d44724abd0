import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { type Embedded, openEmbedded } from "@/lib/store/engine/embedded/embedded";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertChart } from "@/lib/store/records/charts";
import { newClassicKey, newPublicId } from "@/lib/store/records/identity";
import { insertLink, type LinkedTo } from "@/lib/store/records/links";
import type { Transaction } from "@/lib/store/records/transaction";

const MINUTE_MS = 60_000;
/** On a machine that is busy with the stories beside it. */
const PATIENCE_MS = 30_000;

/** What stands for one text: a stat that is called by it, and one of everything that can be made of a stat. */
export interface Planted {
  text: string;
  stat: string;
  dashboard: string;
  comparison: string;
  /** Ids of links. */
  links: { embed: string; stat: string; dashboard: string };
  tokens: { embed: string; stat: string; dashboard: string };
}

/** The database of the run's server, opened beside it. */
export async function openPlot(): Promise<{ store: Store; close: () => Promise<void> }> {
  const database: Embedded = await openEmbedded({ dataFolder: process.env.STATNEST_DATA ?? "" });
  const store = openStore(database.url, { connections: 2 });
  const close = async () => {
    await store.close();
    await database.release();
  };
  return { store, close };
}

/**
 * Puts into the team of a person, for each text, all that people can write: names, units, descriptions, tags, titles,
 * lines' labels, notes, and what the log says. The last stat of each is in the trash.
 */
export async function plant(store: Store, email: string, texts: readonly string[]) {
  const { teamId, userId } = await store.prisma.membership.findFirstOrThrow({
    where: { user: { email } },
    select: { teamId: true, userId: true },
  });
  const planted: Planted[] = [];
  for (const text of texts) {
    planted.push(
      await store.prisma.$transaction((tx) => plantOne(tx, { teamId, userId, text }), { timeout: PATIENCE_MS }),
    );
  }
  return { teamId, planted };
}

interface Plot {
  teamId: string;
  userId: string;
  text: string;
}

async function plantOne(tx: Transaction, { teamId, userId, text }: Plot): Promise<Planted> {
  const now = new Date();
  const { publicId, id } = await plantStat(tx, teamId, text, {});
  await plantStat(tx, teamId, `${text} thrown away`, { trashedAt: now });
  const spec = { ...PLAIN_CHART, thresholds: [{ value: 2, label: text.slice(0, 80), axis: "left" as const }] };
  const chart = { teamId, title: text, spec, stats: [{ seriesId: id, axis: "left" as const }] };
  const comparison = await insertChart(tx, { ...chart, use: "comparison" }, now);
  const card = await insertChart(tx, { ...chart, use: "card" }, now);
  const chartId = await insertChart(tx, { ...chart, use: "embed" }, now);
  const dashboard = await tx.dashboard.create({ data: { teamId, name: text.slice(0, 100) } });
  await tx.dashboardCard.create({
    data: { chartId: card, dashboardId: dashboard.id, position: 0, width: 6, height: 2 },
  });
  const at = new Date(now.getTime() - 12 * MINUTE_MS);
  for (const until of [null, new Date(at.getTime() + 5 * MINUTE_MS)]) {
    await tx.annotation.create({ data: { teamId, statId: id, at, until, text, author: text } });
  }
  await tx.auditEvent.create({
    data: {
      ...{ at: now, teamId, action: "stat.renamed", actorKind: "user", userId, actorName: text, address: "::1" },
      ...{ subjectKind: "stat", subjectId: publicId, subjectName: text, detail: { from: text, to: text } },
      agent: text,
    },
  });
  const link = async (to: LinkedTo) => {
    const made = await insertLink(tx, { teamId, to, createdById: userId }, now);
    const { token } = await tx.publicLink.findUniqueOrThrow({ where: { id: made }, select: { token: true } });
    return { id: made, token };
  };
  const [embed, stat, board] = [
    await link({ chartId }),
    await link({ statId: id }),
    await link({ dashboardId: dashboard.id }),
  ];
  return {
    text,
    stat: publicId,
    dashboard: dashboard.id,
    comparison,
    links: { embed: embed.id, stat: stat.id, dashboard: board.id },
    tokens: { embed: embed.token, stat: stat.token, dashboard: board.token },
  };
}

async function plantStat(tx: Transaction, teamId: string, text: string, more: { trashedAt?: Date }) {
  const publicId = newPublicId();
  const stat = await tx.stat.create({
    data: {
      ...{ publicId, teamId, name: text.trim(), kind: "value", public: more.trashedAt === undefined },
      ...{ unit: text.slice(0, 32), description: text, tags: [text.slice(0, 50)], classicKey: newClassicKey(publicId) },
      ...more,
    },
    select: { id: true, publicId: true, name: true },
  });
  await tx.statName.create({ data: { teamId, name: stat.name, statId: stat.id } });
  for (const ago of [3, 12, 25]) {
    const at = new Date(Date.now() - ago * MINUTE_MS);
    const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
    await tx.seriesMinute.create({
      data: { statId: stat.id, minute, n: 1, sum: ago, min: ago, max: ago, m2: 0, last: ago, lastAt: at },
    });
  }
  return stat;
}

import type { CardSize, PlacedCard } from "@/lib/domain/arrangement";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { findCharts } from "./charts";
import type { Transaction } from "./transaction";

/** A dashboard as a list shows it. */
export interface ListedDashboard extends Dashboard {
  /** The sizes of its cards, in their order. */
  cards: CardSize[];
}

const SHOWN = { id: true, name: true, version: true, createdAt: true, updatedAt: true } as const;

/** The team's dashboards by name. */
export async function findDashboards(db: Transaction, teamId: string): Promise<ListedDashboard[]> {
  const found = await db.dashboard.findMany({
    where: { teamId },
    select: { ...SHOWN, cards: { select: { width: true, height: true }, orderBy: { position: "asc" } } },
    orderBy: { id: "asc" },
  });
  const { compare } = new Intl.Collator("en", { numeric: true });
  return found.sort((a, b) => compare(a.name, b.name));
}

export async function countDashboards(db: Transaction, teamId: string): Promise<number> {
  return db.dashboard.count({ where: { teamId } });
}

export async function findDashboard(db: Transaction, teamId: string, id: string): Promise<Dashboard | null> {
  return db.dashboard.findFirst({ where: { id, teamId }, select: SHOWN });
}

/** A dashboard of the team, locked until the transaction ends; null when there is none. */
export async function lockDashboard(tx: Transaction, teamId: string, id: string): Promise<Dashboard | null> {
  await tx.$queryRaw`SELECT 1 FROM dashboard WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid FOR UPDATE`;
  return findDashboard(tx, teamId, id);
}

/** The dashboard that has a card of this id, locked until the transaction ends; null when the team has no such card. */
export async function lockDashboardOfCard(tx: Transaction, teamId: string, chartId: string): Promise<Dashboard | null> {
  const card = await tx.dashboardCard.findFirst({
    where: { chartId, dashboard: { teamId } },
    select: { dashboardId: true },
  });
  if (card === null) return null;
  const dashboard = await lockDashboard(tx, teamId, card.dashboardId);
  // It may have been taken away while we waited for the lock.
  const still = await tx.dashboardCard.count({ where: { chartId } });
  return still === 0 ? null : dashboard;
}

export async function insertDashboard(
  tx: Transaction,
  { teamId, name }: { teamId: string; name: string },
  now: Date,
): Promise<Dashboard> {
  return tx.dashboard.create({ data: { teamId, name, createdAt: now, updatedAt: now }, select: SHOWN });
}

/** Raises the version of a dashboard, which is locked, and renames it when a name is given. */
export async function changeDashboard(
  tx: Transaction,
  id: string,
  { name }: { name?: string },
  now: Date,
): Promise<Dashboard> {
  return tx.dashboard.update({
    where: { id },
    data: { ...(name === undefined ? {} : { name }), version: { increment: 1 }, updatedAt: now },
    select: SHOWN,
  });
}

/** Deletes a dashboard, which is locked, with its cards, their charts, and the link that shows it. */
export async function deleteDashboard(tx: Transaction, id: string): Promise<void> {
  await tx.chart.deleteMany({ where: { card: { dashboardId: id } } });
  await tx.dashboard.delete({ where: { id } });
}

/** The cards of a dashboard in their order; what is said of their charts' stats in `findCharts` holds here. */
export async function findCards(db: Transaction, teamId: string, dashboardId: string): Promise<Card[]> {
  const cards = await db.dashboardCard.findMany({ where: { dashboardId }, orderBy: { position: "asc" } });
  const charts = await findCharts(
    db,
    teamId,
    cards.map(({ chartId }) => chartId),
  );
  const byId = new Map(charts.map((chart) => [chart.id, chart]));
  return cards.flatMap(({ chartId, width, height }) => {
    const chart = byId.get(chartId);
    return chart === undefined ? [] : [{ chart, width, height }];
  });
}

export async function countCards(tx: Transaction, dashboardId: string): Promise<number> {
  return tx.dashboardCard.count({ where: { dashboardId } });
}

/** Puts a chart on a dashboard, which is locked, at a place counted from 0; those from there on move up by one. */
export async function insertCard(
  tx: Transaction,
  card: CardSize & { chartId: string; dashboardId: string; position: number },
): Promise<void> {
  const { dashboardId, position } = card;
  await tx.dashboardCard.updateMany({
    where: { dashboardId, position: { gte: position } },
    data: { position: { increment: 1 } },
  });
  await tx.dashboardCard.create({ data: card });
}

export async function resizeCard(tx: Transaction, chartId: string, size: Partial<CardSize>): Promise<void> {
  await tx.dashboardCard.update({ where: { chartId }, data: size });
}

/** Takes a card off its dashboard, which is locked, with its chart; those behind it move down by one. */
export async function deleteCard(tx: Transaction, chartId: string): Promise<void> {
  const { dashboardId, position } = await tx.dashboardCard.delete({ where: { chartId } });
  await tx.chart.delete({ where: { id: chartId } });
  await tx.dashboardCard.updateMany({
    where: { dashboardId, position: { gt: position } },
    data: { position: { decrement: 1 } },
  });
}

/** Gives each card of a dashboard, which is locked, its place and size; `cards` are all of them in their new order. */
export async function placeCards(tx: Transaction, dashboardId: string, cards: PlacedCard[]): Promise<void> {
  const ids = cards.map(({ id }) => id);
  const widths = cards.map(({ width }) => width);
  const heights = cards.map(({ height }) => height);
  await tx.$executeRaw`
    UPDATE dashboard_card c SET position = p.place - 1, width = p.width, height = p.height
    FROM unnest(${ids}::uuid[], ${widths}::int[], ${heights}::int[]) WITH ORDINALITY p (id, width, height, place)
    WHERE c.chart_id = p.id AND c.dashboard_id = ${dashboardId}::uuid`;
}

import type { Context } from "@/lib/context";
import type { StatKind } from "@/lib/domain/stat";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { evaluateDue } from "@/lib/interactors/alerts/evaluate-alerts";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, type StoppedClock, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";

type Rule = Parameters<typeof createAlert>[1];

/** Alice's team with a webhook, a clock that stands, and alerts that are judged when the test says so. */
export class AlertScene {
  private constructor(
    readonly url: string,
    readonly store: Store,
    readonly clock: StoppedClock,
    readonly cast: Cast,
    readonly alice: Context,
    readonly job: Context,
    readonly channelId: string,
  ) {}

  static async open(now: string): Promise<AlertScene> {
    const url = await scratchDatabase();
    const store = openStore(url);
    const clock = stoppedClock(now);
    const cast = await castOf(store);
    const { id } = await store.prisma.channel.create({
      data: {
        ...{ teamId: cast.alice.teamId, kind: "webhook", name: "ops", shown: "example.com" },
        ...{ sealed: new Uint8Array(), confirmedAt: new Date(now) },
      },
    });
    const job = asking(store, clock, { kind: "job", name: "test" });
    return new AlertScene(url, store, clock, cast, asking(store, clock, cast.alice.actor), job, id);
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  /** Forgets stats, alerts and what was told; the clock is set. */
  async reset(now: string): Promise<void> {
    const { prisma } = this.store;
    this.clock.set(now);
    await prisma.delivery.deleteMany();
    await prisma.incidentEvent.deleteMany();
    await prisma.alert.deleteMany();
    await prisma.statShare.deleteMany();
    await prisma.stat.deleteMany();
    await this.store.pool.query("TRUNCATE series_minute, series_quarter, series_day, rollup_dirty");
    await prisma.team.updateMany({ data: { zone: "UTC" } });
  }

  async stat(name = "orders", kind: StatKind = "counter", ctx = this.alice) {
    return createStat(ctx, { name, kind });
  }

  /** Over ten in five minutes, unless told otherwise; with a hold of five minutes. */
  async alert(rule: Partial<Rule>) {
    const usual = { kind: "value", operator: "gt", threshold: 10, timeWindow: "5m" } as const;
    return createAlert(this.alice, { ...(rule.kind === undefined ? usual : {}), ...rule });
  }

  /** Some numbers in a minute, as of that very moment. */
  async put(seriesId: bigint, moment: string | Date, ...values: number[]): Promise<void> {
    const sum = values.reduce((total, value) => total + value, 0);
    await this.store.pool.query(
      `INSERT INTO series_minute AS m (stat_id, minute, n, sum, min, max, m2, last, last_at)
       VALUES ($1, date_trunc('minute', $2::timestamptz), $3, $4, $5, $6, 0, $7, $2)
       ON CONFLICT (stat_id, minute) DO UPDATE SET n = m.n + excluded.n, sum = m.sum + excluded.sum,
         last_at = excluded.last_at`,
      [String(seriesId), moment, values.length, sum, Math.min(...values), Math.max(...values), values.at(-1)],
    );
  }

  /** Sets the clock and judges what is due. */
  async tick(moment: string | Date): Promise<number> {
    this.clock.set(moment);
    return evaluateDue(this.job, new AbortController().signal);
  }

  /** A tick every so many seconds, from now on; the last one is at the end. */
  async ticks(seconds: number, until: string): Promise<void> {
    const end = Date.parse(until);
    for (let now = this.clock.now().getTime() + seconds * 1_000; now <= end; now += seconds * 1_000) {
      await this.tick(new Date(now));
    }
  }

  /** What was told, with the moment it is about: "triggered 12:03:00". */
  async told(): Promise<string[]> {
    const rows = await this.store.prisma.delivery.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    return rows.map(({ type, payload }) => {
      const { timestamp } = payload as { timestamp: string };
      return `${type.replace("alert.", "")} ${timestamp.slice(11, 19)}`;
    });
  }

  /** The story, transitions and what people did: "firing 12:03:00". */
  async story(): Promise<string[]> {
    const rows = await this.store.prisma.incidentEvent.findMany({ orderBy: { id: "asc" } });
    return rows.map(({ kind, at }) => `${kind} ${at.toISOString().slice(11, 19)}`);
  }

  async standings() {
    return this.store.prisma.alertStanding.findMany({ orderBy: [{ alertId: "asc" }, { statId: "asc" }] });
  }

  async states(): Promise<string[]> {
    return (await this.standings()).map(({ state }) => state);
  }
}

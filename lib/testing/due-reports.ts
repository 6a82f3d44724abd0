import type { Context } from "@/lib/context";
import type { StatKind } from "@/lib/domain/stat";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { createReport } from "@/lib/interactors/reports/create-report";
import { sendReports } from "@/lib/interactors/reports/send-reports";
import { createStat } from "@/lib/interactors/stats/create-stat";
import type { Store } from "@/lib/store/engine/store";
import { asking, type Cast, joined, type StoppedClock } from "./cast";
import { openMailScene } from "./mail-scene";
import type { MailSink } from "./mail-sink";

type Asked = Parameters<typeof createReport>[1];

/** The cast in a database of their own, a mail provider that keeps what it takes, and a clock that stands. */
export class DueReports {
  private constructor(
    readonly url: string,
    readonly store: Store,
    readonly clock: StoppedClock,
    readonly cast: Cast,
    readonly sink: MailSink,
    readonly alice: Context,
    readonly bob: Context,
    readonly viewer: Context,
    readonly charlie: Context,
    readonly job: Context,
  ) {}

  static async open(now: string): Promise<DueReports> {
    const { url, store, clock, cast, sink } = await openMailScene(now);
    const viewer = await joined(store, "viewer@example.com", cast.alice.teamId, "viewer");
    const as = ({ actor }: Pick<Cast["alice"], "actor">) => asking(store, clock, actor);
    const job = asking(store, clock, { kind: "job", name: "test" });
    const people = [as(cast.alice), as(cast.bob), as(viewer), as(cast.charlie)] as const;
    return new DueReports(url, store, clock, cast, sink, ...people, job);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.sink.close();
  }

  /** Forgets reports, mails and stats; the clock is set. */
  async reset(now: string): Promise<void> {
    const { prisma, pool } = this.store;
    this.clock.set(now);
    this.sink.reset();
    this.sink.now = () => this.clock.now().getTime();
    await prisma.mail.deleteMany();
    await prisma.report.deleteMany();
    await prisma.silentAddress.deleteMany();
    await prisma.stat.deleteMany();
    await pool.query("TRUNCATE series_minute, series_quarter, series_day, rollup_dirty");
  }

  async stat(name: string, kind: StatKind = "counter", ctx = this.alice) {
    return createStat(ctx, { name, kind });
  }

  /** Daily at 08:00 by the clocks of UTC, to Alice, unless told otherwise. */
  async report(asked: Partial<Asked> = {}, ctx = this.alice) {
    return createReport(ctx, { cadence: "daily", ...asked });
  }

  /** Sets the clock and does what is due; returns how many reports were composed. */
  async tick(moment: string | Date): Promise<number> {
    this.clock.set(moment);
    const sent = await sendReports(this.job);
    await sendMails(this.job);
    return sent;
  }

  /** The story of all reports, by when it was due: "2026-11-24 handed". */
  async turns(): Promise<string[]> {
    const rows = await this.store.prisma.reportTurn.findMany({ orderBy: [{ dueAt: "asc" }, { turn: "asc" }] });
    return rows.map(({ turn, state }) => `${turn} ${state}`);
  }

  /** Who got how many mails of reports. */
  got(): Record<string, number> {
    const mails = this.sink.mails.filter(({ headers }) => headers?.["List-Unsubscribe"] !== undefined);
    return Object.fromEntries(
      [...new Set(mails.map(({ to }) => to))].sort().map((to) => [to, mails.filter((mail) => mail.to === to).length]),
    );
  }
}

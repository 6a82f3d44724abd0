import { STEP_SECONDS } from "@/lib/domain/step";
import { Refusal } from "@/lib/errors";
import type { Point } from "@/lib/ingest/minutes";
import { rebuildSeries } from "@/lib/interactors/housekeeping/rebuild-series";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { deleteStat } from "@/lib/interactors/stats/delete-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { restoreStat } from "@/lib/interactors/stats/restore-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { findFedStats } from "@/lib/store/series/flush-names";
import { findClassicOwner } from "@/lib/store/series/flush-owners";
import { CHORES } from "./chores";
import { compare, Mismatch } from "./compare";
import { checkDerived, checkLast, checkRebuilt, checkSpread } from "./derived";
import { type Change, type Chore, type Command, type History, type Look, type SentSketch, STATS } from "./history";
import { Reference } from "./reference";
import type { Scene } from "./scene";

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Numbers come from before and from after it. */
const ROLLED_BEFORE_DAYS = 40;

/**
 * Plays a history in a scene that it empties first, and throws as soon as the database says something else than the
 * points that were sent: after every command somewhere, at the end everywhere.
 */
export async function play(scene: Scene, history: History): Promise<void> {
  const rolledTo = history.fresh ? 0 : history.begins - ROLLED_BEFORE_DAYS * DAY_MS;
  await scene.begin(history.begins, rolledTo, history.zones);
  const playing = new Playing(scene, history);
  try {
    for (const [index, command] of history.commands.entries()) {
      await playing.do(command);
      await playing.look(history.looks[index % history.looks.length] as Look);
    }
    await playing.finish(history.rebuilt);
  } finally {
    onFailpoint(null);
  }
}

/** What is done when all else is over. */
const LAST_CHORES = ["move merged", "purge trash", "roll up", "pack bins"] as const;

class Killed extends Error {
  override readonly name = "Killed";
}

class Playing {
  readonly #scene: Scene;
  readonly #reference = new Reference();
  readonly #zones: string[];
  readonly #looks: Look[];
  /** The stat and the moment of the last numbers, latest first. */
  readonly #last: { stat: number; at: number }[] = [];

  constructor(scene: Scene, { zones, looks }: History) {
    this.#scene = scene;
    this.#zones = [...zones];
    this.#looks = looks;
    for (const [stat, { team, name }] of STATS.entries()) this.#reference.create(stat, team, name);
  }

  async do(command: Command): Promise<void> {
    switch (command.do) {
      case "send":
        return this.#send(command.points);
      case "wait":
        return this.#wait(command.seconds * 1_000);
      case "chore":
        await CHORES[command.chore](this.#scene.job());
        return this.#purged([command.chore]);
      case "hold":
        return this.#hold(command);
      case "together":
        return this.#together(command);
      case "look while":
        return this.#lookWhile(command);
      case "crash":
        return this.#crash(command);
      case "send amid":
        return this.#sendAmid(command);
      case "look":
        await this.look(command.look);
        return this.#lookAtSpread(command.look);
      case "rebuild":
        return rebuildSeries(this.#scene.job());
      default:
        return this.#change(command);
    }
  }

  look(look: Look): Promise<void> {
    return compare(this.#scene, this.#reference, this.#zones, look);
  }

  /** Brings the derived levels to their end, and looks at all of them; makes them anew, and looks again. */
  async finish(rebuilt: boolean): Promise<void> {
    this.#wait(2 * DAY_MS);
    for (const chore of LAST_CHORES) await CHORES[chore](this.#scene.job());
    this.#purged([...LAST_CHORES]);
    await this.#lookAround();
    const again = await rollUp(this.#scene.job(1));
    if (again.quarters + again.days + again.dirty + again.zones > 0) {
      throw new Mismatch(`there was more to roll up at the end: ${JSON.stringify(again)}`);
    }
    await checkDerived(this.#scene, this.#zones);
    await checkSpread(this.#scene, this.#reference);
    await checkLast(this.#scene, this.#reference);
    if (rebuilt) await checkRebuilt(this.#scene);
  }

  async #lookAround(): Promise<void> {
    for (const look of this.#looks) await this.look(look);
    const around = { team: 0, back: -86_400, zone: null, thinned: null, through: "store" as const };
    await this.look({ ...around, step: "1d", buckets: 130 });
    await this.look({ ...around, step: "1d", buckets: 130, team: 1 });
    await this.look({ ...around, step: "1h", buckets: 200, through: "interactor" });
  }

  #lookAtSpread({ back, buckets, step }: Look): Promise<void> {
    const to = Math.floor(this.#scene.now() / 1_000) - Math.max(1, back);
    return checkSpread(this.#scene, this.#reference, { from: Math.max(1, to - buckets * STEP_SECONDS[step]), to });
  }

  #wait(milliseconds: number): void {
    this.#scene.clock.set(new Date(this.#scene.now() + milliseconds));
  }

  async #send(sketches: SentSketch[]): Promise<void> {
    const addressed = await this.#address(sketches);
    await this.#scene.flush(addressed.points);
    addressed.stored();
  }

  /** Finds out what the points feed, as ingest does; `stored` tells the reference that they were committed. */
  async #address(sketches: SentSketch[]): Promise<{ points: Point[]; stored: () => void }> {
    const named = await this.#named(sketches);
    const sent: { stat: number; point: Point }[] = [];
    for (const sketch of sketches.map((each) => this.#again(each))) {
      const stat = this.#target(sketch);
      if (stat === null) continue;
      const at = this.#at(sketch);
      sent.push({ stat, point: { stat: await this.#fed(sketch, stat, named), amount: amountOf(sketch), at } });
    }
    this.#last.unshift(...sent.map(({ stat, point }) => ({ stat, at: point.at })));
    const stored = () => {
      for (const { stat, point } of sent) this.#reference.add(stat, { amount: point.amount, at: point.at });
    };
    return { points: sent.map(({ point }) => point), stored };
  }

  /** Where it repeats an earlier number it goes to that one's stat by its key. */
  #again(sketch: SentSketch): SentSketch {
    const before = sketch.again === null ? undefined : this.#last[sketch.again];
    return before === undefined
      ? sketch
      : { ...sketch, stat: before.stat, by: "key", back: this.#scene.now() - before.at, edge: null };
  }

  /** Which stat takes the number; null when it is refused. */
  #target({ stat, by, name }: SentSketch): number | null {
    const team = STATS[stat]?.team ?? 0;
    const target = by === "name" ? this.#reference.fed(team, name) : stat;
    if (target === null) return null;
    // A process remembers for at most a second where a name leads.
    if (by === "memory" && !this.#reference.isHere(stat)) {
      const remembered = this.#reference.mergedAt(stat) === this.#scene.now();
      return remembered && this.#reference.isHere(this.#reference.heir(stat)) ? stat : null;
    }
    return this.#reference.isHere(this.#reference.heir(target)) ? this.#reference.heir(target) : null;
  }

  async #fed(
    { stat, by, name }: SentSketch,
    target: number,
    named: Map<string, Point["stat"]>,
  ): Promise<Point["stat"]> {
    const { id: teamId, ukey } = this.#scene.team(STATS[stat]?.team ?? 0);
    const expected = this.#scene.fed(target);
    if (by === "memory") return expected;
    const fed =
      by === "name"
        ? named.get(`${teamId} ${name}`)
        : (await findClassicOwner(this.#scene.store.pool, this.#scene.stat(stat).classicKey, ukey))?.stat;
    if (fed?.id !== expected.id || fed.trashedAt !== null) {
      throw new Mismatch(`${by} ${by === "name" ? name : stat} feeds ${JSON.stringify(fed)}, not stat ${target}`);
    }
    return fed;
  }

  async #named(sketches: SentSketch[]): Promise<Map<string, Point["stat"]>> {
    const named = new Map<string, Point["stat"]>();
    for (const [number, { id }] of this.#scene.teams.entries()) {
      const names = sketches.filter(({ by, stat }) => by === "name" && STATS[stat]?.team === number);
      if (names.length === 0) continue;
      const found = await findFedStats(this.#scene.store.pool, id, [...new Set(names.map(({ name }) => name))]);
      for (const [name, fed] of found) named.set(`${id} ${name}`, fed);
    }
    return named;
  }

  #at({ back, edge }: SentSketch): number {
    const at = this.#scene.now() - back;
    return edge === null ? at : Math.floor(at / QUARTER_MS) * QUARTER_MS + edge;
  }

  async #hold({ points, chores, milliseconds, commit }: Command & { do: "hold" }): Promise<void> {
    const { writer } = this.#scene;
    const addressed = await this.#address(points);
    await writer.query("BEGIN");
    await this.#scene.flush(addressed.points);
    const done = Promise.allSettled(chores.map((chore, index) => CHORES[chore](this.#scene.job(index))));
    await this.look(this.#looks[0] as Look);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await writer.query(commit ? "COMMIT" : "ROLLBACK");
    if (commit) addressed.stored();
    throwFirst(await done);
    this.#purged(chores);
  }

  async #together({ chores, points, change }: Command & { do: "together" }): Promise<void> {
    const addressed = await this.#address(points);
    const halves = [0, 1].map((half) => addressed.points.filter((_, index) => index % 2 === half));
    const done = await Promise.allSettled([
      ...chores.map((chore, index) => CHORES[chore](this.#scene.job(index))),
      ...halves.map((half) => this.#scene.flush(half)),
      ...(change === null ? [] : [this.#change(change, false)]),
    ]);
    throwFirst(done);
    addressed.stored();
    this.#purged(chores);
  }

  async #lookWhile({ chores, looks }: Command & { do: "look while" }): Promise<void> {
    let over = false;
    const done = Promise.allSettled(chores.map((chore, index) => CHORES[chore](this.#scene.job(index)))).finally(() => {
      over = true;
    });
    // Folding may pass a look that is finer than what it leaves.
    const steady = looks.filter(({ step }) => step !== "1m" && step !== "5m");
    for (let turn = 0; !over && steady.length > 0; turn++) {
      await this.look(steady[turn % steady.length] as Look);
      // A look at a team without stats asks nothing: the chores would never get on.
      await new Promise((resolve) => setImmediate(resolve));
    }
    throwFirst(await done);
    this.#purged(chores);
  }

  async #crash({ chore, pass }: Command & { do: "crash" }): Promise<void> {
    let passed = 0;
    onFailpoint((name) => {
      passed += 1;
      if (passed === pass) kill(name);
    });
    const [done] = await Promise.allSettled([CHORES[chore](this.#scene.job())]);
    onFailpoint(null);
    if (done.status === "rejected" && !(done.reason instanceof Killed)) throw done.reason;
    if (done.status === "fulfilled" && passed >= pass) throw new Mismatch(`${chore} went on after it was killed`);
    if (done.status === "fulfilled") this.#purged([chore]);
  }

  async #sendAmid({ chore, pass, points }: Command & { do: "send amid" }): Promise<void> {
    const addressed = await this.#address(points);
    let passed = 0;
    let sent: Promise<void> | null = null;
    onFailpoint(() => {
      passed += 1;
      if (passed === pass) sent = this.#scene.flush(addressed.points);
    });
    const done = await Promise.allSettled([CHORES[chore](this.#scene.job())]);
    onFailpoint(null);
    await (sent ?? this.#scene.flush(addressed.points));
    addressed.stored();
    throwFirst(done);
    this.#purged([chore]);
  }

  #purged(chores: Chore[]): void {
    if (chores.includes("purge trash")) this.#reference.purge(this.#scene.now());
  }

  /** @param alone whether nothing else happens meanwhile */
  async #change(change: Change, alone = true): Promise<void> {
    const now = this.#scene.now();
    const reference = this.#reference;
    if (change.do === "zone") {
      await updateTeam(this.#scene.team(change.team).ctx, { zone: change.zone });
      this.#zones[change.team] = change.zone;
      return;
    }
    if (change.do === "retain") return this.#scene.retain(change.stats, change.days);
    const { stat } = change;
    const { ctx } = this.#scene.team(STATS[stat]?.team ?? 0);
    const { id } = this.#scene.stat(stat);
    switch (change.do) {
      case "rename":
        if (!reference.isHere(stat)) return;
        return agrees(() => updateStat(ctx, { id, name: change.name }), reference.rename(stat, change.name, now));
      case "merge": {
        if (!reference.isHere(stat) || !reference.isHere(change.into)) return;
        if (await this.#merge(stat, change.into, change.left && alone)) reference.merge(stat, change.into, now);
        return;
      }
      case "trash":
        if (!reference.isHere(stat)) return;
        await trashStat(ctx, { id });
        return reference.trash(stat, now);
      case "restore":
        if (reference.trashedSince(stat) === null) return;
        return agrees(() => restoreStat(ctx, { id }), reference.restore(stat, now));
      case "delete":
        if (reference.isHere(stat)) {
          await trashStat(ctx, { id });
          reference.trash(stat, now);
        }
        if (reference.trashedSince(stat) !== now) return;
        await deleteStat(ctx, { id });
        return reference.remove(stat);
    }
  }

  /** False when it was refused, as it is to a stat whose minutes have been folded less far. */
  async #merge(stat: number, into: number, left: boolean): Promise<boolean> {
    const { ctx } = this.#scene.team(STATS[stat]?.team ?? 0);
    const [from, to] = [this.#scene.stat(stat), this.#scene.stat(into)];
    if (left) onFailpoint(kill);
    try {
      await mergeStat(ctx, { id: from.id, into: to.id });
      return true;
    } catch (error) {
      const { rowCount } = await this.#scene.store.pool.query(
        "SELECT FROM stat WHERE id = $1 AND minutes_from > 'epoch'",
        [String(from.seriesId)],
      );
      if (error instanceof Refusal && error.code === "unprocessable" && rowCount !== 0) return false;
      throw error;
    } finally {
      if (left) onFailpoint(null);
    }
  }
}

function kill(name: string): never {
  throw new Killed(name);
}

/** Counts are whole doubles; other numbers come to value stats alone. */
function amountOf({ stat, amount }: SentSketch): number {
  return STATS[stat]?.kind === "counter" && Math.abs(amount) > Number.MAX_SAFE_INTEGER ? 7 : amount;
}

/** Does what should be refused, or not, and throws when it went the other way. */
async function agrees(work: () => Promise<unknown>, expected: boolean): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!expected && error instanceof Refusal) return;
    throw error;
  }
  if (!expected) throw new Mismatch("something was done that should have been refused");
}

/** Deadlocks are the chores' own to try again, so they count like any other error. */
function throwFirst(results: PromiseSettledResult<unknown>[]): void {
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

import { sensitivityFor } from "./anomaly";

/** How far the hours of a stat strayed, by week: see UsualOfStat. */
export interface Strays {
  strays: (number | null)[][];
  weeks: number;
}

interface Share {
  sensitivity: number;
  /** How often the stat would have rung in its weeks, had each of them been judged by the others. */
  rings: number;
}

const LEAST = 3;

/**
 * How sensitive the watch of each stat is, so that all of them ring at most so often in a week together. Each has the
 * same share of that. Where hours that are known would have rung n times, weeks that are not are taken to ring once more
 * often: any of them may be the worst. A share that is less than one ring in so many weeks cannot be found in a stat's
 * own past: such a stat has to stray further than ever, and how much further all of them tell together, by how far the
 * worst week of each went beyond its others.
 */
export function shareBudget(stats: Strays[], perWeek: number): Share[] {
  const share = stats.length === 0 ? 0 : perWeek / stats.length;
  const lone = stats.filter(({ weeks }) => share * weeks < 1).map(worstOf);
  const together = Math.floor(lone.reduce((sum, { weeks }) => sum + weeks, 0) * share);
  const further = surpassing(lone, together);
  return stats.map((stat) =>
    share * stat.weeks < 1 ? shareOfLone(worstOf(stat), further) : shareOf(stat, Math.floor(share * stat.weeks)),
  );
}

function shareOf({ strays }: Strays, most: number): Share {
  const { sensitivity, rings } = sensitivityFor(joined(strays), most - 1);
  return { sensitivity, rings: sensitivity > LEAST ? rings + 1 : rings };
}

function shareOfLone(worst: Worst, further: number): Share {
  return { sensitivity: worst.worst * further, rings: ringsBeyond(worst, further) };
}

/** The worst week of a stat beside how far its other weeks went. */
interface Worst {
  weeks: number;
  /** How far it went. */
  worst: number;
  hours: (number | null)[];
  others: number;
}

function worstOf({ strays, weeks }: Strays): Worst {
  const peaks = strays.map((week) => week.reduce<number>((most, each) => Math.max(most, each ?? 0), LEAST));
  const worst = Math.max(LEAST, ...peaks);
  const at = peaks.indexOf(worst);
  const others = Math.max(LEAST, ...peaks.filter((_, i) => i !== at));
  return { weeks, worst, hours: strays[at] ?? [], others };
}

/** How often a stat would have rung in its worst week, had it to surpass its other weeks so many times. */
function ringsBeyond({ hours, others }: Worst, further: number): number {
  const over = hours.map((each) => each !== null && each > others * further);
  return over.filter((is, i) => is && over[i - 1] !== true).length;
}

/** The least by which all of them have to surpass themselves so that they ring at most so often; at least 1. */
function surpassing(stats: Worst[], most: number): number {
  const steps = [1, ...stats.map(({ worst, others }) => worst / others)].sort((a, b) => a - b);
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const rings = stats.reduce((sum, each) => sum + ringsBeyond(each, steps[middle] as number), 0);
    if (rings > most) low = middle + 1;
    else high = middle;
  }
  return steps[low] as number;
}

function joined(strays: (number | null)[][]): (number | null)[] {
  return strays.flatMap((week) => [...week, null]);
}

import type { DemoPoint } from "./weather";

/** What happened, as the API takes it: of one stat by its name, or of all; moments in unix seconds. */
export interface Happening {
  text: string;
  at: number;
  until?: number;
  stat?: string;
}

const DAY = 86_400;
const CITIES = ["Seattle", "New York"] as const;

/** What there is to tell of the weather in these points, oldest first, as of each city's daily figures. */
export function happenings(points: DemoPoint[]): Happening[] {
  return CITIES.flatMap((city) => {
    const of = (what: string) => points.filter(({ stat }) => stat === `${city} ${what}`);
    const [rain, high, low] = [of("rain"), of("high"), of("low")];
    return [
      most(rain, (point) => `Wettest day: ${amount(point)} mm`),
      most(high, (point) => `Hottest day: ${amount(point)} °C`),
      most(low, (point) => `Coldest night: ${amount(point)} °C`, -1),
      drySpell(rain),
    ].filter((each) => each !== null);
  });
}

/** The point with the largest number, or with `sign` -1 the smallest; the first of several. */
function most(points: DemoPoint[], words: (point: DemoPoint) => string, sign: 1 | -1 = 1): Happening | null {
  const [first, ...others] = points;
  if (first === undefined) return null;
  const found = others.reduce((best, each) => (sign * (amount(each) - amount(best)) > 0 ? each : best), first);
  return { text: words(found), at: found.t, stat: found.stat };
}

/** The longest run of days without rain; a run of one is none. */
function drySpell(rain: DemoPoint[]): Happening | null {
  let [best, run] = [[] as DemoPoint[], [] as DemoPoint[]];
  for (const point of rain) {
    run = amount(point) === 0 && (run.at(-1)?.t ?? point.t - DAY) === point.t - DAY ? [...run, point] : [];
    if (run.length > best.length) best = run;
  }
  const [first, last] = [best.at(0), best.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return { text: `${best.length} days without rain`, at: first.t, until: last.t, stat: first.stat };
}

function amount(point: DemoPoint): number {
  return "value" in point ? point.value : point.count;
}

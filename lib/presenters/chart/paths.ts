/** Where a point stands; null is a gap. */
export type PathPoint = readonly [x: number, y: number] | null;

/** A line through the points as the `d` of a path, broken at gaps. A point between two gaps is left to a dot. */
export function linePath(points: readonly PathPoint[]): string {
  return runsOf(points).map(strokeOf).join("");
}

/** The ground between such a line and the height `base`. */
export function areaPath(points: readonly PathPoint[], base: number): string {
  return runsOf(points)
    .map((run) => {
      const [[first], [last]] = [run[0] as readonly [number, number], run.at(-1) as readonly [number, number]];
      return `${strokeOf(run)}L${last},${base}L${first},${base}Z`;
    })
    .join("");
}

type Run = readonly (readonly [number, number])[];

function strokeOf(run: Run): string {
  return run.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x},${y}`).join("");
}

/** The unbroken stretches of two points and more. */
function runsOf(points: readonly PathPoint[]): Run[] {
  const runs: [number, number][][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push([point[0], point[1]]);
  }
  return runs.filter((run) => run.length >= 2);
}

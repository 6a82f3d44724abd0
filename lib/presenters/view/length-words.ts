const UNITS: [seconds: number, one: string, many: string][] = [
  [86_400, "day", "days"],
  [3_600, "hour", "hours"],
  [60, "minute", "minutes"],
  [1, "second", "seconds"],
];

/** How long something lasted, in its two largest units: "3 minutes", "1 hour 5 minutes", "2 days 4 hours". */
export function lengthWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([unit]) => whole >= unit);
  if (first === -1) return "less than a second";
  let rest = first <= 1 ? Math.round(whole / 60) * 60 : whole;
  const said: string[] = [];
  for (const [unit, one, many] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) said.push(`${count} ${count === 1 ? one : many}`);
  }
  return said.join(" ");
}

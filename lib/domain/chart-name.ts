const MOST_NAMES = 3;

/** What a chart is called: its title, or the names of its stats where it has none. */
export function chartName(title: string, names: string[]): string {
  if (title !== "") return title;
  if (names.length === 0) return "Chart without stats";
  const told = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${names.length - 2} more`] : names;
  return new Intl.ListFormat("en-GB").format(told);
}

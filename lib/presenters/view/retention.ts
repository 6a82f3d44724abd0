const USUAL = [30, 90, 365, 730];

/** For how many days minutes may be kept: the usual ones, and what is kept now if it is none of them. */
export function retentionOptions(days: number | null): { value: string; text: string }[] {
  const all = days === null || USUAL.includes(days) ? USUAL : [...USUAL, days].sort((a, b) => a - b);
  return [{ value: "", text: "for ever" }, ...all.map((each) => ({ value: String(each), text: `${each} days` }))];
}

/** How long minutes are kept, in words. */
export function retentionWords(days: number | null): string {
  return days === null ? "for ever" : `${days} days`;
}

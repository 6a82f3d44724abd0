/**
 * Makes of `round` something that many may ask for at once: it never runs twice at a time, and whoever asks while it
 * runs shares the next one with the others, which begins after they asked.
 */
export function shareRounds<T>(round: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  const begin = () => {
    next = null;
    return round();
  };
  return () => {
    if (next === null) {
      next = last.then(begin, begin);
      last = next;
    }
    return next;
  };
}

import type { Answer } from "@/lib/presenters/embed/answer";

/** So many ways of showing one chart are kept; what else is asked for is drawn each time. */
const MOST_OF_A_CHART = 24;

const kept = new WeakMap<object, Map<string, Promise<Answer>>>();

/**
 * The answer that was made of this very data under this key, or a new one: drawn once, however many ask at a time. It
 * goes when its data does, which `readPublicChart` remembers for some seconds.
 */
export function keptAnswer(data: object, key: string, draw: () => Promise<Answer>): Promise<Answer> {
  const answers = kept.get(data) ?? new Map<string, Promise<Answer>>();
  kept.set(data, answers);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = draw();
  if (answers.size >= MOST_OF_A_CHART) return answer;
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

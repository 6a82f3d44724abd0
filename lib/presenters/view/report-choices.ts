import { ordinal, WEEKDAYS } from "./report-words";

interface Choice {
  value: string;
  text: string;
}

export const CADENCE_CHOICES: Choice[] = [
  { value: "daily", text: "Every day" },
  { value: "weekly", text: "Every week" },
  { value: "monthly", text: "Every month" },
];

export const WEEKDAY_CHOICES: Choice[] = WEEKDAYS.map((text, index) => ({ value: String(index + 1), text }));

const LONGEST_MONTH = 31;

export const DAY_CHOICES: Choice[] = [
  ...Array.from({ length: LONGEST_MONTH }, (_, index) => ({
    value: String(index + 1),
    text: `The ${ordinal(index + 1)}`,
  })),
  { value: "last", text: "The last day" },
];

/** `whose` is whose favourites they would be: "My", "ada@example.com’s". */
export function aboutChoices(whose: string): Choice[] {
  return [
    { value: "moved", text: "What moved most" },
    { value: "favourites", text: `${whose} favourites` },
    { value: "tags", text: "Tags" },
    { value: "stats", text: "Chosen stats" },
  ];
}

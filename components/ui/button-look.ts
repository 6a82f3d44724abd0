export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

const SHAPE =
  "inline-flex min-h-10 items-center justify-center gap-2 rounded-small px-4 py-1.5 font-medium whitespace-nowrap transition-colors duration-150 aria-disabled:opacity-60";

const TONES: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink))]",
  plain: "border border-edge bg-card text-ink hover:bg-wash",
  quiet: "text-ink hover:bg-wash",
  danger: "border border-bad bg-card text-bad hover:bg-wash",
};

/** One look for everything that is pressed, whether a button or a link. */
export function buttonLook(tone: ButtonTone = "primary"): string {
  return `${SHAPE} ${TONES[tone]}`;
}

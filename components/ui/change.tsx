import type { ChangeView } from "@/lib/presenters/view/change";

/** Arrow, signed percentage and words: never colour alone, for up is not always good. */
export function Change({ of }: { of: ChangeView | null }) {
  if (of === null) return null;
  return (
    <span title={of.detail} className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <span className="figures font-medium">
        <span aria-hidden="true">{of.arrow} </span>
        {of.percent}
      </span>
      <span className="text-muted">{of.words}</span>
    </span>
  );
}

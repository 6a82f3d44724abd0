import type { Quantity as QuantityView } from "@/lib/presenters/view/quantity";

/** A number with its unit; every digit is one hover away. No data is said, never drawn as zero. */
export function Quantity({ of, className = "" }: { of: QuantityView | null; className?: string }) {
  if (of === null)
    return <span className="text-[length:min(1em,15px)] font-normal tracking-normal text-muted">no data</span>;
  return (
    <span title={of.exact} className={`whitespace-nowrap ${className}`}>
      <span className="figures">{of.short}</span>
      {of.unit !== "" && <span className="text-[0.78em] text-muted">{`\u00a0${of.unit}`}</span>}
    </span>
  );
}

import type { ReactNode } from "react";

interface BesideProps {
  /** Where along the plot, 0 to 1: what it holds stands right of there, or left in the right half. */
  share: number;
  /** CSS pixels from the top. */
  top: number;
  /** CSS pixels away from the place. */
  gap: number;
  children: ReactNode;
}

/** Something that floats at a place of the plot, and gives way where it would leave it. */
export function Beside({ share, top, gap, children }: BesideProps) {
  const left = share > 0.5;
  const away = left ? 1 - share : share;
  return (
    <div className={`absolute inset-x-0 flex ${left ? "flex-row-reverse" : ""}`} style={{ top }}>
      <div className="min-w-0" style={{ flex: `0 1 calc(${away * 100}% + ${gap}px)` }} />
      <div className="max-w-full shrink-0">{children}</div>
    </div>
  );
}

import type { ReactNode } from "react";

/** What was just done, told to those who listen as well. */
export function Notice({ children, className = "mb-6" }: { children: ReactNode; className?: string }) {
  return (
    <p role="status" className={`rounded border border-hairline bg-wash px-4 py-3 wrap-anywhere ${className}`}>
      {children}
    </p>
  );
}

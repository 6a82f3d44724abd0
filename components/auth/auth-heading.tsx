import type { ReactNode } from "react";

/** The top of a page that lets somebody in: what it is, and one sentence of what comes of it. */
export function AuthHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      <p className="mt-2 mb-8 text-muted wrap-anywhere">{children}</p>
    </>
  );
}

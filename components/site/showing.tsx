import type { ReactNode } from "react";

/** A thing the product does: a few words, and the thing itself beside them. */
export function Showing({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-hairline">
      <div className="mx-auto grid w-full max-w-[68rem] items-start gap-x-12 gap-y-5 px-4 py-12 sm:px-6 md:grid-cols-[18rem_minmax(0,1fr)]">
        <div>
          <h2 className="text-title font-semibold tracking-tight">{title}</h2>
          <p className="mt-2 text-muted">{about}</p>
        </div>
        <div className="min-w-0">{children}</div>
      </div>
    </section>
  );
}

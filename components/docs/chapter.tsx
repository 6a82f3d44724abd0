import type { ReactNode } from "react";

/** A chapter of the documentation; its heading can be linked to. */
export function Chapter({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-hairline pt-8 pb-12"
    >
      <h2 id={`${id}-title`} className="text-title font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-3">
      <h3 className="text-lead font-semibold">{title}</h3>
      {children}
    </section>
  );
}

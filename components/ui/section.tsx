import type { ReactNode } from "react";

/** A part of a page: its name and purpose at the side, its matter beside it; one under the other on a phone. */
export function Section({
  title,
  about,
  id,
  children,
}: {
  title: string;
  about?: string;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-label={title}
      className="mt-8 grid gap-x-10 gap-y-4 border-t border-hairline pt-6 md:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <header>
        <h2 className="text-lead font-semibold">{title}</h2>
        {about !== undefined && <p className="mt-1 text-small text-muted">{about}</p>}
      </header>
      <div className="grid gap-6">{children}</div>
    </section>
  );
}

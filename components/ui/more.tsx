import type { ReactNode } from "react";

/** Fields that are seldom used, one click away. It opens without JavaScript. */
export function More({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group/more border-t border-hairline pt-4">
      <summary className="flex min-h-8 items-center gap-2 rounded-small font-medium">
        <span aria-hidden="true" className="text-muted transition-transform duration-150 group-open/more:rotate-90">
          ›
        </span>
        {title}
      </summary>
      <div className="mt-4 grid gap-5">{children}</div>
    </details>
  );
}

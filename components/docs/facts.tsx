import type { ReactNode } from "react";

/** Names and what they mean, as a table that a phone can show too. */
export function Facts({ label, rows }: { label: string; rows: [name: string, meaning: ReactNode][] }) {
  return (
    <dl aria-label={label} className="grid border-t border-hairline sm:grid-cols-[minmax(9rem,auto)_1fr]">
      {rows.map(([name, meaning]) => (
        <div key={name} className="grid gap-x-6 border-b border-hairline py-2 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="font-mono text-small">{name}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

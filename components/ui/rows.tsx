import type { ReactNode } from "react";
import { Link } from "./link";

/** Things to scan: a row each, a card each on a phone. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="border-t border-hairline">
      {children}
    </ul>
  );
}

interface RowProps {
  href: string;
  name: string;
  /** Beneath the name. */
  children: ReactNode;
  /** How it stands: at the right, beneath it all on a phone. */
  side: ReactNode;
}

/** The whole row leads to what it tells of. */
export function Row({ href, name, children, side }: RowProps) {
  return (
    <li className="relative grid gap-x-6 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] md:px-2">
      <div className="min-w-0">
        <Link
          href={href}
          className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
        >
          {name}
        </Link>
        <div className="text-small text-muted wrap-anywhere">{children}</div>
      </div>
      <div className="min-w-0 text-small sm:text-right">{side}</div>
    </li>
  );
}

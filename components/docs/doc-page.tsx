import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

const PAGES = [
  { href: "/docs", title: "Send, read and show" },
  { href: "/docs/alerts", title: "Alerts" },
  { href: "/docs/webhooks", title: "Webhooks" },
  { href: "/docs/reports", title: "Reports" },
  { href: "/docs/charts", title: "All charts" },
];

const ENTRY = "inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline";

interface DocPageProps {
  /** The path of this page. */
  at: string;
  title: string;
  chapters: { id: string; title: string }[];
  children: ReactNode;
}

/** A page of the documentation: its chapters, and the ways to the others. */
export function DocPage({ at, title, chapters, children }: DocPageProps) {
  return (
    <div className="mx-auto grid w-full max-w-[68rem] gap-x-12 px-4 py-10 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <nav aria-label="Chapters" className="mb-8 self-start lg:sticky lg:top-8">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 lg:grid">
          {chapters.map(({ id, title: chapter }) => (
            <li key={id}>
              <a href={`#${id}`} className={ENTRY}>
                {chapter}
              </a>
            </li>
          ))}
        </ul>
        <ul className="mt-4 flex flex-wrap gap-x-4 gap-y-1 border-t border-hairline pt-4 lg:grid">
          {PAGES.filter(({ href }) => href !== at).map(({ href, title: page }) => (
            <li key={href}>
              <Link href={href} className={ENTRY}>
                {page}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        <h1 className="pb-8 text-hero font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
    </div>
  );
}

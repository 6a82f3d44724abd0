"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import type { SettingsTab } from "@/lib/presenters/view/settings-tabs";

/** Where else in the settings to go. On a phone the row scrolls by itself, and the page does not. */
export function SettingsTabs({ tabs }: { tabs: SettingsTab[] }) {
  const path = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab to bring into sight
  useEffect(() => {
    const row = current.current?.parentElement?.parentElement;
    if (current.current && row) row.scrollLeft = current.current.offsetLeft - row.clientWidth / 3;
  }, [path]);
  return (
    <nav aria-label="Settings" className="mt-4 border-b border-hairline">
      <ul className="relative -mb-px flex overflow-x-auto overflow-y-hidden [scrollbar-width:none]">
        {tabs.map(({ href, text }) => {
          const here = path === href;
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                ref={here ? current : undefined}
                aria-current={here ? "page" : undefined}
                className="inline-flex min-h-11 items-center border-b-2 border-transparent px-2 font-medium sm:px-3 text-muted -outline-offset-2 transition-colors duration-150 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
              >
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

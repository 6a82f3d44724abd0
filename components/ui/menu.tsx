"use client";

import { ChevronDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * A button that shows what else there is. It opens and closes before JavaScript; with it, also when somebody presses
 * Escape, goes elsewhere on the page, or to another page.
 */
export function Menu({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the sign that something was chosen
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [path]);
  useEffect(() => {
    const leave = (event: Event) => {
      const { current } = menu;
      if (current?.open && !current.contains(event.target as Node)) current.open = false;
    };
    const closeByEscape = ({ key }: KeyboardEvent) => {
      const { current } = menu;
      if (key !== "Escape" || !current?.open) return;
      const held = current.contains(document.activeElement);
      current.open = false;
      if (held) current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, []);
  return (
    <details ref={menu} className="group relative min-w-0">
      <summary
        aria-label={label}
        title={text}
        className="inline-flex min-h-9 w-full items-center gap-1 rounded-small px-2 text-ink transition-colors duration-150 hover:bg-wash sm:px-3"
      >
        <span className="max-w-44 truncate">{text}</span>
        <ChevronDown
          size={15}
          aria-hidden="true"
          className="shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
        />
      </summary>
      <div className="absolute right-0 z-20 mt-1 w-[min(18rem,calc(100vw-2rem))] rounded border border-hairline bg-card p-1.5 shadow-float">
        {children}
      </div>
    </details>
  );
}

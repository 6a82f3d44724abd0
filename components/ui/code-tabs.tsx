"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Snippet } from "@/lib/presenters/view/snippets";
import { CopyButton } from "./copy-button";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** One call in several languages; arrow keys move between the tabs. */
export function CodeTabs({ snippets, label }: { snippets: Snippet[]; label: string }) {
  const id = useId();
  const [at, setAt] = useState(0);
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const go = (to: number) => {
    const next = (to + snippets.length) % snippets.length;
    setAt(next);
    tabs.current[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) go(at + step);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(snippets.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="overflow-hidden rounded border border-hairline bg-card">
      <div
        role="tablist"
        aria-label={label}
        className="flex flex-wrap border-b border-hairline px-2"
        onKeyDown={onKeyDown}
      >
        {snippets.map(({ language }, index) => (
          <button
            key={language}
            ref={(element) => {
              tabs.current[index] = element;
            }}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === at}
            aria-controls={`${id}-panel-${index}`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => setAt(index)}
            className="-mb-px min-h-10 border-b-2 border-transparent px-3 text-small font-medium text-muted transition-colors duration-150 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
          >
            {language}
          </button>
        ))}
      </div>
      {snippets.map(({ language, code }, index) => (
        <div
          key={language}
          role="tabpanel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={index !== at}
          className="flex items-start gap-3 p-2 pl-4 [&[hidden]]:hidden"
        >
          <pre className="min-w-0 flex-1 py-1.5 font-mono text-small wrap-anywhere whitespace-pre-wrap">
            <code>{code}</code>
          </pre>
          <CopyButton text={code} />
        </div>
      ))}
    </div>
  );
}

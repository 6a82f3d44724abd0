"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

/** Copies `text`; also where the browser only gives the clipboard to secure pages. */
export function CopyButton({ text, what }: { text: string; what?: string }) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "failed">("none");
  useEffect(() => {
    if (outcome === "none") return;
    const timer = setTimeout(() => setOutcome("none"), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const Icon = outcome === "copied" ? Check : Copy;
  return (
    <>
      <button
        type="button"
        aria-label={what === undefined ? "Copy" : `Copy ${what}`}
        onClick={async () => setOutcome((await copy(text)) ? "copied" : "failed")}
        className="inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-small border border-edge bg-card px-2.5 text-small font-medium text-ink transition-colors duration-150 hover:bg-wash"
      >
        <Icon size={14} aria-hidden="true" className={outcome === "copied" ? "text-good" : undefined} />
        <span aria-hidden="true">{outcome === "copied" ? "Copied" : "Copy"}</span>
      </button>
      <span role="status" className="sr-only">
        {outcome === "copied" && "Copied"}
        {outcome === "failed" && "Could not copy: select the text and press Ctrl+C"}
      </span>
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
  }
}

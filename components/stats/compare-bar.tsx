"use client";

import { useEffect, useState } from "react";
import { buttonLook } from "@/components/ui/button-look";

const MOST = 8;

/** Once something is ticked the bar stays in sight, however long the list; on a phone it would cover the cards. */
const FLOATING = "sm:sticky sm:top-2 sm:z-20 -m-2 rounded bg-card p-2 shadow-float";

interface CompareBarProps {
  /** The ids of stats that were chosen before and are not in the list. */
  before: string[];
}

/** The form that the list's tick boxes belong to; says how many are chosen and how many a chart can hold. */
export function CompareBar({ before }: CompareBarProps) {
  const [ticked, setTicked] = useState(0);
  const chosen = before.length + ticked;
  useEffect(() => {
    const count = () => setTicked(document.querySelectorAll("input[form=compare]:checked").length);
    count();
    document.addEventListener("change", count);
    return () => document.removeEventListener("change", count);
  }, []);
  const tooMany = chosen > MOST;
  return (
    <form
      id="compare"
      action="/compare"
      onSubmit={(event) => {
        if (tooMany || chosen === 0) event.preventDefault();
      }}
      className={`flex flex-wrap items-center gap-3 ${chosen > 0 ? FLOATING : ""}`}
    >
      {before.map((id) => (
        <input key={id} type="hidden" name="stats" value={id} />
      ))}
      <button type="submit" aria-disabled={tooMany || chosen === 0} className={buttonLook("plain")}>
        Compare{chosen > 0 ? ` ${chosen}` : ""}
      </button>
      <p role="status" className="text-small text-muted">
        {tooMany ? `A chart holds up to ${MOST} stats: take ${chosen - MOST} away.` : ""}
        {chosen === 0 ? "Tick stats to see them in one chart." : ""}
        {chosen > 0 && ticked === 0 ? "Tick stats to add them to the chart." : ""}
      </p>
    </form>
  );
}

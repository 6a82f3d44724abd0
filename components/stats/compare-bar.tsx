"use client";

import { useEffect, useState } from "react";
import { buttonLook } from "@/components/ui/button-look";

const MOST = 8;

/** Once something is ticked the bar stays in sight, however long the list; on a phone it would cover the cards. */
const FLOATING = "sm:sticky sm:top-2 sm:z-20 -m-2 rounded bg-card p-2 shadow-float";

/** The form that the list's tick boxes belong to; says how many are chosen and how many a chart can hold. */
export function CompareBar() {
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    const count = () => setChosen(document.querySelectorAll("input[form=compare]:checked").length);
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
      <button type="submit" aria-disabled={tooMany || chosen === 0} className={buttonLook("plain")}>
        Compare{chosen > 0 ? ` ${chosen}` : ""}
      </button>
      <p role="status" className="text-small text-muted">
        {tooMany ? `A chart holds up to ${MOST} stats: take ${chosen - MOST} away.` : ""}
        {chosen === 0 ? "Tick stats to see them in one chart." : ""}
      </p>
    </form>
  );
}

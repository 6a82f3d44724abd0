"use client";

import { Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useSent } from "@/components/ui/action-form";
import { MAX_SERIES } from "@/lib/domain/series";
import type { CardStat } from "@/lib/presenters/view/card-form";

const PAUSE_MS = 180;
const FOUND = 8;

interface StatPickerProps {
  chosen: CardStat[];
  offered: CardStat[];
  /** What they are for, and how many it holds. */
  holder?: { name: string; most: number; axes: boolean };
}

const CARD = { name: "A card", most: MAX_SERIES, axes: true };

/**
 * Which stats a card shows. Before JavaScript it is a list to tick; with it also a search over all stats of the team.
 * Sends `stat-ID` for each that is chosen, and `axis-ID`.
 */
export function StatPicker({ chosen: before, offered, holder = CARD }: StatPickerProps) {
  const [chosen, setChosen] = useState(before);
  const { q, setQ, found } = useSearch(offered);
  const fault = useSent().faults.stats;
  const id = useId();
  const full = chosen.length >= holder.most;
  const box = useRef<HTMLFieldSetElement>(null);
  // What was ticked or taken out is gone from under the keys: they go on with what stands in its place.
  const next = useRef<number | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    const ticks = box.current?.querySelectorAll<HTMLElement>("input[type=checkbox]:enabled") ?? [];
    (ticks[next.current] ?? box.current?.querySelector<HTMLElement>("input[type=search]"))?.focus();
    next.current = null;
  });
  const others = found.filter((each) => chosen.every((one) => one.id !== each.id)).slice(0, FOUND);
  return (
    <fieldset
      ref={box}
      aria-describedby={fault === undefined ? undefined : `${id}-fault`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2"
    >
      <legend className="mb-1.5 font-medium">Stats</legend>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="text-small font-medium text-bad">
          Choose at least one stat.
        </p>
      )}
      {chosen.length > 0 && (
        <ul aria-label="Chosen stats" className="border-t border-hairline">
          {chosen.map((stat) => (
            <Chosen
              key={stat.id}
              stat={stat}
              several={holder.axes && chosen.length > 1}
              drop={() => {
                next.current = Number.POSITIVE_INFINITY;
                setChosen(chosen.filter((each) => each.id !== stat.id));
              }}
            />
          ))}
        </ul>
      )}
      <div className="relative">
        <Search size={17} aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          type="search"
          aria-label="Search stats to add"
          placeholder="Search stats to add"
          value={q}
          autoComplete="off"
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
          className="min-h-10 w-full rounded-small border border-edge bg-card pr-3 pl-10"
        />
      </div>
      <ul aria-label="Stats to add" className="border-t border-hairline">
        {others.map((stat, index) => (
          <li key={stat.id} className="border-b border-hairline">
            <label className="flex min-h-10 items-center gap-3 hover:bg-wash">
              <input
                type="checkbox"
                name={`stat-${stat.id}`}
                value="1"
                checked={false}
                disabled={full}
                onChange={() => {
                  next.current = index;
                  setChosen([...chosen, stat]);
                }}
                className="size-5"
              />
              <Name of={stat} />
            </label>
          </li>
        ))}
        {others.length === 0 && <li className="py-2 text-muted">{q === "" ? "No other stats." : "Nothing found."}</li>}
      </ul>
      <p aria-live="polite" className="sr-only">
        {chosen.length === 1 ? "One stat chosen" : `${chosen.length} stats chosen`}
      </p>
      {full && (
        <p className="text-small text-muted">
          {holder.name} holds up to {holder.most} stats.
        </p>
      )}
    </fieldset>
  );
}

function Chosen({ stat, several, drop }: { stat: CardStat; several: boolean; drop: () => void }) {
  return (
    <li className="flex min-h-11 items-center gap-3 border-b border-hairline">
      <input type="hidden" name={`stat-${stat.id}`} value="1" />
      <Name of={stat} />
      {several && (
        <select
          name={`axis-${stat.id}`}
          aria-label={`Axis of ${stat.name}`}
          defaultValue={stat.axis}
          className="min-h-8 shrink-0 rounded-small border border-edge bg-card px-2 text-small"
        >
          <option value="left">Left axis</option>
          <option value="right">Right axis</option>
        </select>
      )}
      <button
        type="button"
        aria-label={`Take ${stat.name} out`}
        title="Take it out"
        onClick={drop}
        className="grid size-8 shrink-0 place-items-center rounded-small text-muted hover:bg-wash hover:text-ink"
      >
        <X size={16} aria-hidden="true" />
      </button>
    </li>
  );
}

function Name({ of }: { of: CardStat }) {
  return (
    <span className="mr-auto min-w-0 truncate" title={of.name}>
      {of.name}
      {of.sharedBy !== null && <span className="text-small text-muted"> · shared by {of.sharedBy}</span>}
    </span>
  );
}

/** The stats whose names hold what was typed; those that were offered while nothing is. */
function useSearch(offered: CardStat[]) {
  const [q, setQ] = useState("");
  const [found, setFound] = useState<CardStat[]>([]);
  const asked = useRef("");
  const wanted = q.trim();
  useEffect(() => {
    asked.current = wanted;
    if (wanted === "") return;
    const timer = setTimeout(async () => {
      const both = await Promise.all([ask(wanted, false), ask(wanted, true)]);
      if (asked.current === wanted) setFound(both.flat());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return { q, setQ, found: wanted === "" ? offered : found };
}

async function ask(q: string, shared: boolean): Promise<CardStat[]> {
  try {
    const response = await fetch(`/api/v1/stats?${new URLSearchParams({ q, shared: String(shared), limit: "16" })}`);
    if (!response.ok) return [];
    const { data } = (await response.json()) as { data: { id: string; name: string; shared_by: string | null }[] };
    return data.map(({ id, name, shared_by: sharedBy }) => ({ id, name, sharedBy, axis: "left" }));
  } catch {
    return [];
  }
}

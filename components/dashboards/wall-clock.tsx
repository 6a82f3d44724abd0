"use client";

import { useEffect, useState } from "react";

/** The time in the team's zone, to the minute, and the day. */
export function WallClock({ zone, now }: { zone: string; now: number }) {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    // The browser's clock may be wrong: it counts on from the server's.
    const start = performance.now();
    const timer = setInterval(() => setMoment(now + performance.now() - start), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  const say = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone }).format(moment);
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={zone}
      suppressHydrationWarning
      className="flex shrink-0 items-baseline gap-3"
    >
      <span className="text-muted max-sm:hidden">{say({ weekday: "short", day: "numeric", month: "short" })}</span>
      <span className="figures text-hero leading-none font-medium">
        {say({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}
      </span>
    </time>
  );
}

"use client";

import { useEffect, useState } from "react";
import { agoWords } from "@/lib/presenters/view/ago";
import type { MomentView } from "@/lib/presenters/view/moment";

const TICK_MS = 5_000;

/** "3 minutes ago", kept true while the page is open; the full time and zone are one hover away. */
export function TimeAgo({ at }: { at: MomentView }) {
  const [words, setWords] = useState(at.ago);
  useEffect(() => {
    const start = performance.now();
    const tell = () => setWords(agoWords(at.secondsAgo + (performance.now() - start) / 1000));
    tell();
    const timer = setInterval(tell, TICK_MS);
    return () => clearInterval(timer);
  }, [at.secondsAgo]);
  return (
    <time dateTime={at.iso} title={at.full}>
      {words}
    </time>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const AT_MOST_EVERY_MS = 1_000;
const TRY_AGAIN_MS = 5_000;
const QUIET_POLL_MS = 60_000;

interface LiveProps {
  /** Only changes of these stats matter; all of the team's without it. */
  only?: string[];
  /** How often to look by oneself while the stream is down. */
  pollSeconds?: number;
}

/**
 * Keeps a page true: renders it anew on the server when one of its numbers changed, at most once a second, and
 * now and then by itself for what a stream cannot tell. Rests while nobody looks.
 */
export function Live({ only, pollSeconds = 20 }: LiveProps) {
  const stream = useLive(only?.join(",") ?? null, pollSeconds * 1_000);
  const connected = stream === "open";
  return (
    <span
      data-live={connected ? "on" : "off"}
      className={`inline-flex items-center gap-2 text-small text-muted ${stream === "unknown" ? "invisible" : ""}`}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${connected ? "bg-good" : "bg-edge"} motion-safe:animate-[breathe_2.4s_ease-in-out_infinite]`}
      />
      {connected || stream === "unknown" ? "Live" : "Reconnecting…"}
    </span>
  );
}

/** Refreshes the route on changes; tells how the stream is, once that is known. */
function useLive(only: string | null, pollMs: number): "unknown" | "open" | "lost" {
  const router = useRouter();
  const [stream, setStream] = useState<"unknown" | "open" | "lost">("unknown");
  useEffect(() => {
    const wanted = only === null ? null : new Set(only.split(","));
    let source: EventSource | undefined;
    let due: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const refresh = () => {
      due = undefined;
      last = Date.now();
      router.refresh();
    };
    const soon = () => {
      due ??= setTimeout(refresh, Math.max(0, last + AT_MOST_EVERY_MS - Date.now()));
    };
    const open = () => {
      close();
      source = new EventSource("/live");
      source.onopen = () => setStream("open");
      source.onerror = () => {
        setStream("lost");
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, TRY_AGAIN_MS);
      };
      source.addEventListener("change", ({ data }) => {
        if (concerns(data, wanted)) soon();
      });
    };
    const close = () => {
      clearTimeout(again);
      source?.close();
    };
    const look = () => {
      if (document.hidden) return close();
      open();
    };
    open();
    const poll = setInterval(() => {
      const wait = source?.readyState === EventSource.OPEN ? QUIET_POLL_MS : pollMs;
      if (!document.hidden && Date.now() - last >= wait) soon();
    }, pollMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearInterval(poll);
      clearTimeout(due);
      close();
    };
  }, [only, pollMs, router]);
  return stream;
}

function concerns(data: string, wanted: Set<string> | null): boolean {
  if (wanted === null) return true;
  try {
    const { stats, all } = JSON.parse(data) as { stats?: unknown; all?: unknown };
    return all === true || (Array.isArray(stats) && stats.some((id) => wanted.has(id)));
  } catch {
    return true;
  }
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page anew every so often while somebody looks at it; for pages without a stream of their own. */
export function Refresh({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everySeconds * 1_000);
    return () => clearInterval(timer);
  }, [everySeconds, router]);
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden="true"
        className="size-2 rounded-full bg-good motion-safe:animate-[breathe_2.4s_ease-in-out_infinite]"
      />
      Live
    </span>
  );
}

import type { Metadata } from "next";
import { shownOrigin } from "@/app/origin";
import { Annotations, Graphs } from "@/components/docs/graphs";
import { Keys } from "@/components/docs/keys";
import { Errors, Limits } from "@/components/docs/limits";
import { Read } from "@/components/docs/read";
import { Send } from "@/components/docs/send";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";

export const metadata: Metadata = {
  title: "Docs",
  description: "How to send numbers to Statnest, read them back, and show them.",
};

const CHAPTERS = [
  { id: "send", title: "Send a number" },
  { id: "read", title: "Read numbers back" },
  { id: "graphs", title: "Show a graph anywhere" },
  { id: "annotations", title: "Mark what happened" },
  { id: "keys", title: "Keys" },
  { id: "limits", title: "Limits" },
  { id: "errors", title: "Errors" },
];

export default async function DocsPage() {
  const origin = await shownOrigin();
  const { STATNEST_LIMIT_STATS, STATNEST_LIMIT_NEW_STATS_PER_MINUTE, STATNEST_LIMIT_POINTS_PER_SECOND } = env();
  return (
    <div className="mx-auto grid w-full max-w-[68rem] gap-x-12 px-4 py-10 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <nav aria-label="Chapters" className="mb-8 self-start lg:sticky lg:top-8">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 lg:grid">
          {CHAPTERS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline">
                {title}
              </a>
            </li>
          ))}
          <li>
            <Link
              href="/docs/charts"
              className="inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline"
            >
              All charts
            </Link>
          </li>
        </ul>
      </nav>
      <div className="min-w-0">
        <h1 className="pb-8 text-hero font-semibold tracking-tight">Send, read and show</h1>
        <Send origin={origin} />
        <Read origin={origin} />
        <Graphs origin={origin} />
        <Annotations origin={origin} />
        <Keys origin={origin} />
        <Limits
          stats={STATNEST_LIMIT_STATS}
          newStatsPerMinute={STATNEST_LIMIT_NEW_STATS_PER_MINUTE}
          pointsPerSecond={STATNEST_LIMIT_POINTS_PER_SECOND}
        />
        <Errors />
      </div>
    </div>
  );
}

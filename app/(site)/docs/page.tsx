import type { Metadata } from "next";
import { shownOrigin } from "@/app/origin";
import { DocPage } from "@/components/docs/doc-page";
import { Annotations, Graphs } from "@/components/docs/graphs";
import { Keys } from "@/components/docs/keys";
import { Errors, Limits } from "@/components/docs/limits";
import { Read } from "@/components/docs/read";
import { Send } from "@/components/docs/send";
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
    <DocPage at="/docs" title="Send, read and show" chapters={CHAPTERS}>
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
    </DocPage>
  );
}

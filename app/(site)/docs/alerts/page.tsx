import type { Metadata } from "next";
import { shownOrigin } from "@/app/origin";
import { ALERT_CHAPTERS, Alerts } from "@/components/docs/alerts";
import { DocPage } from "@/components/docs/doc-page";

export const metadata: Metadata = {
  title: "Alerts",
  description: "What rings at Statnest, when, whom it is told, and how to quiet it.",
};

export default async function AlertDocsPage() {
  return (
    <DocPage at="/docs/alerts" title="Alerts" chapters={ALERT_CHAPTERS}>
      <Alerts origin={await shownOrigin()} />
    </DocPage>
  );
}

import type { Metadata } from "next";
import { shownOrigin } from "@/app/origin";
import { DocPage } from "@/components/docs/doc-page";
import { REPORT_CHAPTERS, Reports } from "@/components/docs/reports";

export const metadata: Metadata = {
  title: "Reports",
  description: "What a report of Statnest tells, when it comes, how it is ended, and how to run one from a scheduler.",
};

export default async function ReportDocsPage() {
  return (
    <DocPage at="/docs/reports" title="Reports" chapters={REPORT_CHAPTERS}>
      <Reports origin={await shownOrigin()} />
    </DocPage>
  );
}

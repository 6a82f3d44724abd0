import type { Metadata } from "next";
import { shownOrigin } from "@/app/origin";
import { DocPage } from "@/components/docs/doc-page";
import { WEBHOOK_CHAPTERS, Webhooks } from "@/components/docs/webhooks";

export const metadata: Metadata = {
  title: "Webhooks",
  description: "What other systems are told of alerts: bodies, signatures, retries, Slack and PagerDuty.",
};

export default async function WebhookDocsPage() {
  return (
    <DocPage at="/docs/webhooks" title="Webhooks" chapters={WEBHOOK_CHAPTERS}>
      <Webhooks origin={await shownOrigin()} />
    </DocPage>
  );
}

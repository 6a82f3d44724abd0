import type { Metadata } from "next";
import { headers } from "next/headers";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { MailTwins } from "@/components/mail/mail-twins";
import { Link } from "@/components/ui/link";
import { getReport } from "@/lib/interactors/reports/get-report";
import { previewReport } from "@/lib/interactors/reports/preview-report";
import { mailTwins } from "@/lib/presenters/view/kept-mail";

interface PreviewProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PreviewProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/reports/${encodeURIComponent(id)}/preview`);
  return { title: `Preview of ${(await orNotFound(getReport(ctx, { id }))).name}` };
}

export default async function PreviewPage({ params }: PreviewProps) {
  const { id } = await params;
  const here = `/reports/${encodeURIComponent(id)}`;
  const ctx = await signedIn(`${here}/preview`);
  const [{ name }, mail] = await Promise.all([
    orNotFound(getReport(ctx, { id })),
    orNotFound(previewReport(ctx, { id })),
  ]);
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <>
      <p className="mb-2 text-small">
        <Link
          href={here}
          className="inline-flex min-h-6 items-center text-muted wrap-anywhere hover:text-ink hover:underline"
        >
          ← {name}
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">
        <span className="sr-only">Subject: </span>
        {mail.subject}
      </h1>
      <p className="mt-1 mb-6 max-w-prose text-muted">
        The mail as it would be sent now, of the last whole day, week or month. Each reader’s own has a link that ends
        it for them.
      </p>
      <MailTwins of={mailTwins(mail, nonce)} />
    </>
  );
}

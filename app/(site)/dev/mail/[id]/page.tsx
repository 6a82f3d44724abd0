import type { Metadata } from "next";
import { headers } from "next/headers";
import { kept } from "@/app/(site)/dev/mail/kept";
import { KeptMail } from "@/components/mail/kept-mail";
import { getKeptMail } from "@/lib/interactors/mails/kept-mails";
import { keptMailView } from "@/lib/presenters/view/kept-mail";

interface KeptMailProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: KeptMailProps): Promise<Metadata> {
  const { id } = await params;
  const { found } = await kept((ctx, host) => getKeptMail(ctx, { host, id }));
  return { title: found.subject, robots: { index: false, follow: false } };
}

export default async function KeptMailPage({ params }: KeptMailProps) {
  const { id } = await params;
  const { ctx, found } = await kept((asking, host) => getKeptMail(asking, { host, id }));
  const nonce = (await headers()).get("x-nonce") ?? "";
  return <KeptMail mail={keptMailView(found, ctx.clock.now(), nonce)} />;
}

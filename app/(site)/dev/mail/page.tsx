import type { Metadata } from "next";
import { KeptMails } from "@/components/mail/kept-mails";
import { listKeptMails } from "@/lib/interactors/mails/kept-mails";
import { keptMailRow } from "@/lib/presenters/view/kept-mail";
import { kept } from "./kept";

export async function generateMetadata(): Promise<Metadata> {
  await kept((ctx, host) => listKeptMails(ctx, { host }));
  return { title: "Mail", robots: { index: false, follow: false } };
}

/** What would have been mailed, for a person who tries Statnest on their own machine. */
export default async function KeptMailsPage() {
  const { ctx, found } = await kept((asking, host) => listKeptMails(asking, { host }));
  return <KeptMails rows={found.map((mail) => keptMailRow(mail, ctx.clock.now()))} />;
}

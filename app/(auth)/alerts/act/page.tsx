import type { Metadata } from "next";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { LinkGone } from "@/components/auth/link-gone";
import { ActOnAlert } from "@/components/mail/act-on-alert";
import { pageContext } from "@/lib/auth/context";
import { Refusal } from "@/lib/errors";
import { type LinkedAlert, readActLink } from "@/lib/interactors/alerts/act-by-link";
import { actOnAlertView } from "@/lib/presenters/view/act-on-alert";
import { actOnAlertAction } from "./actions";

export const metadata: Metadata = { title: "Alert", ...SECRET_PAGE };

/** What the links in an alert's mail open. Opening it changes nothing: scanners of mail open links before their readers do. */
export default async function ActOnAlertPage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const found = typeof token === "string" ? await linked(token) : null;
  if (typeof token !== "string" || found === null) {
    return (
      <LinkGone
        refusal="It has expired, or was not copied in full. Nothing has changed."
        href="/alerts"
        another="Go to your alerts"
      />
    );
  }
  return <ActOnAlert view={actOnAlertView(found)} token={token} act={actOnAlertAction} />;
}

async function linked(token: string): Promise<LinkedAlert | null> {
  try {
    return await readActLink(await pageContext(), { token });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

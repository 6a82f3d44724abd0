import type { Metadata } from "next";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { LinkGone } from "@/components/auth/link-gone";
import { Unsubscribe } from "@/components/mail/unsubscribe";
import { pageContext } from "@/lib/auth/context";
import { Refusal } from "@/lib/errors";
import { findSubscription, type Subscription } from "@/lib/interactors/reports/unsubscribe";
import { resubscribeAction, unsubscribeAction } from "./actions";

export const metadata: Metadata = { title: "Unsubscribe", ...SECRET_PAGE };

/** What the link in a report's mail opens. Opening it ends nothing: scanners of mail open links before their readers do. */
export default async function UnsubscribePage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const found = typeof token === "string" ? await subscription(token) : null;
  if (typeof token !== "string" || found === null) {
    const refusal = "It was not copied in full, or the report is gone. Nothing has changed.";
    return <LinkGone refusal={refusal} href="/" another="What Statnest is" />;
  }
  const actions = { unsubscribe: unsubscribeAction, resubscribe: resubscribeAction };
  return <Unsubscribe {...found} {...actions} token={token} />;
}

async function subscription(token: string): Promise<Subscription | null> {
  try {
    return await findSubscription(await pageContext(), { token });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

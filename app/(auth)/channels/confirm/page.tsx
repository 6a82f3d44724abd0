import type { Metadata } from "next";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { LinkGone } from "@/components/auth/link-gone";
import { ConfirmChannel } from "@/components/mail/confirm-channel";
import { pageContext } from "@/lib/auth/context";
import { Refusal } from "@/lib/errors";
import { type Confirmation, findConfirmation } from "@/lib/interactors/channels/confirm-channel";
import { confirmChannelAction } from "./actions";

export const metadata: Metadata = { title: "Alerts by mail", ...SECRET_PAGE };

/** Where somebody outside a team agrees to be mailed its alerts. Opening it is no consent. */
export default async function ConfirmChannelPage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const asked = typeof token === "string" ? await confirmation(token) : null;
  if (typeof token !== "string" || asked === null) {
    const refusal = "It has expired, was not copied in full, or the alerts go elsewhere by now. Nothing has changed.";
    return <LinkGone refusal={refusal} href="/" another="What Statnest is" />;
  }
  return <ConfirmChannel {...asked} token={token} confirm={confirmChannelAction} />;
}

async function confirmation(token: string): Promise<Confirmation | null> {
  try {
    return await findConfirmation(await pageContext(), { token });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

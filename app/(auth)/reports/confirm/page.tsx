import type { Metadata } from "next";
import { SECRET_PAGE } from "@/app/(auth)/mailed-link";
import type { QueryProps } from "@/app/page-props";
import { LinkGone } from "@/components/auth/link-gone";
import { ConfirmReport } from "@/components/mail/confirm-report";
import { pageContext } from "@/lib/auth/context";
import { Refusal } from "@/lib/errors";
import { type Agreement, findAgreement } from "@/lib/interactors/reports/confirm-recipient";
import { confirmRecipientAction } from "./actions";

export const metadata: Metadata = { title: "A report by mail", ...SECRET_PAGE };

/** Where somebody outside a team agrees to be mailed its report. Opening it is no consent. */
export default async function ConfirmReportPage({ searchParams }: QueryProps) {
  const { token } = await searchParams;
  const asked = typeof token === "string" ? await agreement(token) : null;
  if (typeof token !== "string" || asked === null) {
    const refusal = "It has expired, was not copied in full, or the report goes elsewhere by now. Nothing has changed.";
    return <LinkGone refusal={refusal} href="/" another="What Statnest is" />;
  }
  return <ConfirmReport {...asked} token={token} confirm={confirmRecipientAction} />;
}

async function agreement(token: string): Promise<Agreement | null> {
  try {
    return await findAgreement(await pageContext(), { token });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

import type { ReactNode } from "react";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { currentActor } from "@/lib/auth/session";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const { kind } = await currentActor();
  return (
    <>
      <SiteHeader signedIn={kind === "user"} />
      <main id="main">{children}</main>
      <SiteFooter />
    </>
  );
}

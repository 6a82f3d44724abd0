import type { ReactNode } from "react";
import { HeaderMenu } from "@/app/header-menu";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { currentActor } from "@/lib/auth/session";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const { kind } = await currentActor();
  const signedIn = kind === "user" || kind === "person";
  return (
    <>
      <SiteHeader signedIn={signedIn} menu={signedIn && <HeaderMenu />} />
      <main id="main">{children}</main>
      <SiteFooter />
    </>
  );
}

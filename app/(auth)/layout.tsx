import type { ReactNode } from "react";
import { HeaderMenu } from "@/app/header-menu";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { currentActor } from "@/lib/auth/session";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const signedIn = (await currentActor()).kind !== "anonymous";
  return (
    <>
      <SiteHeader signedIn={signedIn} menu={signedIn && <HeaderMenu />} />
      <main id="main" className="mx-auto w-full max-w-[26rem] px-4 py-12 sm:py-16">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}

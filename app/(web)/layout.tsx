import type { ReactNode } from "react";
import { HeaderMenu } from "@/app/header-menu";
import { RingingCount } from "@/app/ringing-count";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { SilentAddress } from "./silent-address";
import { UnprovedAddress } from "./unproved-address";

export default function WebLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader signedIn menu={<HeaderMenu />} ringing={<RingingCount />} />
      <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-8 sm:px-6 sm:py-10">
        <UnprovedAddress />
        <SilentAddress />
        {children}
      </main>
      <SiteFooter />
    </>
  );
}

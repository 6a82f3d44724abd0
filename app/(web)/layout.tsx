import type { ReactNode } from "react";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";

export default function WebLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader signedIn />
      <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-8 sm:px-6 sm:py-10">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}

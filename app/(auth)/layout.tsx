import type { ReactNode } from "react";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader signedIn={false} />
      <main id="main" className="mx-auto w-full max-w-[26rem] px-4 py-12 sm:py-16">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}

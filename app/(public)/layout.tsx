import type { ReactNode } from "react";
import { PublicFooter } from "@/components/embeds/public-footer";

/** Of pages that anybody may see: nothing here knows whether somebody is signed in. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-8 sm:px-6 sm:py-12">
        {children}
      </main>
      <PublicFooter />
    </>
  );
}

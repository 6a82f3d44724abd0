import type { Metadata } from "next";
import { NotHere } from "@/components/ui/not-here";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";

export const metadata: Metadata = { title: "Not found" };

/** Next sends this along with every page, public ones too, so it must not know who is signed in. */
export default function NotFoundPage() {
  return (
    <>
      <SiteHeader signedIn={false} />
      <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
        <NotHere />
      </main>
      <SiteFooter />
    </>
  );
}

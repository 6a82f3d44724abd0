import type { Metadata } from "next";
import { NotHere } from "@/components/ui/not-here";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader } from "@/components/ui/site-header";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFoundPage() {
  const { kind } = await currentActor();
  return (
    <>
      <SiteHeader signedIn={kind === "user"} />
      <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
        <NotHere />
      </main>
      <SiteFooter />
    </>
  );
}

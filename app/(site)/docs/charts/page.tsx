import type { Metadata } from "next";
import { Gallery } from "@/components/docs/gallery";
import { Link } from "@/components/ui/link";
import { galleryView } from "@/lib/presenters/view/gallery";

export const metadata: Metadata = { title: "Charts", description: "Every kind of chart that Statnest draws." };

export default function ChartsPage() {
  return (
    <div className="mx-auto w-full max-w-[82rem] px-4 py-10 sm:px-6">
      <h1 className="text-hero font-semibold tracking-tight">Charts</h1>
      <p className="max-w-[44rem] pt-3 pb-8 text-lead text-muted">
        Everything a chart can be, in both themes and three sizes, as it stands in a README or a mail. The numbers are
        invented. How to put one anywhere is in the{" "}
        <Link href="/docs" className="prose-link">
          docs
        </Link>
        .
      </p>
      <Gallery exhibits={galleryView()} />
    </div>
  );
}

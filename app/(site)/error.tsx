"use client";

import { type Failure, PageFailed } from "@/components/ui/page-failed";

export default function SiteError(failure: Failure) {
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 sm:px-6">
      <PageFailed {...failure} />
    </div>
  );
}

"use client";

import { type Failure, PageFailed } from "@/components/ui/page-failed";

/** For what failed around a page, such as its frame: nothing else is on the screen then. */
export default function FrameError(failure: Failure) {
  return (
    <main id="main" className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
      <PageFailed {...failure} />
    </main>
  );
}

"use client";

import "./globals.css";
import type { Failure } from "@/components/ui/page-failed";
import FrameError from "./error";

/** The last resort, when even the frame around the pages failed. */
export default function GlobalError(failure: Failure) {
  return (
    <html lang="en">
      <body>
        <FrameError {...failure} />
      </body>
    </html>
  );
}

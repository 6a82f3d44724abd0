"use client";

import { useEffect } from "react";
import { buttonLook } from "./button-look";

export interface Failure {
  error: Error & { digest?: string };
  retry: () => void;
}

/** What is shown in place of a page that failed: what happened, what was kept, what to do. */
export function PageFailed({ error, retry }: Failure) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <div className="py-10">
      <title>Something went wrong · Statnest</title>
      <h1 className="text-title font-semibold tracking-tight">Something went wrong on our side</h1>
      <p className="mt-2 max-w-prose text-muted">
        This page could not be made. No number was lost: taking numbers goes on while pages rest.
      </p>
      {error.digest !== undefined && (
        <p className="mt-2 text-small text-muted">
          For whoever runs this server: <code className="font-mono">{error.digest}</code>
        </p>
      )}
      <p className="mt-6 flex flex-wrap gap-3">
        <button type="button" onClick={() => retry()} className={buttonLook("primary")}>
          Try again
        </button>
        <a href="/" className={buttonLook("plain")}>
          Front page
        </a>
      </p>
    </div>
  );
}

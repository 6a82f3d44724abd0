import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";

/** One sentence, one live chart, one line to copy. */
export function Hero({ line, signedIn, children }: { line: string; signedIn: boolean; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 pt-12 pb-16 sm:px-6 sm:pt-20">
      <h1 className="max-w-[22ch] text-[32px] leading-[1.1] font-semibold tracking-tight sm:text-hero">
        Send a number with one line of code, get a graph.
      </h1>
      <div className="mt-8 sm:mt-10">{children}</div>
      <div className="mt-8 flex flex-wrap items-center gap-4">
        <CopyLine text={line} label="Send a number" className="min-w-0 flex-[1_1_26rem]" />
        <Link href={signedIn ? "/stats" : "/signup"} className={buttonLook("primary")}>
          {signedIn ? "Go to your stats" : "Get your key"}
        </Link>
      </div>
    </div>
  );
}

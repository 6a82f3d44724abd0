import type { Answered } from "@/lib/delivery/webhook/post-safely";
import type { Reach } from "@/lib/delivery/webhook/reach";

/** What came of telling somebody something. A `problem` is for people of the team, and says nothing secret. */
export interface Told {
  /** Taken; not now; never as it is; never again, whatever it is. */
  outcome: "accepted" | "later" | "refused" | "gone";
  /** The HTTP status; null when there was no answer. */
  status: number | null;
  problem: string;
  /** How long the receiver asked to be left alone. */
  retryAfterSeconds?: number;
}

/** What a way out is handed beside the target and what there is to tell. */
export interface Telling {
  now: Date;
  /** The instance's address without a slash at its end. */
  site: string;
  reach: Reach;
}

/** A call as most receivers mean it: any 2xx is taken, 410 is the end, everything else is tried again. */
export function toldBy(answered: Answered): Told {
  if ("problem" in answered) return { outcome: "later", status: null, problem: answered.problem };
  const { status, retryAfterSeconds } = answered;
  if (status >= 200 && status < 300) return { outcome: "accepted", status, problem: "" };
  const wish = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  if (status === 410) return { outcome: "gone", status, problem: "it answers 410: nobody wants this any more" };
  const moved = status >= 300 && status < 400 ? ", which leads elsewhere and is not followed" : "";
  return { outcome: "later", status, problem: `it answers ${status}${moved}`, ...wish };
}

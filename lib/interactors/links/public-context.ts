import type { Context } from "@/lib/context";

/** What it takes to read what is public: nobody asks who is asking. */
export type PublicContext = Pick<Context, "store" | "clock">;

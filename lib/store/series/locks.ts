/** Shared by whoever changes minutes (`rollup_enter()`), taken alone while the past is closed. */
export const PAST_LOCK = "hashtextextended('statnest rollup', 0)";

/** Held by whoever writes derived rows, one transaction at a time. */
export const JOB_LOCK = "hashtextextended('statnest rollup job', 0)";

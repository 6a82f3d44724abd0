import type { Reach } from "./reach";
import { ClosedAddress, checkUrl, findAddresses, hostOf } from "./target-url";

const PATIENCE_MS = 5_000;
const NO_SUCH_HOST = ["ENOTFOUND", "ENODATA"];

/**
 * Why a URL may not be kept as somewhere to call, in words that go after its name; null when it may. A name that nobody
 * can look up at the moment may: each call checks again where it leads.
 */
export async function findUrlProblem(text: string, reach: Reach): Promise<string | null> {
  const checked = checkUrl(text, reach);
  if ("problem" in checked) return checked.problem;
  try {
    await withinPatience(findAddresses(hostOf(checked.url), reach));
    return null;
  } catch (error) {
    if (error instanceof ClosedAddress) return error.message;
    const isKnown = error instanceof Error && "code" in error && NO_SUCH_HOST.includes(String(error.code));
    return isKnown ? "names a host that does not exist" : null;
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

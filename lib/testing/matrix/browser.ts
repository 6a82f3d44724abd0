import { Refusal } from "@/lib/errors";

/**
 * The request that pages and server actions are asked in: what the test's stand-ins for next/headers read and write.
 * What became a form's message is kept here, since the form shows words and not the code.
 */
export const browser = {
  headers: new Headers(),
  jar: new Map<string, string>(),
  set: new Map<string, string>(),
  refusal: undefined as Refusal | undefined,
  fault: undefined as unknown,
  /** Notes what a form is about to be told of. */
  refused(error: unknown): void {
    if (error instanceof Refusal) browser.refusal = error;
    else browser.fault = error;
  },
};

/** Begins a request with these headers. */
export function browse(headers: Record<string, string>): void {
  browser.headers = new Headers(headers);
  const pairs = (headers.cookie ?? "").split("; ").map((pair) => pair.split("=", 2) as [string, string]);
  browser.jar = new Map(pairs.filter(([name]) => name !== ""));
  browser.set = new Map();
  browser.refusal = undefined;
  browser.fault = undefined;
}

export const nextHeaders = {
  headers: async () => browser.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = browser.jar.get(name);
      return value === undefined ? undefined : { name, value };
    },
    has: (name: string) => browser.jar.has(name),
    set: (name: string, value: string) => browser.set.set(name, value),
    delete: (name: string) => browser.set.set(name, ""),
  }),
};

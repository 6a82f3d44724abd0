import type { BrowserContext } from "playwright/test";

type Policy = Map<string, string[]>;

/** A content security policy as its directives; of one that is there twice the first counts, as for a browser. */
export function parsePolicy(text: string): Policy {
  const policy: Policy = new Map();
  for (const directive of text.split(";")) {
    const [name = "", ...sources] = directive.trim().split(/\s+/);
    if (name !== "" && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
  }
  return policy;
}

/** 128 bits in base64. */
const LEAST_NONCE = 22;

/** What is weak about a page's policy, as Google's evaluator would call it high; none when a script of somebody else's cannot run. */
export function weaknessesOf(text: string): string[] {
  const policy = parsePolicy(text);
  const scripts = policy.get("script-src") ?? policy.get("default-src") ?? [];
  const nonces = scripts.flatMap((source) => /^'nonce-(.+)'$/.exec(source)?.[1] ?? []);
  const isStrict = nonces.length > 0 && scripts.includes("'strict-dynamic'");
  const open = scripts.filter((source) => /^(\*|https?:|data:|blob:|'unsafe-|[^':]+\*)/i.test(source));
  return [
    ...(policy.has("default-src") ? [] : ["no default-src"]),
    ...(isStrict || scripts.join() === "'none'" ? [] : ["scripts by where they come from"]),
    ...open.map((source) => `script-src ${source}`),
    ...nonces.filter((nonce) => nonce.length < LEAST_NONCE).map((nonce) => `a short nonce ${nonce}`),
    ...["object-src", "base-uri", "frame-ancestors"]
      .filter((name) => policy.get(name)?.join() !== "'none'")
      .map((name) => `${name} is not 'none'`),
    ...(["'self'", "'none'"].includes(policy.get("form-action")?.join() ?? "") ? [] : ["forms may be sent anywhere"]),
  ];
}

/** The nonce that a policy lets scripts run by; null when it has none. */
export function nonceOf(text: string | null): string | null {
  return /'nonce-([^']+)'/.exec(text ?? "")?.[1] ?? null;
}

/** Scripts of a page that do not carry its nonce. */
export function strangeScripts(html: string, nonce: string | null): string[] {
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  return tags.filter((tag) => nonce === null || !tag.includes(`nonce="${nonce}"`));
}

const VIOLATION = "policy violation:";

/**
 * Collects from now on what browsers refuse because of a page's policy, in every page and frame, and each call of
 * `canary` that a script makes. Both lists go on growing.
 */
export async function watchPolicy(context: BrowserContext, canary: string) {
  const violations: string[] = [];
  const calls: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    if (text.startsWith(VIOLATION) || /content security policy/i.test(text)) violations.push(text);
    if (text.startsWith(`${canary} ran`)) calls.push(text);
  });
  context.on("dialog", (dialog) => {
    calls.push(`a dialog at ${dialog.page()?.url()}`);
    void dialog.dismiss();
  });
  await context.addInitScript(
    ([prefix, name]) => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) =>
        console.error(prefix, violatedDirective, blockedURI, sample, sourceFile, "at", location.href),
      );
      Object.defineProperty(window, name, { value: () => console.error(`${name} ran at`, location.href) });
    },
    [VIOLATION, canary] as const,
  );
  return { violations, calls };
}

import { findUrlProblem } from "@/lib/delivery/webhook/find-url-problem";
import { sharedReach } from "@/lib/delivery/webhook/reach";
import { newSigningSecret } from "@/lib/delivery/webhook/signature";
import { parseEmail } from "@/lib/domain/account";
import type { ChannelKind, ChannelTarget, WebhookShape } from "@/lib/domain/channel";
import { invalid } from "@/lib/interactors/parse";

const SHOWN_OF_KEY = 4;

/**
 * Where a channel leads, of what somebody typed. A webhook has the secrets of the one before it, or a fresh one. Throws
 * `invalid` for no address, for a URL that may not be called, and for what is no routing key.
 */
export async function targetOf(
  kind: ChannelKind,
  typed: string,
  { shape, before }: { shape?: WebhookShape; before?: ChannelTarget },
): Promise<ChannelTarget> {
  if (shape !== undefined && kind !== "webhook") throw wrong("shape", "is of webhooks only");
  const text = typed.trim();
  switch (kind) {
    case "email": {
      const address = parseEmail(text);
      if (address === null) throw wrong("target", "is not an email address");
      return { kind, address };
    }
    case "pagerduty": {
      if (!/^[0-9a-zA-Z]{32}$/.test(text)) throw wrong("target", "is no routing key: 32 letters and digits");
      return { kind, routingKey: text };
    }
    case "slack":
      return { kind, url: await checkedUrl(text) };
    case "webhook": {
      const url = await checkedUrl(text);
      if (before?.kind === "webhook") return { ...before, url, shape: shape ?? before.shape };
      return { kind, url, secrets: [newSigningSecret()], shape: shape ?? "standard" };
    }
  }
}

/** What may be seen of a target: an address whole, of a URL its host, of a key its end. */
export function shownOf(target: ChannelTarget): string {
  switch (target.kind) {
    case "email":
      return target.address;
    case "pagerduty":
      return `…${target.routingKey.slice(-SHOWN_OF_KEY)}`;
    default:
      return new URL(target.url).host;
  }
}

/** As it is kept: written in full, and nothing in it that is not sent. */
async function checkedUrl(text: string): Promise<string> {
  const problem = await findUrlProblem(text, sharedReach());
  if (problem !== null) throw wrong("target", problem);
  const url = new URL(text);
  url.hash = "";
  return url.href;
}

function wrong(field: string, detail: string) {
  return invalid([{ pointer: `#/${field}`, detail }]);
}

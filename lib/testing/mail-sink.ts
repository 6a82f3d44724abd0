import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface SunkMail {
  id: string;
  key: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** As they came over the wire; `content` is base64. */
  attachments?: { filename: string; content: string; content_type: string; content_id: string }[];
}

/**
 * What becomes of a request: a status instead of an answer, silence, or an answer that is lost after the mail was
 * taken; null is as it should be.
 */
export type Trouble = null | 401 | 422 | 429 | 500 | "silence" | "lost answer";

export interface MailSink {
  url: string;
  /** What would have reached its readers, in the order it came. */
  mails: SunkMail[];
  /** How many requests there were, good or bad. */
  requests: number;
  /** Decides on each request before it is looked at. */
  trouble: (mail: SunkMail) => Trouble | Promise<Trouble>;
  /** What a refusal says. */
  says: (mail: SunkMail) => string;
  /** The moment that keys are remembered by. */
  now: () => number;
  lastTo(address: string): SunkMail;
  reset(): void;
  close(): Promise<void>;
}

const KEYS_LIVE_MS = 24 * 3_600_000;

/** A local server that takes mails as Resend's `POST /emails` does, and remembers idempotency keys for 24 hours. */
export async function openMailSink(): Promise<MailSink> {
  const known = new Map<string, { body: string; id: string; at: number }>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sink: MailSink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: [],
    requests: 0,
    trouble: () => null,
    says: () => "no",
    now: Date.now,
    lastTo(address) {
      const mail = sink.mails.findLast(({ to }) => to === address);
      if (mail === undefined) throw new Error(`no mail to ${address}`);
      return mail;
    },
    reset() {
      known.clear();
      Object.assign(sink, { mails: [], requests: 0, trouble: () => null, says: () => "no", now: Date.now });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    sink.requests += 1;
    if (request.method !== "POST" || request.url !== "/emails") return refuse(response, 404, "not_found", "");
    const key = String(request.headers["idempotency-key"] ?? randomUUID());
    const mail: SunkMail = { ...JSON.parse(body), id: randomUUID(), key };
    const trouble = await sink.trouble(mail);
    if (trouble === "silence") return;
    if (trouble !== null && trouble !== "lost answer")
      return refuse(response, trouble, NAMES[trouble], sink.says(mail));
    const before = known.get(key);
    const isKnown = before !== undefined && sink.now() - before.at < KEYS_LIVE_MS;
    if (isKnown && before.body !== body) return refuse(response, 409, "invalid_idempotent_request", "");
    const id = isKnown ? before.id : mail.id;
    if (!isKnown) {
      known.set(key, { body, id, at: sink.now() });
      sink.mails.push(mail);
    }
    if (trouble === "lost answer") return void response.destroy();
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ id }));
  }
  return sink;
}

const NAMES = {
  401: "invalid_api_key",
  422: "validation_error",
  429: "rate_limit_exceeded",
  500: "internal_server_error",
};

function refuse(response: ServerResponse, statusCode: number, name: string, message: string): void {
  const headers = { "Content-Type": "application/json", ...(statusCode === 429 ? { "Retry-After": "2" } : {}) };
  response.writeHead(statusCode, headers).end(JSON.stringify({ statusCode, name, message }));
}

/** The address of the one thing to do in a mail, as somebody without HTML finds it. */
export function linkIn({ text }: { text: string }): URL {
  const [, link] = /(https?:\/\/\S+token=\S+)/.exec(text) ?? [];
  if (link === undefined) throw new Error(`no link with a token in: ${text}`);
  return new URL(link);
}

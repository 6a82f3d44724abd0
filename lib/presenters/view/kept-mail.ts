import { type MomentView, momentView } from "./moment";

interface Kept {
  id: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  keptAt: Date;
  attachments?: { contentId: string; contentType: string; content: string }[];
}

/** A mail that was kept instead of sent, in the list. */
export interface KeptMailRow {
  href: string;
  to: string;
  subject: string;
  kept: MomentView;
}

/** A mail as both kinds of mail programs show it. */
export interface MailTwins {
  subject: string;
  /** A document whose links lead out of the frame it is shown in. */
  document: string;
  /** The twin for programs without HTML, cut at its links; `href` is null between them. */
  text: { part: string; href: string | null; at: number }[];
}

/** The same, opened. */
export interface KeptMailView extends KeptMailRow, MailTwins {
  from: string;
}

export function keptMailRow({ id, to, subject, keptAt }: Kept, now: Date): KeptMailRow {
  return { href: `/dev/mail/${id}`, to, subject, kept: momentView(keptAt, now, "UTC") };
}

export function keptMailView(mail: Kept, now: Date, nonce: string): KeptMailView {
  const html = mail.html.replace(/src="cid:([^"]*)"/g, (_, id: string) => `src="${pictureOf(mail, id)}"`);
  return { ...keptMailRow(mail, now), from: mail.from, ...mailTwins({ ...mail, html }, nonce) };
}

/** A mail with its pictures in it. The frame has the policy of the page around it: `nonce` lets the mail's own style in. */
export function mailTwins(
  { subject, html, text: plain }: { subject: string; html: string; text: string },
  nonce: string,
): MailTwins {
  const document = html
    .replaceAll('target="_blank"', 'target="_top"')
    .replace("<style>", () => `<style nonce="${nonce}">`);
  let at = 0;
  const text = plain.split(/(https?:\/\/\S+)/).map((part, i) => {
    const piece = { part, href: i % 2 === 1 ? part : null, at };
    at += part.length;
    return piece;
  });
  return { subject, document, text };
}

/** A picture that came along, as an address that holds all of it: the page's policy lets no other in. */
function pictureOf({ attachments = [] }: Kept, id: string): string {
  const found = attachments.find(({ contentId }) => contentId === id);
  const isPicture = found !== undefined && /^image\/(png|jpeg)$/.test(found.contentType);
  return isPicture ? `data:${found.contentType};base64,${Buffer.from(found.content, "base64").toString("base64")}` : "";
}

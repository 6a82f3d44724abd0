import { type RenderedLetter, renderLetter } from "@/lib/delivery/mail/post-letter";
import type { ReportLinks, WrittenMail } from "@/lib/domain/letter";
import type { ReportContent } from "@/lib/domain/report";

interface About {
  /** The address of the product, without a slash at its end. */
  site: string;
  links: ReportLinks;
}

/** A report as it is mailed: in HTML and in text, with its pictures. The same report is the same to the last byte. */
export async function renderReport(content: ReportContent, { site, links }: About): Promise<RenderedLetter> {
  const letter = { kind: "report" as const, content, ...links };
  return renderLetter({ letter, to: "", at: new Date(content.period.to * 1_000), site });
}

/** The very mail, for a browser: its pictures are in its HTML, which asks for nothing. */
export async function renderReportPage(content: ReportContent, about: About): Promise<WrittenMail> {
  const { attachments = [], ...mail } = await renderReport(content, about);
  const html = mail.html.replace(/src="cid:([^"]*)"/g, (_, id: string) => {
    const found = attachments.find(({ contentId }) => contentId === id);
    return `src="${found === undefined ? "" : `data:${found.contentType};base64,${found.content}`}"`;
  });
  return { ...mail, html };
}

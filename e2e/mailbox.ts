import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "playwright/test";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** What the server mailed to an address so far, oldest first: without a way out it keeps mails in its data folder. */
async function mailsTo(email: string): Promise<Mail[]> {
  const folder = join(process.env.STATNEST_DATA ?? "", "mail");
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).sort();
  const mails = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
  return mails.filter((mail: Mail) => mail.to === email);
}

/** The path that the link of the newest mail to an address leads to, once such a mail is there. */
export async function mailedPath(email: string, page: string): Promise<string> {
  let path = "";
  await expect(async () => {
    const links = (await mailsTo(email)).flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? []);
    const found = links.map((link) => new URL(link)).findLast(({ pathname }) => pathname === page);
    expect(found, `a link to ${page} for ${email}`).toBeDefined();
    path = `${found?.pathname}${found?.search}`;
  }).toPass({ timeout: 20_000 });
  return path;
}

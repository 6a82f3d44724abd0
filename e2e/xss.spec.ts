import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserContext, expect, type Page, test } from "playwright/test";
import { PICTURE_STYLE } from "@/lib/presenters/chart/picture";
import { EMBED_STYLE } from "@/lib/presenters/embed/style";
import type { Store } from "@/lib/store/engine/store";
import { CANARY, PAYLOADS } from "@/lib/testing/payloads";
import { signUp, stranger } from "./cast";
import { openPlot, type Planted, plant } from "./planted";
import { watchPolicy } from "./policy";

test.describe.configure({ timeout: 240_000 });
// A trace writes styles into the frames that it draws, against their policies.
test.use({ trace: "off" });

const TABS = 3;
/** As many as a chart takes. */
const TOGETHER = 8;

let plot: Awaited<ReturnType<typeof openPlot>>;
let context: BrowserContext;
let watched: Awaited<ReturnType<typeof watchPolicy>>;
let teamId: string;
let planted: Planted[];

test.beforeAll(async ({ browser }) => {
  plot = await openPlot();
  context = await browser.newContext();
  watched = await watchPolicy(context, CANARY);
  await context.addInitScript(giveEyes);
  const person = stranger();
  const page = await context.newPage();
  await signUp(page, person);
  await page.close();
  ({ teamId, planted } = await plant(plot.store, person.email, PAYLOADS));
  await queueMails(plot.store, person.email);
});

test.afterAll(async () => {
  await context.close();
  await plot.close();
});

test.afterEach(() => {
  expect(watched.calls).toEqual([]);
  expect(watched.violations).toEqual([]);
});

/** Pages on which all of them stand at once. */
const TOGETHER_ON = [
  ...["/stats", "/stats?q=__xss", "/stats?trash=1", "/dashboards", "/annotations", "/compare"],
  ...["/settings", "/settings/audit", "/settings/public", "/settings/keys", "/settings/shared", "/settings/people"],
  ...["/welcome", "/dev/mail", "/teams/new"],
];

/** Where one of them stands. */
function pagesOf({ stat, dashboard, comparison, links, tokens }: Planted): string[] {
  return [
    ...[`/stats/${stat}`, `/stats/${stat}/merge`, `/stats/${stat}/destroy`, `/compare?stats=${stat}`],
    ...[`/compare?chart=${comparison}`, `/dashboards/${dashboard}`, `/dashboards/${dashboard}/wall`],
    ...[`/embeds/${links.embed}`, `/embeds/${links.embed}/edit`, `/embeds/new?stats=${stat}`],
    ...[`/s/${tokens.stat}`, `/s/${tokens.dashboard}`],
  ];
}

test("none of the texts runs on the pages that list them", async () => {
  const page = await context.newPage();
  for (const path of TOGETHER_ON) await look(page, path);
  const ids = planted.map(({ stat }) => stat);
  for (let at = 0; at < ids.length; at += TOGETHER) {
    await look(page, `/compare?stats=${ids.slice(at, at + TOGETHER).join(",")}`);
  }
  await page.goto("/stats");
  for (const text of PAYLOADS.slice(0, TOGETHER)) {
    await page.goto(`/stats?q=${encodeURIComponent(text)}`);
    await expect(page.getByRole("list", { name: "Stats" })).toContainText(text.trim());
  }
});

test("none of them runs on a page of its own, as the team's name too", async () => {
  await inTabs(planted, async (page, one) => {
    await plot.store.prisma.team.update({ where: { id: teamId }, data: { name: one.text } });
    await look(page, `/stats/${one.stat}`);
    const cursor = page.getByRole("application").first();
    if ((await cursor.count()) > 0) {
      await cursor.focus();
      await page.keyboard.press("End");
    }
    await look(page, `/s/${one.tokens.stat}`);
  });
});

test("on every other page each is text in the document and nothing else", async () => {
  const faults: string[] = [];
  await inTabs(planted, async (page, one) => {
    await page.goto("/goodbye");
    for (const path of pagesOf(one)) faults.push(...(await strangeParts(page, path)));
  });
  expect(faults).toEqual([]);
});

test("none of them runs in an embed, a picture or a script on a page of another site", async () => {
  const frames = planted.map(({ tokens }) =>
    [
      `<iframe src="${process.env.BASE_URL}/embed/${tokens.embed}"></iframe>`,
      `<iframe src="${process.env.BASE_URL}/embed/${tokens.embed}.svg"></iframe>`,
      `<object data="${process.env.BASE_URL}/embed/${tokens.embed}.svg"></object><embed src="${process.env.BASE_URL}/badge/${tokens.embed}.svg">`,
      `<img src="${process.env.BASE_URL}/embed/${tokens.embed}.svg" alt=""><img src="${process.env.BASE_URL}/badge/${tokens.embed}.svg" alt="">`,
    ].join(""),
  );
  const classics = planted.map(({ stat }, i) =>
    [
      `<div id="classic${i}"></div>`,
      `<script>StatHatEmbed.render({s1: "${stat}", w: 400, h: 120, into: "#classic${i}"})</script>`,
    ].join(""),
  );
  const head = `<!doctype html><meta charset="utf-8"><title>A blog</title><script src="${process.env.BASE_URL}/javascripts/embed.js"></script>`;
  const site = createServer((request, response) => {
    const body = request.url === "/classic" ? classics : frames;
    response.writeHead(200, { "Content-Type": "text/html" }).end(head + body.join("\n"));
  });
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
  const page = await context.newPage();
  try {
    for (const path of ["/", "/classic"]) {
      await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`, { waitUntil: "load" });
      await page.waitForTimeout(500);
    }
    await expect(page.locator('[id^="classic"] div > svg:visible')).toHaveCount(PAYLOADS.length);
  } finally {
    site.close();
  }
});

test("drawings are drawings, data is data, and neither is taken for a page", async () => {
  const page = await context.newPage();
  await page.goto("/goodbye");
  const faults: string[] = [];
  for (const { stat, tokens, text } of planted) {
    const kinds: Record<string, string> = {
      [`/embed/${tokens.embed}`]: "text/html",
      [`/embed/${tokens.embed}.svg`]: "image/svg+xml",
      [`/embed/${tokens.embed}.png`]: "image/png",
      [`/embed/${tokens.embed}.json`]: "application/json",
      [`/embed/${tokens.embed}.csv`]: "text/csv",
      [`/badge/${tokens.embed}.svg`]: "image/svg+xml",
      [`/badge/${tokens.embed}.json`]: "application/json",
      [`/oembed?url=${encodeURIComponent(`${process.env.BASE_URL}/embed/${tokens.embed}`)}`]: "application/json",
      [`/oembed?format=xml&url=${encodeURIComponent(`${process.env.BASE_URL}/embed/${tokens.embed}`)}`]: "text/xml",
      [`/s/${tokens.stat}/data.csv`]: "text/csv",
      [`/s/${tokens.stat}/oembed.json`]: "application/json",
      [`/api/v1/stats/${stat}/series?format=svg`]: "image/svg+xml",
      [`/api/v1/stats/${stat}/series?format=csv`]: "text/csv",
      [`/api/v1/stats/${stat}`]: "application/json",
      [`/api/v1/stats?q=${encodeURIComponent(text)}`]: "application/json",
      [`/api/v1/stats/${encodeURIComponent(text)}`]: "application/problem+json",
      [`/api/v1/stats?sort=${encodeURIComponent(text)}`]: "application/problem+json",
    };
    faults.push(...(await page.evaluate(faultsOfFiles, { kinds, styles: [EMBED_STYLE, PICTURE_STYLE] })));
  }
  expect(faults).toEqual([]);
});

test("a mail that tells of them is shown as its text", async () => {
  const page = await context.newPage();
  await expect(async () => {
    await page.goto("/dev/mail");
    expect(await page.getByRole("main").getByRole("link").count()).toBeGreaterThanOrEqual(PAYLOADS.length);
  }).toPass({ timeout: 60_000 });
  const mails = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const path of mails.filter((each) => /^\/dev\/mail\/./.test(each)).slice(0, PAYLOADS.length)) {
    await page.goto(path, { waitUntil: "load" });
  }
});

/** Opens a page and fails if it is not there or holds anything that a text has made. */
async function look(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path, { waitUntil: "load" });
  expect(answer?.status(), path).toBe(200);
  expect(await strangeNow(page), path).toEqual([]);
}

function strangeNow(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Looking).strangeIn(document));
}

/** The same of a page that is read and not opened: its document is made, and nothing in it may run. */
async function strangeParts(page: Page, path: string): Promise<string[]> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    if (answer.status !== 200) return [`${address} is ${answer.status}`];
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    return (window as unknown as Looking).strangeIn(made).map((each) => `${address}: ${each}`);
  }, path);
}

interface Looking {
  strangeIn: (made: Document) => string[];
}

/** Gives every page a function that tells what is in a document of ours that no text should have made. */
function giveEyes(): void {
  const strangeIn = (made: Document) =>
    [...made.querySelectorAll("*")]
      .filter((element) => {
        const runs = [...element.attributes].some(
          ({ name, value }) =>
            name.startsWith("on") ||
            (/^(xlink:)?href$|^(src|action|formaction|data)$/.test(name) && /^\s*(javascript|data:text)/i.test(value)),
        );
        const isOurs =
          element instanceof HTMLScriptElement && (element.nonce || element.src.includes("/_next/static/"));
        const isScript = /^script$/i.test(element.tagName) && !isOurs;
        const isPlain = !/^(object|embed|base|foreignobject|animate|set|math|video|audio|source|body|iframe)$/i.test(
          element.tagName,
        );
        const isFrame = element.matches("iframe[src], iframe[srcdoc][sandbox]");
        return runs || isScript || element.matches('img[src="x"]') || !(isPlain || isFrame || element === made.body);
      })
      .map((element) => element.outerHTML.slice(0, 200));
  Object.defineProperty(window, "strangeIn", { value: strangeIn });
}

/** What is wrong with files, by address, that should be of these types; asked for by a page, which makes documents of them. */
async function faultsOfFiles({
  kinds,
  styles,
}: {
  kinds: Record<string, string>;
  /** What is ours in them, and against the policy of the page that asks. */
  styles: string[];
}): Promise<string[]> {
  const faults: string[] = [];
  for (const [address, type] of Object.entries(kinds)) {
    const answer = await fetch(address);
    const said = answer.headers.get("content-type") ?? "";
    const text = styles.reduce((rest, style) => rest.replace(`<style>${style}</style>`, ""), await answer.text());
    const isRight = answer.status === 200 || type === "application/problem+json";
    if (!isRight || !said.startsWith(type)) faults.push(`${address} is ${answer.status} ${said}`);
    if (answer.headers.get("x-content-type-options") !== "nosniff") faults.push(`${address} may be sniffed`);
    if (type.includes("json")) JSON.parse(text);
    if (type.includes("xml") || type.includes("html")) {
      const made = new DOMParser().parseFromString(text, type as DOMParserSupportedType);
      const broken = made.querySelector("parsererror");
      if (broken !== null) faults.push(`${address}: ${broken.textContent}`);
      const strange = [...made.querySelectorAll("*")].filter(
        (element) =>
          [...element.attributes].some(
            ({ name, value }) =>
              /^on/.test(name) || (/^(xlink:)?href$|^(src|action|data)$/.test(name) && /^\s*javascript:/i.test(value)),
          ) || /^(script|foreignobject|animate|set|iframe|object|embed|image|use)$/i.test(element.tagName),
      );
      // An embed page has one script, which its policy knows by its hash.
      const own = type === "text/html" ? made.querySelectorAll("script").length : 0;
      if (own > 1 || strange.length > own) faults.push(`${address}: ${strange.map(({ outerHTML }) => outerHTML)}`);
    }
  }
  return faults;
}

async function inTabs<T>(all: T[], work: (page: Page, one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: TABS }, async () => {
      const page = await context.newPage();
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(page, one);
      await page.close();
    }),
  );
}

/** Tells of keys that were called so, once for each text: the worker sends them, to where mails are kept. */
async function queueMails(store: Store, recipient: string): Promise<void> {
  // Only a proved address is told of keys.
  const { id: userId } = await store.prisma.user.update({
    where: { id: (await store.prisma.user.findFirstOrThrow({ where: { email: recipient } })).id },
    data: { verifiedEmail: recipient },
  });
  for (const text of PAYLOADS) {
    const content = { team: text, name: text, keyKind: "read", by: text };
    await store.prisma.mail.create({ data: { kind: "key_made", recipient, userId, content, nextAt: new Date() } });
  }
}

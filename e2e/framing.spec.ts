import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "playwright/test";
import { readPages, readRouteAddresses } from "@/lib/testing/matrix/inventory";
import { signUp, stranger } from "./cast";
import { openPlot, type Planted, plant } from "./planted";

test.describe.configure({ timeout: 120_000 });
// A trace writes styles into the frames that it draws, against their policies.
test.use({ trace: "off" });

/** A site of somebody else's: another port of the same host, so that even the session's cookie goes along. */
let site: Server;
let host: string;
/** What the site's only page holds. */
let body = "";

test.beforeAll(async () => {
  site = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(body));
  await new Promise<void>((ready) => site.listen(0, "127.0.0.1", ready));
  host = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
test.afterAll(() => site.close());

async function withNumbers(page: Page): Promise<Planted> {
  const person = stranger();
  await signUp(page, person);
  const plot = await openPlot();
  try {
    const [one] = (await plant(plot.store, person.email, ["signups"])).planted;
    if (one === undefined) throw new Error("nothing was planted");
    return one;
  } finally {
    await plot.close();
  }
}

/** Every address but downloads and streams, which no frame shows; brackets hold what the address is about. */
function addresses({ stat, dashboard, links, tokens }: Planted): string[] {
  const idOf = (path: string) => {
    if (path.startsWith("/dashboards")) return dashboard;
    if (path.startsWith("/embeds")) return links.embed;
    return path.startsWith("/s/") ? tokens.stat : stat;
  };
  const all = [...readPages().map(({ path }) => path), ...readRouteAddresses()];
  const own = all.filter((path) => !/^\/(embed|badge)\/|\/(live|export|oembed)$|\.(csv|png)$|\/csv/.test(path));
  return [
    ...new Set(own.map((path) => path.replace(/\[+(?:\.\.\.)?\w+\]+/g, idOf(path)))),
    `/s/${tokens.dashboard}`,
    ...["/nowhere", "/healthz", "/icon.svg", "/robots.txt", "/javascripts/embed.js", "/picture-light.png"],
  ].sort();
}

/** What became of each address in a frame of the other site. */
async function framed(page: Page, paths: string[], attributes = ""): Promise<Map<string, "shown" | "blocked">> {
  const frame = (path: string, i: number) =>
    `<iframe name="frame${i}" ${attributes} src="${process.env.BASE_URL}${path}" width="600" height="240"></iframe>`;
  body = `<!doctype html><title>A blog</title>${paths.map(frame).join("\n")}`;
  await page.goto(host, { waitUntil: "load" });
  return new Map(
    paths.map((path, i) => {
      const url = page.frame({ name: `frame${i}` })?.url() ?? "";
      return [path, url.startsWith(process.env.BASE_URL ?? "") ? "shown" : "blocked"];
    }),
  );
}

test("no page of another site can frame anything but an embed, signed in or not", async ({ page, context }) => {
  const planted = await withNumbers(page);
  const paths = addresses(planted);
  expect(paths.length).toBeGreaterThan(40);
  for (const who of ["signed in", "nobody"]) {
    if (who === "nobody") await context.clearCookies();
    const became = await framed(page, paths);
    const shown = [...became].filter(([, what]) => what === "shown").map(([path]) => path);
    expect(shown, who).toEqual([]);
  }
});

test("an embed is shown in a frame of any site, sandboxed too, and takes no cookie there", async ({
  page,
  context,
}) => {
  const { tokens } = await withNumbers(page);
  const faults: string[] = [];
  page.on("response", async (response) => {
    if (!new URL(response.url()).pathname.startsWith("/embed/")) return;
    if ((await response.headerValue("set-cookie")) !== null) faults.push(`${response.url()} sets a cookie`);
  });
  page.on("pageerror", ({ message }) => faults.push(message));
  for (const sandbox of ["", 'sandbox="allow-scripts"', "sandbox"]) {
    const paths = [`/embed/${tokens.embed}`, `/embed/${tokens.embed}.svg`];
    const became = await framed(page, paths, sandbox);
    expect([...became.values()], sandbox).toEqual(["shown", "shown"]);
    // Where no script may run, nothing can be asked of the document either.
    if (sandbox === "sandbox") continue;
    await expect(page.frameLocator('[name="frame0"]').locator("svg").first()).toBeVisible();
  }
  const plain = await fetch(`${process.env.BASE_URL}/embed/${tokens.embed}`);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const own = await fetch(`${process.env.BASE_URL}/embed/${tokens.embed}`, { headers: { cookie } });
  expect(await own.text()).toBe(await plain.text());
  expect(faults).toEqual([]);
});

test("an embed that is locked to other sites says so on this one, and is blocked where the page hides what it is", async ({
  page,
}) => {
  const { tokens, links } = await withNumbers(page);
  const plot = await openPlot();
  await plot.store.prisma.publicLink.update({
    where: { id: links.embed },
    data: { origins: ["https://blog.example.com"] },
  });
  await plot.close();
  await framed(page, [`/embed/${tokens.embed}`]);
  await expect(page.frameLocator('[name="frame0"]').getByText("Not on this page")).toBeVisible();
  const became = await framed(page, [`/embed/${tokens.embed}`], 'referrerpolicy="no-referrer"');
  expect([...became.values()]).toEqual(["blocked"]);
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "playwright/test";
import { post, signUp } from "./cast";

let site: Server;
/** What the other site's pages are, by path. */
const pages = new Map<string, string>();

test.beforeAll(async () => {
  site = createServer(({ url = "" }, response) => {
    const body = pages.get(url);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(body);
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
});
test.afterAll(() => site.close());

/** Opens a page on another origin; `HOST` in it is ours, without a scheme. What goes wrong on it is returned as it comes. */
async function visit(page: Page, html: string): Promise<string[]> {
  const path = `/${pages.size}.html`;
  const host = new URL(process.env.BASE_URL as string).host;
  pages.set(path, `<!doctype html><title>a blog</title><body><h1>A blog</h1>${html.replaceAll("HOST", host)}`);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    Object.assign(window, { ran: 0, __xss: () => Object.assign(window, { ran: 1 }) });
  });
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`);
  return errors;
}

/** A stat of whoever is signed in, with some numbers of the last week, seen by everybody or not. */
async function stat(
  page: Page,
  ezkey: string,
  name: string,
  { open = true, kind = "count" as "count" | "value" } = {},
) {
  const now = Math.floor(Date.now() / 1_000);
  for (let day = 0; day < 12; day++) await post(ezkey, name, kind, 20 + ((day * 7) % 11), now - day * 86_400);
  const origin = process.env.BASE_URL as string;
  const { data } = await (await page.request.get(`/api/v1/stats?q=${encodeURIComponent(name)}`)).json();
  const { id } = data.find((each: { name: string }) => each.name === name);
  const headers = { origin, "sec-fetch-site": "same-origin" };
  if (open)
    expect((await page.request.patch(`/api/v1/stats/${id}`, { headers, data: { public: true } })).status()).toBe(200);
  return id as string;
}

/** StatHat's snippet, as its users pasted it. */
const snippet = (options: string) =>
  `<script src="http://HOST/javascripts/embed.js"></script><script>StatHatEmbed.render({${options}});</script>`;

test("the snippet that StatHat's users pasted draws its chart, of the size it asks for", async ({ page, browser }) => {
  const { ezkey } = await signUp(page);
  const id = await stat(page, ezkey, "signups");
  const blog = await (await browser.newContext()).newPage();
  const errors = await visit(
    blog,
    `${snippet(`s1: '${id}', w: 760, h: 235`)}<a href="http://HOST/stats/${id}">Analyze on StatHat</a>`,
  );
  const chart = blog.locator(`#statd_embed_graph_${id}___760_235_week_compare_ svg`);
  await expect(chart).toBeVisible();
  expect(await chart.boundingBox()).toMatchObject({ width: 760, height: 235 });
  await expect(chart.locator("desc")).toContainText("signups, by the day");
  await expect(chart).toHaveAttribute("role", "img");
  expect(await blog.evaluate(() => document.cookie)).toBe("");
  expect(errors).toEqual([]);
  await blog.screenshot({ path: test.info().outputPath("blog.png"), fullPage: true });
});

/** What the embed.js of StatHat did, as a page that saved it does to this day. */
const SAVED = `<script>
var StatHatEmbed = {render: function(opts) {
  var kind = opts.kind || 'graph', tf = opts.tf || 'week_compare';
  var all = document.getElementsByTagName('script'), here = all[all.length - 1];
  var name = 'statd_embed_' + kind + '_' + [opts.s1, opts.s2, opts.s3, opts.w, opts.h, tf, opts.style].join('_');
  var div = document.createElement('div');
  div.id = name;
  div.style.display = 'none';
  here.parentNode.insertBefore(div, here.nextSibling);
  var path = kind + '/' + opts.s1;
  if (opts.s2) path += '/' + opts.s2;
  if (opts.s3) path += '/' + opts.s3;
  var src = '//HOST/embed/' + path + '?w=' + opts.w + '&h=' + opts.h + '&tf=' + tf;
  if (opts.style) src += '&style=' + opts.style;
  if (opts.title) src += '&title=' + opts.title;
  var script = document.createElement('script');
  script.src = src;
  document.getElementsByTagName('head')[0].appendChild(script);
}};
</script>`;

test("a page that saved its own embed.js draws all kinds and styles", async ({ page }) => {
  const { ezkey } = await signUp(page);
  const [one, two, three] = [
    await stat(page, ezkey, "ducks"),
    await stat(page, ezkey, "geese"),
    await stat(page, ezkey, "response time", { kind: "value" }),
  ];
  const render = (options: string) => `<p><script>StatHatEmbed.render({${options}});</script></p>`;
  const errors = await visit(
    page,
    `${SAVED}
    ${render(`s1: '${one}', s2: '${two}', s3: '${three}', w: 800, h: 350, title: 'All three'`)}
    ${render(`s1: '${one}', w: 400, h: 200, style: 'fill'`)}
    ${render(`s1: '${one}', w: 400, h: 200, style: 'fill_bar', tf: 'month'`)}
    ${render(`s1: '${one}', w: 150, h: 50, style: 'mini'`)}
    ${render(`s1: '${one}', w: 150, h: 50, style: 'spark'`)}
    ${render(`s1: '${three}', w: 400, h: 220, kind: 'histogram', tf: 'month'`)}
    ${render(`s1: '${one}', w: 400, h: 220, kind: 'histogram', tf: 'month'`)}
    ${render(`s1: '${one}', s2: '${two}', w: 400, h: 150, kind: 'table', tf: 'month'`)}
    ${render(`s1: '${one}', w: 300, h: 100, kind: 'data', tf: 'month'`)}
    <p>There were <script>StatHatEmbed.render({s1: '${one}', kind: 'text', tf: 'month'});</script> ducks.</p>`,
  );
  const shown = page.locator("[id^=statd_embed_]");
  await expect(shown).toHaveCount(10);
  for (const each of await shown.all()) await expect(each).toBeVisible();
  await expect(page.locator("svg")).toHaveCount(7);
  await expect(page.locator("svg").first()).toContainText("All three");
  await expect(page.locator("svg").first().locator("desc")).toContainText(/ducks.*geese.*response time/i);
  await expect(page.getByRole("columnheader")).toHaveText(["Time", "ducks", "geese"]);
  await expect(page.getByRole("row").nth(1).getByRole("cell").nth(1)).toHaveText("20");
  await expect(page.locator("pre")).toContainText(/Time +ducks/);
  await expect(page.getByText("There were 27 ducks.")).toBeVisible();
  expect(errors).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("kinds.png"), fullPage: true });
});

test("several snippets stand in their places, whichever way the script came", async ({ page }) => {
  const { ezkey } = await signUp(page);
  const id = await stat(page, ezkey, "ducks");
  const errors = await visit(
    page,
    `<div id="one">${snippet(`s1: '${id}', w: 300, h: 120`)}</div>
     <div id="two">${snippet(`s1: '${id}', w: 300, h: 120`)}</div>
     <div id="both"><script>
       StatHatEmbed.render({s1: '${id}', w: 310, h: 120});
       StatHatEmbed.render({s1: '${id}', w: 320, h: 120});
     </script></div>
     <div id="late"></div>
     <div id="dark" style="background: #111"><script>StatHatEmbed.render({s1: '${id}', w: 330, h: 120});</script></div>
     <script>
       delete window.StatHatEmbed;
       var script = document.createElement('script');
       script.src = '//HOST/javascripts/embed.js?late';
       script.onload = function () { StatHatEmbed.render({s1: '${id}', w: 340, h: 120, into: '#late'}); };
       document.head.appendChild(script);
     </script>
     <script>/* the last script of the page */</script>`,
  );
  for (const [place, widths] of Object.entries({ one: ["300"], two: ["300"], both: ["310", "320"], late: ["340"] })) {
    const charts = page.locator(`#${place} svg`);
    await expect(charts).toHaveCount(widths.length);
    for (const [index, width] of widths.entries()) await expect(charts.nth(index)).toHaveAttribute("width", width);
  }
  await expect(page.locator("#dark svg rect").first()).toHaveAttribute("fill", "#1C1B19");
  await expect(page.locator("#one svg rect").first()).toHaveAttribute("fill", "#FFFFFF");
  expect(errors).toEqual([]);
});

test("names and titles that would run do nothing, and what is private says so", async ({ page }) => {
  const { ezkey } = await signUp(page);
  const payload = '</script><img src=x onerror=__xss()>"><svg onload=__xss()>';
  const evil = await stat(page, ezkey, payload);
  const secret = await stat(page, ezkey, "secret plans", { open: false });
  const title = '"\\u003cscript>__xss()\\u003c/script>\\u003cimg src=x onerror=__xss()>"';
  const errors = await visit(
    page,
    `<div id="named">${snippet(`s1: '${evil}', w: 600, h: 240`)}</div>
     <div id="titled">${snippet(`s1: '${evil}', w: 610, h: 240, title: ${title}`)}</div>
     <div id="table">${snippet(`s1: '${evil}', w: 600, h: 240, kind: 'table', title: ${title}`)}</div>
     <div id="private">${snippet(`s1: '${secret}', w: 400, h: 120`)}</div>
     <div id="missing">${snippet("s1: 'zzzz', w: 400, h: 120")}</div>`,
  );
  await expect(page.locator("#named svg")).toContainText("onerror=__xss()");
  await expect(page.locator("#titled svg")).toContainText("<script>__xss()");
  await expect(page.locator("#table caption")).toContainText("<script>__xss()");
  for (const place of ["#private", "#missing"]) {
    await expect(page.locator(place)).toContainText("This graph is not public");
    expect(await page.locator(`${place} > div > div`).boundingBox()).toMatchObject({ width: 400, height: 120 });
  }
  await expect(page.locator("img")).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { ran: number }).ran)).toBe(0);
  expect(await page.content()).not.toContain("secret plans");
  expect(errors).toEqual([]);
});

test("the _StatHat queue sends what was pushed before and after it was there, and what is pushed on leaving", async ({
  page,
}) => {
  const { ezkey } = await signUp(page);
  const [counted, valued] = [
    await stat(page, ezkey, "clicks", { open: false }),
    await stat(page, ezkey, "load time", { open: false, kind: "value" }),
  ];
  const keyOf = async (id: string, name: string) => {
    await page.goto(`/stats/${id}`);
    return page
      .getByRole("definition")
      .and(page.locator(`dt:text-is("${name}") + dd`))
      .textContent();
  };
  const [key, valueKey] = [await keyOf(counted, "Stat key"), await keyOf(valued, "Stat key")];
  const ukey = await keyOf(counted, "User key");
  const series = async (id: string) => {
    const [from, to] = [Math.floor(Date.now() / 1_000) - 3_600, Math.floor(Date.now() / 1_000) + 60];
    const answer = await page.request.get(`/api/v1/stats/${id}/series?from=${from}&to=${to}&step=1m`);
    const { points } = await answer.json();
    return points.reduce(
      (all: { n: number; sum: number }, { n, sum }: { n: number; sum: number | null }) => ({
        n: all.n + n,
        sum: all.sum + (sum ?? 0),
      }),
      { n: 0, sum: 0 },
    );
  };
  const before = await series(counted);
  const blog = await page.context().newPage();
  const preflights: string[] = [];
  blog.on("request", (request) => {
    if (request.method() === "OPTIONS") preflights.push(request.url());
  });
  const errors = await visit(
    blog,
    `<script>
       var _StatHat = _StatHat || [];
       _StatHat.push(['_trackCount', '${key}', 1.0]);
       _StatHat.push(['_setUser', '${ukey}']);
       _StatHat.push(['_trackCount', '${key}', 10]);
       (function() {
         var sh = document.createElement('script'); sh.type = 'text/javascript'; sh.async = true;
         sh.src = '//HOST/javascripts/api.js';
         sh.onload = function () { window.isThere = true; };
         var s = document.getElementsByTagName('script')[0]; s.parentNode.insertBefore(sh, s);
       })();
     </script>
     <script>window.addEventListener('pagehide', function () { _StatHat.push(['_trackCount', '${key}', 1000]); });</script>`,
  );
  await blog.waitForFunction(() => (window as unknown as { isThere?: boolean }).isThere === true);
  await blog.evaluate(
    ([key, valueKey]) => {
      const queue = (window as unknown as { _StatHat: { push(...calls: unknown[]): number } })._StatHat;
      for (let i = 0; i < 50; i++) queue.push(["_trackCount", key, 2]);
      queue.push(["_trackCount", key], ["_trackValue", valueKey, 0.5]);
      queue.push(["_trackValue", valueKey, Number.NaN], ["_trackValue", valueKey], null, "rubbish", ["_unknown", 1]);
    },
    [key, valueKey],
  );
  const sum = async () => (await series(counted)).sum - before.sum;
  await expect.poll(sum).toBe(1 + 10 + 50 * 2 + 1);
  await blog.goto("about:blank");
  await expect.poll(sum).toBe(1 + 10 + 50 * 2 + 1 + 1_000);
  expect((await series(counted)).n - before.n).toBe(54);
  const values = await series(valued);
  expect([values.n, values.sum]).toEqual([2, 20.5]);
  expect(preflights).toEqual([]);
  expect(errors).toEqual([]);
});

test("both scripts may be loaded by any page, and are fetched anew within a day", async ({ request }) => {
  for (const file of ["embed.js", "api.js"]) {
    const answer = await request.get(`/javascripts/${file}`);
    const { "cache-control": cache = "", ...headers } = answer.headers();
    expect(answer.status()).toBe(200);
    expect(headers["content-type"]).toMatch(/^(application|text)\/javascript/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(Number(/max-age=(\d+)/.exec(cache)?.[1])).toBeGreaterThan(0);
    for (const [, seconds] of cache.matchAll(/=(\d+)/g)) expect(Number(seconds)).toBeLessThanOrEqual(86_400);
  }
});

/** Somebody with a browser that runs no scripts: keeps cookies, reads pages, fills in forms. */
export interface Visitor {
  /** Every value of a cookie that was ever set, by the cookie's name. */
  readonly cookies: [name: string, value: string][];
  /** The page at a path, redirects followed. */
  open(path: string): Promise<Page>;
  /** Sends the form of this name on a page with these fields filled in, and returns the page it leads to. */
  submit(page: Page, form: string, fields: Record<string, string>): Promise<Page>;
}

interface Page {
  path: string;
  status: number;
  html: string;
}

export function visitor(url: string): Visitor {
  const jar = new Map<string, string>();
  const cookies: [string, string][] = [];

  async function ask(path: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "user-agent": "a test without scripts", origin: url, cookie };
    const answer = await fetch(url + path, { ...init, headers, redirect: "manual" });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.push([name, value]);
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const html = await answer.text();
    const next = answer.headers.get("location");
    if (next === null) return { path, status: answer.status, html };
    const to = new URL(next, url + path);
    return ask(to.pathname + to.search);
  }

  return {
    cookies,
    open: (path) => ask(path),
    submit(page, form, fields) {
      const body = new FormData();
      for (const [name, value] of hiddenFields(page.html, form)) body.set(name, value);
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return ask(page.path, { method: "POST", body });
    },
  };
}

/** What a form sends along by itself: React's own fields name the action it is for. */
function hiddenFields(html: string, label: string): [string, string][] {
  const forms = html.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((each) => each.includes(`aria-label="${label}"`));
  if (form === undefined) throw new Error(`no form “${label}” on a page that says: ${words(html)}`);
  return (form.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? []).map((input) => {
    return [attribute(input, "name"), attribute(input, "value")];
  });
}

function attribute(tag: string, name: string): string {
  const raw = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return raw
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}

function words(html: string): string {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return main
    .replaceAll(/<script\b[\s\S]*?<\/script>|<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

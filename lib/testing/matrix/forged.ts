/**
 * What a browser, or something like one, sends along when a page that is not ours makes it ask: the session's cookie is
 * with each. An empty text takes the header away.
 */
export const FORGED: Record<string, Record<string, string>> = {
  "without an origin": { origin: "", "sec-fetch-site": "" },
  "with the origin null": { origin: "null", "sec-fetch-site": "" },
  "from another site": { origin: "https://evil.example", "sec-fetch-site": "" },
  "from a subdomain": { origin: "http://evil.localhost:3000", "sec-fetch-site": "" },
  "from a site that begins as ours does": { origin: "http://localhost:3000.evil.example", "sec-fetch-site": "" },
  "from another port": { origin: "http://localhost:3001", "sec-fetch-site": "" },
  "from what the browser calls another site": { "sec-fetch-site": "cross-site" },
  "from what the browser calls the same site": { "sec-fetch-site": "same-site" },
  "as a form of plain text": { origin: "", "sec-fetch-site": "", "content-type": "text/plain" },
};

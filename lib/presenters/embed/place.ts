/** What a request says of the page that shows what it asks for. */
export interface AskedPlace {
  origin: string | null;
  framed: boolean;
  ticket: string | null;
}

const FRAMES = ["iframe", "frame", "embed", "object"];

/** Reads it from what browsers say by themselves; a page that tells nobody where it is says nothing. */
export function placeOf(request: Request): AskedPlace {
  const { headers, url } = request;
  return {
    origin: originOf(headers.get("origin")) ?? originOf(headers.get("referer")),
    framed: FRAMES.includes(headers.get("sec-fetch-dest") ?? ""),
    ticket: new URL(url).searchParams.get("ticket"),
  };
}

function originOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { origin } = new URL(address);
  return origin === "null" ? null : origin;
}

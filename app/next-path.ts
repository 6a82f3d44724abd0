const HERE = "http://here.invalid";

/**
 * Where to go after signing in: a path of this site, or `fallback`. Other origins are refused however they are
 * spelled: browsers drop tabs and line breaks and read a backslash as a slash, so anything with one is refused too.
 */
export function safeNextPath(raw: unknown, fallback = "/stats"): string {
  if (typeof raw !== "string" || !raw.startsWith("/") || /[\\\p{Cc}]/u.test(raw)) return fallback;
  if (raw.startsWith("//")) return fallback;
  const url = URL.canParse(raw, HERE) ? new URL(raw, HERE) : null;
  if (url === null || url.origin !== HERE) return fallback;
  const path = url.pathname + url.search + url.hash;
  return path.startsWith("//") ? fallback : path;
}

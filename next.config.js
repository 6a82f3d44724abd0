/** On every answer. */
const ALWAYS = {
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  "X-Content-Type-Options": "nosniff",
};

/** What only our own pages may use. Their full policy has a nonce and comes from proxy.ts; this is what is left without it. */
const OWN = {
  "Content-Security-Policy": "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/** Data and files: opened by themselves they are shown and do nothing. */
const INERT = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
};

/** Next's redirect of whoever asks for a part of an embed as if it were one of our pages. */
const INERT_FRAME = { "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox" };

/** What pages of other sites may load. */
const FOR_OTHER_SITES = { "Cross-Origin-Resource-Policy": "cross-origin", "Referrer-Policy": "no-referrer" };

/** A script that other sites' pages load, and take from us at any moment in a newer form. */
const SCRIPTS = {
  ...INERT,
  ...FOR_OTHER_SITES,
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400",
};

/** A mail to look at: its styles and pictures are in it, and its links lead out of it. */
const MAIL = {
  "Content-Security-Policy":
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
};

const HTTPS_ONLY = { "Strict-Transport-Security": "max-age=31536000" };

// A route's own header comes last and gives way to one from here: embeds, which say theirs, are named in none of these.
const EMBEDS = "embed/.|badge/[^/]+$|oembed$";

/** A later rule goes before an earlier one. */
const HEADERS = [
  rule("/:path*", ALWAYS),
  { ...rule("/:path*", HTTPS_ONLY), has: [{ type: "header", key: "x-forwarded-proto", value: "https" }] },
  rule(`/((?!${EMBEDS}).*)`, OWN),
  // Pages say it themselves; Next's redirect of a part of one to its proper address does not.
  { ...rule("/:path*", { "Cache-Control": "private, no-store" }), has: [{ type: "header", key: "rsc" }] },
  {
    ...rule("/(embed/.+|badge/[^/]+|oembed)", { ...INERT_FRAME, ...FOR_OTHER_SITES }),
    has: [{ type: "header", key: "rsc" }],
  },
  rule("/api/:path*", INERT),
  rule("/api/v1/reports/:id/preview", MAIL),
  rule("/:door(x|a1)/:path*", INERT),
  rule("/api/auth/:path*", { "Cache-Control": "private, no-store" }),
  rule("/_next/static/:path*", INERT),
  rule("/:file([^/]+\\.(?:svg|png|ico|txt))", INERT),
  rule("/:door(c|ez|v)", { ...INERT, ...FOR_OTHER_SITES }),
  rule("/api/v1/points", FOR_OTHER_SITES),
  // Data and the picture of what is public.
  rule("/s/:token/:file", { ...INERT, ...FOR_OTHER_SITES }),
  rule("/stats/:id/csv/:range", { ...INERT, ...FOR_OTHER_SITES }),
  rule("/javascripts/:path*", SCRIPTS),
];

function rule(source, headers) {
  return { source, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) };
}

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // A stray lockfile in a folder above would make Next take that one for the project's.
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["@resvg/resvg-js"],
  // Titles and descriptions belong into the head of the first answer, for everybody.
  htmlLimitedBots: /.*/,
  // `npm test` checks the types; a build on somebody's machine has to work without the development packages.
  typescript: { ignoreBuildErrors: true },
  // Another folder for a build that must not disturb the one in use.
  distDir: process.env.STATNEST_NEXT_DIR ?? ".next",
  headers: async () => HEADERS,
};

export default config;

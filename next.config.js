const SECURITY_HEADERS = {
  "Content-Security-Policy": "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["@resvg/resvg-js"],
  // Titles and descriptions belong into the head of the first answer, for everybody.
  htmlLimitedBots: /.*/,
  // `npm test` checks the types; a build on somebody's machine has to work without the development packages.
  typescript: { ignoreBuildErrors: true },
  // Another folder for a build that must not disturb the one in use.
  distDir: process.env.STATNEST_NEXT_DIR ?? ".next",
  async headers() {
    const headers = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }));
    return [{ source: "/:path*", headers }];
  },
};

export default config;

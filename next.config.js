/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // The supervisor keeps the build in .next; a test that builds beside it names another folder.
  distDir: process.env.STATNEST_NEXT_DIR ?? ".next",
};

export default config;

import { defineConfig } from "prisma/config";

/** `prisma generate` and `prisma migrate` read this; the running product does not. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/statnest" },
});

import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/store/engine/migrator";
import { createDatabase } from "./scratch";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** Vitest's global set-up: one PostgreSQL for the run, and one migrated template that each test file copies. */
export default async function setUp(project: TestProject): Promise<void> {
  const clusterUrl = process.env.STATNEST_TEST_CLUSTER;
  if (!clusterUrl) throw new Error("STATNEST_TEST_CLUSTER is not set");
  const template = await createDatabase(clusterUrl, "statnest_template");
  await migrate(template, "prisma/migrations");
  project.provide("clusterUrl", clusterUrl);
}

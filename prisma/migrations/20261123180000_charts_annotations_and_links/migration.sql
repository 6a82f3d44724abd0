-- Saved charts, dashboards, annotations, and links that open one of them, or a stat, to anybody.

-- CreateEnum
CREATE TYPE "publishers" AS ENUM ('admins', 'members', 'nobody');

-- CreateEnum
CREATE TYPE "chart_use" AS ENUM ('comparison', 'card', 'embed');

-- CreateEnum
CREATE TYPE "axis_side" AS ENUM ('left', 'right');

-- CreateEnum
CREATE TYPE "link_target" AS ENUM ('chart', 'stat', 'dashboard');

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "publishers" "publishers" NOT NULL DEFAULT 'members';

-- CreateTable
CREATE TABLE "chart" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "use" "chart_use" NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "spec" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chart_stat" (
    "chart_id" UUID NOT NULL,
    "stat_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "axis" "axis_side" NOT NULL DEFAULT 'left',

    CONSTRAINT "chart_stat_pkey" PRIMARY KEY ("chart_id","stat_id")
);

-- CreateTable
CREATE TABLE "dashboard" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dashboard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dashboard_card" (
    "chart_id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "dashboard_card_pkey" PRIMARY KEY ("chart_id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "stat_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "text" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "public_link" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "target" "link_target" NOT NULL,
    "chart_id" UUID,
    "stat_id" BIGINT,
    "dashboard_id" UUID,
    "look" JSONB NOT NULL DEFAULT '{}',
    "origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "views" BIGINT NOT NULL DEFAULT 0,
    "last_viewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "public_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chart_team_id_use_created_at_idx" ON "chart"("team_id", "use", "created_at");

-- CreateIndex
CREATE INDEX "chart_stat_stat_id_idx" ON "chart_stat"("stat_id");

-- CreateIndex
CREATE INDEX "dashboard_team_id_name_idx" ON "dashboard"("team_id", "name");

-- CreateIndex
CREATE INDEX "dashboard_card_dashboard_id_idx" ON "dashboard_card"("dashboard_id");

-- CreateIndex
CREATE INDEX "annotation_team_id_at_idx" ON "annotation"("team_id", "at");

-- CreateIndex
CREATE INDEX "annotation_stat_id_idx" ON "annotation"("stat_id");

-- CreateIndex
CREATE UNIQUE INDEX "public_link_token_key" ON "public_link"("token");

-- CreateIndex
CREATE UNIQUE INDEX "public_link_chart_id_key" ON "public_link"("chart_id");

-- CreateIndex
CREATE UNIQUE INDEX "public_link_stat_id_key" ON "public_link"("stat_id");

-- CreateIndex
CREATE UNIQUE INDEX "public_link_dashboard_id_key" ON "public_link"("dashboard_id");

-- CreateIndex
CREATE INDEX "public_link_team_id_idx" ON "public_link"("team_id");

-- CreateIndex
CREATE INDEX "public_link_created_by_id_idx" ON "public_link"("created_by_id");

-- AddForeignKey
ALTER TABLE "chart" ADD CONSTRAINT "chart_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart_stat" ADD CONSTRAINT "chart_stat_chart_id_fkey" FOREIGN KEY ("chart_id") REFERENCES "chart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart_stat" ADD CONSTRAINT "chart_stat_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard" ADD CONSTRAINT "dashboard_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_card" ADD CONSTRAINT "dashboard_card_chart_id_fkey" FOREIGN KEY ("chart_id") REFERENCES "chart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_card" ADD CONSTRAINT "dashboard_card_dashboard_id_fkey" FOREIGN KEY ("dashboard_id") REFERENCES "dashboard"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_chart_id_fkey" FOREIGN KEY ("chart_id") REFERENCES "chart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_dashboard_id_fkey" FOREIGN KEY ("dashboard_id") REFERENCES "dashboard"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A link opens one thing.
ALTER TABLE "public_link" ADD CONSTRAINT "public_link_one_target" CHECK (
  ("target" = 'chart' AND num_nonnulls("chart_id") = 1 AND num_nonnulls("stat_id", "dashboard_id") = 0)
  OR ("target" = 'stat' AND num_nonnulls("stat_id") = 1 AND num_nonnulls("chart_id", "dashboard_id") = 0)
  OR ("target" = 'dashboard' AND num_nonnulls("dashboard_id") = 1 AND num_nonnulls("chart_id", "stat_id") = 0));

-- Stats that were called public before there was anything to open them with.
INSERT INTO "public_link" ("id", "token", "team_id", "target", "stat_id")
SELECT gen_random_uuid(), left(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 44), "team_id", 'stat', "id"
FROM "stat" WHERE "public" AND "merged_into_id" IS NULL;

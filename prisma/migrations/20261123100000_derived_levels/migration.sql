-- CreateEnum
CREATE TYPE "zone_state" AS ENUM ('building', 'ready', 'dropping');

-- AlterTable
ALTER TABLE "stat" ADD COLUMN     "merged_at" TIMESTAMPTZ(3),
ADD COLUMN     "merged_into_id" BIGINT,
ADD COLUMN     "minutes_from" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
ADD COLUMN     "moving" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retention_days" INTEGER;

-- CreateTable
CREATE TABLE "series_quarter" (
    "stat_id" BIGINT NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "n" BIGINT NOT NULL,
    "sum" DOUBLE PRECISION NOT NULL,
    "min" DOUBLE PRECISION NOT NULL,
    "max" DOUBLE PRECISION NOT NULL,
    "last" DOUBLE PRECISION NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "series_quarter_pkey" PRIMARY KEY ("stat_id","quarter")
);

-- CreateTable
CREATE TABLE "series_day" (
    "stat_id" BIGINT NOT NULL,
    "zone" TEXT NOT NULL,
    "day" TIMESTAMPTZ(3) NOT NULL,
    "n" BIGINT NOT NULL,
    "sum" DOUBLE PRECISION NOT NULL,
    "min" DOUBLE PRECISION NOT NULL,
    "max" DOUBLE PRECISION NOT NULL,
    "last" DOUBLE PRECISION NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "series_day_pkey" PRIMARY KEY ("stat_id","zone","day")
);

-- CreateTable
CREATE TABLE "series_bin" (
    "stat_id" BIGINT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "bin" INTEGER NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "series_bin_pkey" PRIMARY KEY ("stat_id","hour","bin")
);

-- CreateTable
CREATE TABLE "series_sketch" (
    "stat_id" BIGINT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "bins" INTEGER[],
    "ns" BIGINT[],

    CONSTRAINT "series_sketch_pkey" PRIMARY KEY ("stat_id","hour")
);

-- CreateTable
CREATE TABLE "rollup_mark" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "closed_to" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
    "rolled_to" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone,
    "rolling_to" TIMESTAMPTZ(3),
    "rolling_after" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollup_dirty" (
    "stat_id" BIGINT NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "id" BIGSERIAL NOT NULL,

    CONSTRAINT "rollup_dirty_pkey" PRIMARY KEY ("stat_id","quarter","id")
);

-- CreateTable
CREATE TABLE "rollup_zone" (
    "team_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "state" "zone_state" NOT NULL DEFAULT 'building',
    "done_to" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_zone_pkey" PRIMARY KEY ("team_id","zone")
);

-- CreateIndex
CREATE INDEX "rollup_dirty_id_idx" ON "rollup_dirty"("id");

-- CreateIndex
CREATE INDEX "stat_merged_into_id_idx" ON "stat"("merged_into_id");

-- AddForeignKey
ALTER TABLE "stat" ADD CONSTRAINT "stat_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollup_zone" ADD CONSTRAINT "rollup_zone_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;



ALTER TABLE "rollup_mark" ADD CONSTRAINT "rollup_mark_is_one_row" CHECK ("id" = 1);
INSERT INTO "rollup_mark" ("id") VALUES (1);

-- Rows that are updated and deleted all the time.
ALTER TABLE "series_bin" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "rollup_dirty" SET (autovacuum_vacuum_scale_factor = 0.05);

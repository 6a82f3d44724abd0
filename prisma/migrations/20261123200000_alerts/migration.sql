-- Alerts, where they stand, what came of them, and the ways out.

-- CreateEnum
CREATE TYPE "alert_kind" AS ENUM ('value', 'delta', 'data', 'anomaly');

-- CreateEnum
CREATE TYPE "alert_state_name" AS ENUM ('ok', 'pending', 'firing', 'recovering', 'no_data', 'error', 'paused');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('email', 'webhook', 'slack', 'pagerduty');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'held', 'sent', 'dead');

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "watch_budget" INTEGER;

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "quiet_from" INTEGER,
ADD COLUMN     "quiet_to" INTEGER,
ADD COLUMN     "quiet_zone" TEXT;

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "public_id" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "stat_id" BIGINT,
    "pattern" TEXT,
    "kind" "alert_kind" NOT NULL,
    "condition" JSONB NOT NULL,
    "time_window" TEXT NOT NULL,
    "missing" TEXT NOT NULL DEFAULT 'keep',
    "pending_seconds" INTEGER NOT NULL DEFAULT 0,
    "hold_seconds" INTEGER,
    "renotify_seconds" INTEGER,
    "runbook" TEXT NOT NULL DEFAULT '',
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_standing" (
    "alert_id" UUID NOT NULL,
    "stat_id" BIGINT NOT NULL,
    "state" "alert_state_name" NOT NULL DEFAULT 'ok',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "firing_since" TIMESTAMPTZ(3),
    "before" JSONB,
    "value" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "transitions" INTEGER NOT NULL DEFAULT 0,
    "judged_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "muted_until" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "incident_id" UUID,

    CONSTRAINT "alert_standing_pkey" PRIMARY KEY ("alert_id","stat_id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "stat_id" BIGINT NOT NULL,
    "rule" JSONB NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "worst" DOUBLE PRECISION,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "id" BIGSERIAL NOT NULL,
    "incident_id" UUID,
    "alert_id" UUID NOT NULL,
    "stat_id" BIGINT NOT NULL,
    "transition" INTEGER,
    "kind" TEXT NOT NULL,
    "from_state" "alert_state_name",
    "to_state" "alert_state_name",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "actor" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "quiet_zone" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_channel" (
    "alert_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,

    CONSTRAINT "alert_channel_pkey" PRIMARY KEY ("alert_id","channel_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "groupable" BOOLEAN NOT NULL DEFAULT true,
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stat_usual" (
    "stat_id" BIGINT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "sensitivity" DOUBLE PRECISION NOT NULL,
    "rings" INTEGER NOT NULL,
    "weeks" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "stat_usual_pkey" PRIMARY KEY ("stat_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_public_id_key" ON "alert"("public_id");

-- CreateIndex
CREATE INDEX "alert_team_id_idx" ON "alert"("team_id");

-- CreateIndex
CREATE INDEX "alert_stat_id_idx" ON "alert"("stat_id");

-- CreateIndex
CREATE INDEX "alert_standing_stat_id_idx" ON "alert_standing"("stat_id");

-- CreateIndex
CREATE INDEX "alert_standing_due_at_idx" ON "alert_standing"("due_at");

-- CreateIndex
CREATE INDEX "incident_team_id_began_at_idx" ON "incident"("team_id", "began_at");

-- CreateIndex
CREATE INDEX "incident_alert_id_began_at_idx" ON "incident"("alert_id", "began_at");

-- CreateIndex
CREATE INDEX "incident_stat_id_idx" ON "incident"("stat_id");

-- CreateIndex
CREATE INDEX "incident_event_incident_id_idx" ON "incident_event"("incident_id");

-- CreateIndex
CREATE INDEX "incident_event_alert_id_recorded_at_idx" ON "incident_event"("alert_id", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "incident_event_alert_id_stat_id_transition_key" ON "incident_event"("alert_id", "stat_id", "transition");

-- CreateIndex
CREATE INDEX "channel_team_id_idx" ON "channel"("team_id");

-- CreateIndex
CREATE INDEX "alert_channel_channel_id_idx" ON "alert_channel"("channel_id");

-- CreateIndex
CREATE INDEX "delivery_state_next_at_idx" ON "delivery"("state", "next_at");

-- CreateIndex
CREATE INDEX "delivery_channel_id_created_at_idx" ON "delivery"("channel_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_team_id_created_at_idx" ON "delivery"("team_id", "created_at");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_standing" ADD CONSTRAINT "alert_standing_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_standing" ADD CONSTRAINT "alert_standing_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_channel" ADD CONSTRAINT "alert_channel_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_channel" ADD CONSTRAINT "alert_channel_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stat_usual" ADD CONSTRAINT "stat_usual_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A rule watches one stat, or those of a pattern.
ALTER TABLE "alert" ADD CONSTRAINT "alert_one_subject" CHECK (num_nonnulls("stat_id", "pattern") = 1);

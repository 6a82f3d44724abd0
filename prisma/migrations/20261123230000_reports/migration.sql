-- Reports, who gets them, what each turn of them told, and addresses that are left alone.

-- CreateEnum
CREATE TYPE "report_cadence" AS ENUM ('daily', 'weekly', 'monthly');

-- CreateEnum
CREATE TYPE "report_turn_state" AS ENUM ('due', 'handed', 'skipped');

-- CreateEnum
CREATE TYPE "silence_reason" AS ENUM ('bounced', 'complained', 'suppressed');

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "public_id" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cadence" "report_cadence" NOT NULL,
    "weekday" INTEGER,
    "month_day" INTEGER,
    "at_minute" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_recipient" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_turn" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "turn" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "report_turn_state" NOT NULL DEFAULT 'due',
    "content" JSONB,
    "subject" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_copy" (
    "id" UUID NOT NULL,
    "turn_id" UUID NOT NULL,
    "recipient_id" UUID,
    "address" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "report_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "silent_address" (
    "address" TEXT NOT NULL,
    "reason" "silence_reason" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "silent_address_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "mail_event" (
    "id" TEXT NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_public_id_key" ON "report"("public_id");

-- CreateIndex
CREATE INDEX "report_team_id_idx" ON "report"("team_id");

-- CreateIndex
CREATE INDEX "report_next_at_idx" ON "report"("next_at");

-- CreateIndex
CREATE INDEX "report_recipient_address_idx" ON "report_recipient"("address");

-- CreateIndex
CREATE UNIQUE INDEX "report_recipient_report_id_address_key" ON "report_recipient"("report_id", "address");

-- CreateIndex
CREATE INDEX "report_turn_state_lease_until_idx" ON "report_turn"("state", "lease_until");

-- CreateIndex
CREATE INDEX "report_turn_created_at_idx" ON "report_turn"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_turn_report_id_turn_key" ON "report_turn"("report_id", "turn");

-- CreateIndex
CREATE INDEX "report_copy_recipient_id_idx" ON "report_copy"("recipient_id");

-- CreateIndex
CREATE INDEX "report_copy_address_idx" ON "report_copy"("address");

-- CreateIndex
CREATE INDEX "report_copy_provider_id_idx" ON "report_copy"("provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_copy_turn_id_recipient_id_key" ON "report_copy"("turn_id", "recipient_id");

-- CreateIndex
CREATE INDEX "mail_event_heard_at_idx" ON "mail_event"("heard_at");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_recipient" ADD CONSTRAINT "report_recipient_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_turn" ADD CONSTRAINT "report_turn_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_copy" ADD CONSTRAINT "report_copy_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "report_turn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_copy" ADD CONSTRAINT "report_copy_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "report_recipient"("id") ON DELETE SET NULL ON UPDATE CASCADE;



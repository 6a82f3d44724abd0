-- Accounts that prove their address, sessions that can be ended one by one, mail, teams of several people, shared
-- stats, and who did what.

-- CreateEnum
CREATE TYPE "link_kind" AS ENUM ('verify_email', 'sign_in', 'reset_password', 'change_email');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('waiting', 'sent', 'failed');

-- DropIndex
DROP INDEX "app_user_email_key";

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "alias" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN "verified_email" TEXT;
UPDATE "app_user" SET "verified_email" = "email" WHERE "email_verified_at" IS NOT NULL;
ALTER TABLE "app_user" DROP COLUMN "email_verified_at";

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "mail_new_stats" BOOLEAN NOT NULL DEFAULT false;
UPDATE "membership" SET "mail_new_stats" = true WHERE "role" = 'owner';

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "retention_days" INTEGER,
ADD COLUMN     "stats_told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailed_link" (
    "id" UUID NOT NULL,
    "kind" "link_kind" NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailed_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "team_id" UUID,
    "user_id" UUID,
    "state" "mail_state" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "problem" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "team_id" UUID,
    "action" TEXT NOT NULL,
    "actor_kind" TEXT,
    "user_id" UUID,
    "key_id" UUID,
    "actor_name" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "address" TEXT NOT NULL DEFAULT '',
    "agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "hash" BYTEA,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stat_share" (
    "id" UUID NOT NULL,
    "stat_id" BIGINT NOT NULL,
    "team_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stat_share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");

-- CreateIndex
CREATE INDEX "user_session_expires_at_idx" ON "user_session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "mailed_link_hash_key" ON "mailed_link"("hash");

-- CreateIndex
CREATE INDEX "mailed_link_email_kind_idx" ON "mailed_link"("email", "kind");

-- CreateIndex
CREATE INDEX "mailed_link_expires_at_idx" ON "mailed_link"("expires_at");

-- CreateIndex
CREATE INDEX "mail_state_next_at_idx" ON "mail"("state", "next_at");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at");

-- CreateIndex
CREATE INDEX "audit_event_team_id_id_idx" ON "audit_event"("team_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_user_id_id_idx" ON "audit_event"("user_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_hash_key" ON "invitation"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_team_id_email_key" ON "invitation"("team_id", "email");

-- CreateIndex
CREATE INDEX "stat_share_team_id_idx" ON "stat_share"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "stat_share_stat_id_team_id_key" ON "stat_share"("stat_id", "team_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_verified_email_key" ON "app_user"("verified_email");

-- CreateIndex
CREATE INDEX "app_user_email_idx" ON "app_user"("email");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailed_link" ADD CONSTRAINT "mailed_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stat_share" ADD CONSTRAINT "stat_share_stat_id_fkey" FOREIGN KEY ("stat_id") REFERENCES "stat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stat_share" ADD CONSTRAINT "stat_share_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As before, with the team's retention.
CREATE OR REPLACE FUNCTION ingest_create_stats(
  team uuid, names text[], kinds stat_kind[], public_ids text[], classic_keys text[],
  trash_hours int, max_stats bigint, max_new_stats bigint)
RETURNS TABLE (
  name text, stat_id bigint, public_id text, kind stat_kind, trashed_at timestamptz, refused text, retry_after int)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  total bigint;
  recent bigint;
  oldest timestamptz;
  made bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('statnest names of ' || team, 0));

  DELETE FROM stat_name n USING stat s
  WHERE n.team_id = team AND n.name = ANY (names) AND s.id = n.stat_id
    AND s.trashed_at < clock_timestamp() - make_interval(hours => trash_hours);

  SELECT count(*), count(*) FILTER (WHERE s.created_at > clock_timestamp() - interval '1 minute'),
    min(s.created_at) FILTER (WHERE s.created_at > clock_timestamp() - interval '1 minute')
  INTO total, recent, oldest
  FROM stat s WHERE s.team_id = team;

  FOR i IN 1 .. cardinality(names) LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM stat_name n WHERE n.team_id = team AND n.name = names[i]);
    IF total >= max_stats OR recent >= max_new_stats THEN
      RETURN QUERY SELECT names[i], NULL::bigint, NULL::text, NULL::stat_kind, NULL::timestamptz,
        CASE WHEN total >= max_stats THEN 'stats' ELSE 'new_stats' END,
        CASE WHEN total >= max_stats THEN 60
          ELSE greatest(1, ceil(60 - extract(epoch FROM clock_timestamp() - coalesce(oldest, clock_timestamp()))))::int END;
      CONTINUE;
    END IF;
    made := NULL;
    INSERT INTO stat (public_id, team_id, name, kind, classic_key, created_at, retention_days)
    VALUES (public_ids[i], team, names[i], kinds[i], classic_keys[i], clock_timestamp(),
      (SELECT t.retention_days FROM team t WHERE t.id = team))
    ON CONFLICT DO NOTHING RETURNING id INTO made;
    CONTINUE WHEN made IS NULL;
    INSERT INTO stat_name (team_id, name, stat_id) VALUES (team, names[i], made) ON CONFLICT DO NOTHING;
    IF FOUND THEN
      total := total + 1;
      recent := recent + 1;
    ELSE
      DELETE FROM stat s WHERE s.id = made;
    END IF;
  END LOOP;

  RETURN QUERY
  SELECT n.name, s.id, s.public_id, s.kind, s.trashed_at, NULL::text, NULL::int
  FROM stat_name n JOIN stat s ON s.id = n.stat_id
  WHERE n.team_id = team AND n.name = ANY (names);
END
$$;

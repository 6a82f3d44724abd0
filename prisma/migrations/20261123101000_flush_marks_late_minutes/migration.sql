-- Taken by every transaction that changes minutes, and by the roll-up alone while it closes the past.
CREATE FUNCTION rollup_enter() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('statnest rollup', 0))
$$;

DROP FUNCTION ingest_flush(uuid[], text[], bytea[], jsonb[], bigint[], bigint[], bigint[], double precision[],
  double precision[], double precision[], double precision[], double precision[], bigint[]);

-- One flush: receipts of keyed writes, then the minutes, each (stat, minute) at most once, then how often numbers of a
-- size came, each (stat, hour, bin) at most once. `last_ats` are milliseconds, `bin_hours` hours since 1970.
-- The roll-up closes the past under the same lock, taken alone. So whoever holds it here either wrote before the past
-- was closed, or sees in a later statement how far that is, and leaves a mark at each closed quarter that it changes.
-- When one of the receipts exists already nothing is written and SN409 is raised: its writer reads the old answer
-- and flushes the rest again. A receipt older than a day counts as absent.
-- Returns the database's time, in unix milliseconds.
CREATE FUNCTION ingest_flush(
  teams uuid[], keys text[], hashes bytea[], answers jsonb[],
  stats bigint[], minutes bigint[], ns bigint[], sums double precision[], mins double precision[],
  maxs double precision[], m2s double precision[], lasts double precision[], last_ats bigint[],
  bin_stats bigint[] DEFAULT '{}', bin_hours bigint[] DEFAULT '{}', bins int[] DEFAULT '{}', bin_ns bigint[] DEFAULT '{}')
RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  fresh bigint;
  closed bigint;
BEGIN
  PERFORM rollup_enter();

  IF cardinality(keys) > 0 THEN
    INSERT INTO ingest_receipt AS r (team_id, key, body_hash, answer, created_at)
    SELECT w.team_id, w.key, w.body_hash, w.answer, clock_timestamp()
    FROM unnest(teams, keys, hashes, answers) AS w (team_id, key, body_hash, answer)
    ORDER BY w.team_id, w.key
    ON CONFLICT (team_id, key) DO UPDATE
      SET body_hash = excluded.body_hash, answer = excluded.answer, created_at = excluded.created_at
      WHERE r.created_at <= clock_timestamp() - interval '24 hours';
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh < cardinality(keys) THEN
      RAISE EXCEPTION 'receipt exists' USING ERRCODE = 'SN409';
    END IF;
  END IF;

  INSERT INTO series_minute AS m (stat_id, minute, n, sum, min, max, m2, last, last_at)
  SELECT w.stat_id, to_timestamp(w.minute::double precision * 60), w.n, w.sum, w.min, w.max, w.m2, w.last,
    to_timestamp(w.last_at::double precision / 1000)
  FROM unnest(stats, minutes, ns, sums, mins, maxs, m2s, lasts, last_ats)
    AS w (stat_id, minute, n, sum, min, max, m2, last, last_at)
  ORDER BY w.stat_id, w.minute
  ON CONFLICT (stat_id, minute) DO UPDATE SET
    n = m.n + excluded.n,
    sum = m.sum + excluded.sum,
    min = least(m.min, excluded.min),
    max = greatest(m.max, excluded.max),
    m2 = m.m2 + excluded.m2 + ingest_spread(m.n, m.sum, excluded.n, excluded.sum),
    last = CASE WHEN (excluded.last_at, excluded.last) > (m.last_at, m.last) THEN excluded.last ELSE m.last END,
    last_at = greatest(m.last_at, excluded.last_at);

  IF cardinality(bins) > 0 THEN
    INSERT INTO series_bin AS b (stat_id, hour, bin, n)
    SELECT w.stat_id, to_timestamp(w.hour::double precision * 3600), w.bin, w.n
    FROM unnest(bin_stats, bin_hours, bins, bin_ns) AS w (stat_id, hour, bin, n)
    ORDER BY w.stat_id, w.hour, w.bin
    ON CONFLICT (stat_id, hour, bin) DO UPDATE SET n = b.n + excluded.n;
  END IF;

  SELECT extract(epoch FROM closed_to)::bigint / 60 INTO closed FROM rollup_mark;
  IF closed > ANY (minutes) THEN
    INSERT INTO rollup_dirty (stat_id, quarter)
    SELECT DISTINCT w.stat_id, to_timestamp((w.minute / 15)::double precision * 900)
    FROM unnest(stats, minutes) AS w (stat_id, minute) WHERE w.minute < closed;
  END IF;

  RETURN extract(epoch FROM clock_timestamp()) * 1000;
END
$$;

-- As before; stats that were merged into others no longer count.
-- Makes the stats that the names do not feed yet, one call after another for each team, and tells for every name what
-- feeds it now. `refused` is 'stats' when the team has as many as it may have, 'new_stats' when it made as many
-- within a minute as it may make; then `retry_after` tells in how many seconds to try again. A name missing from
-- the answer met a random id that was taken: call again with other ids.
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
  FROM stat s WHERE s.team_id = team AND s.merged_into_id IS NULL;

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
    INSERT INTO stat (public_id, team_id, name, kind, classic_key, created_at)
    VALUES (public_ids[i], team, names[i], kinds[i], classic_keys[i], clock_timestamp())
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

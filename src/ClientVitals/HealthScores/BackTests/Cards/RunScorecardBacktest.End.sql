-- Keep what came of this back-test. One that was given up meanwhile is kept all the same: what it says is true.
update public.scorecard_back_tests b
set state = @state::text,
    finished_at = @now::timestamptz,
    beat_at = @now::timestamptz,
    done = @done::int,
    total = @total::int,
    error = @error::text,
    result = @result::text::jsonb,
    tested_until = @tested_until::date,
    last_rows = coalesce(@last_rows::bigint[], b.last_rows)
where b.id = @run::bigint

-- Keep what came of this back-test. One that was given up meanwhile is kept all the same: what it says is true.
update public.back_tests b
set state = case when @error::text is null then 'succeeded' else 'failed' end,
    finished_at = @now::timestamptz,
    beat_at = @now::timestamptz,
    error = @error::text,
    result = @result::text::jsonb
where b.id = @run::bigint

-- The account of this delivery.
update public.deliveries d
set state = 'succeeded',
    sha256 = @sha256::text,
    finished_at = @finished::timestamptz,
    read = @read::bigint,
    added = @added::bigint,
    unchanged = @unchanged::bigint,
    corrected = @corrected::bigint,
    rejected = @rejected::bigint,
    unmatched = @unmatched::bigint,
    details = @details::jsonb
where d.id = @id::bigint

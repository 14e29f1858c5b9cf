-- These clients are counted now, until something changes or a session that is told of already begins.
update public.package_counts k
set counted_at = @as_of::timestamptz,
    settings = @settings::integer,
    again_at = (
      select min(s.starts_at)
      from public.sessions s
      where s.client_id = k.client_id
        and s.starts_at > @as_of::timestamptz
        and s.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED'))
where k.client_id = any (@clients::uuid[])

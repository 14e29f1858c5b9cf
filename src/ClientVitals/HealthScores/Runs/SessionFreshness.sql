-- Are there sessions at all, and when did a source last tell of any, by what was known at this moment?
select
  exists (select from public.sessions s where s.known_from <= @at::timestamptz) as has_sessions,
  (
    select max(d.started_at)
    from public.deliveries d
    where d.entity = 'sessions'
      and d.state = 'succeeded'
      and d.started_at <= @at::timestamptz
      and (d.undone_at is null or d.undone_at > @at::timestamptz)
  ) as last_told_at

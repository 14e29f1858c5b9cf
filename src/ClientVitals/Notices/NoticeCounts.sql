-- Channels that are posted to, deliveries given up, and recent notices that nobody received.
select
  coalesce((select array_agg(c.name order by c.name) from public.notice_channels c where c.removed_at is null and c.kind <> 'mail'), '{}') as channels,
  (select count(*)::int from public.notice_deliveries d where d.state = 'dead') as dead,
  (
    select count(*)::int
    from public.notices n
    where n.made_at >= @since::timestamptz
      and not exists (select from public.notice_deliveries d where d.notice_id = n.id)
  ) as for_nobody

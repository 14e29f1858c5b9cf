-- Add a channel, or change the one of this name; true = it is new, no row = there are too many.
insert into public.notice_channels as c (name, kind, target, least_severity, kinds, made_at, made_by)
select @name::text, @kind::text, @target::text, @least_severity::text, @kinds::text[], @now::timestamptz, @who::text
where (select count(*) from public.notice_channels o where o.removed_at is null and o.name <> @name::text) < @most::int
on conflict (name) where removed_at is null do update set
  target = excluded.target,
  least_severity = excluded.least_severity,
  kinds = excluded.kinds,
  paused_until = null
returning c.xmax = 0

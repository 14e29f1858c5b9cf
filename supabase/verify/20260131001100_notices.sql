-- Raises when 20260131001100_notices is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'row security on public.' || w.name as what, coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false) as is_there
    from (values ('notices'), ('notice_deliveries'), ('notice_channels'), ('notice_preferences')) as w (name)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('notices_told_once'), ('notice_deliveries_once'), ('notice_deliveries_due'), ('notice_deliveries_sending'), ('notice_deliveries_user'), ('notice_channels_name')) as w (name)
    union all
    select 'column public.notice_deliveries.' || w.name, exists (
      select from information_schema.columns c where c.table_schema = 'public' and c.table_name = 'notice_deliveries' and c.column_name = w.name)
    from (values ('handed_at'), ('fence'), ('message_key')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131001100_notices is not in place; missing: %', missing;
  end if;
end
$$;

-- Raises when 20251218000001_sources is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select format('table public.%s', t) as what, to_regclass('public.' || t) is not null as is_there
    from unnest(array['sources', 'received_messages', 'delivery_rejects', 'request_answers', 'allowed_origins']) t
    union all
    select format('row security on public.%s', t), coalesce((select c.relrowsecurity from pg_class c where c.oid = to_regclass('public.' || t)), false)
    from unnest(array['sources', 'received_messages', 'delivery_rejects', 'request_answers', 'allowed_origins']) t
    union all
    select format('index public.%s', i), to_regclass('public.' || i) is not null
    from unnest(array['received_messages_latest', 'received_messages_old', 'delivery_rejects_delivery', 'request_answers_old']) i
    union all
    select 'trigger update_sources_updated_at', exists (select from pg_trigger g where g.tgname = 'update_sources_updated_at' and g.tgrelid = to_regclass('public.sources'))
  ) p
  where not p.is_there;
  if missing is not null then
    raise exception '20251218000001_sources is not in place; missing: %', missing;
  end if;
end
$$;

-- Raises when 20260130000010_today_counts is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column intervention_log.client_ends_on', exists (select from pg_attribute a where a.attrelid = to_regclass('public.intervention_log') and a.attname = 'client_ends_on' and not a.attisdropped)),
    ('function public.end_of_contact(text, uuid, date)', to_regprocedure('public.end_of_contact(text, uuid, date)') is not null),
    ('function public.keep_end_of_contact()', to_regprocedure('public.keep_end_of_contact()') is not null),
    ('trigger clients_end_of_contact', exists (select from pg_trigger t where t.tgrelid = to_regclass('public.clients') and t.tgname = 'clients_end_of_contact')),
    ('trigger intervention_log_end_of_contact', exists (select from pg_trigger t where t.tgrelid = to_regclass('public.intervention_log') and t.tgname = 'intervention_log_end_of_contact')),
    ('index public.intervention_log_acted', to_regclass('public.intervention_log_acted') is not null),
    ('index public.intervention_events_acts', to_regclass('public.intervention_events_acts') is not null),
    ('index public.intervention_events_of_program', to_regclass('public.intervention_events_of_program') is not null),
    ('index public.client_health_scores_together', to_regclass('public.client_health_scores_together') is not null),
    ('index public.client_health_scores_rang', to_regclass('public.client_health_scores_rang') is not null),
    ('index public.client_health_scores_order', to_regclass('public.client_health_scores_order') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260130000010_today_counts is not in place; missing: %', missing;
  end if;
  if exists (
    select
    from public.intervention_log i
    join public.clients c on c.id = i.client_id
    where i.completed_at is null
      and i.client_ends_on is distinct from public.end_of_contact(c.status, c.merged_into, c.ended_on)) then
    raise exception '20260130000010_today_counts: an open item does not know when the contact with its client ends';
  end if;
end
$$;

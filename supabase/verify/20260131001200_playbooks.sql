-- Raises when 20260131001200_playbooks is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table playbooks', to_regclass('public.playbooks') is not null),
    ('table intervention_assignments', to_regclass('public.intervention_assignments') is not null),
    ('table never_withheld', to_regclass('public.never_withheld') is not null),
    ('view intervention_outcomes', to_regclass('public.intervention_outcomes') is not null),
    ('view intervention_log_live', to_regclass('public.intervention_log_live') is not null),
    ('column intervention_log.set_aside', exists (select from pg_attribute a where a.attrelid = to_regclass('public.intervention_log') and a.attname = 'set_aside' and not a.attisdropped)),
    ('function playbook_draw', to_regprocedure('public.playbook_draw(uuid, bigint, text)') is not null),
    ('index public.intervention_log_unmeasured', to_regclass('public.intervention_log_unmeasured') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131001200_playbooks is not in place; missing: %', missing;
  end if;
  if (select count(distinct b.key) from public.playbooks b) < 10 then
    raise exception '20260131001200_playbooks is not in place; the playbooks it brings are missing.';
  end if;
end
$$;

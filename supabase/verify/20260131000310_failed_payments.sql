-- Raises when 20260131000310_failed_payments is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'column ' || w.tab || '.' || w.col as what, exists (
      select from information_schema.columns c where c.table_schema = 'public' and c.table_name = w.tab and c.column_name = w.col) as is_there
    from (values ('payments', 'invoice_key'), ('payments', 'reason'), ('payment_versions', 'invoice_key'), ('payment_versions', 'reason')) as w (tab, col)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('payments_invoice'), ('payments_gone_wrong')) as w (name)
    union all
    select 'function public.failed_payments', to_regprocedure('public.failed_payments(timestamptz, integer, uuid)') is not null
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000310_failed_payments is not in place; missing: %', missing;
  end if;
end
$$;

-- Raises when 20260115000001_job_runner_without_rights is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_catalog.pg_proc p
    where p.oid = 'public.job_runner(text)'::regprocedure and p.prosrc like '%insufficient_privilege%') then
    raise exception '20260115000001_job_runner_without_rights is not in place: job_runner() fails where pg_cron cannot be looked at';
  end if;
end
$$;

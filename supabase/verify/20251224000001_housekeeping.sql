-- Raises when 20251224000001_housekeeping is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (select from public.job_schedules s where s.job = 'daily-housekeeping') then
    raise exception '20251224000001_housekeeping is not in place; missing: the schedule of daily-housekeeping';
  end if;
end
$$;

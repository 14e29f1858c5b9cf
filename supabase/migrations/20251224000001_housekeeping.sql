-- The hour at which the house is swept: sign-ins, links and sessions long over, ids of messages and refused lines that served their time.
insert into public.job_schedules (job, cron, function, description) values
  ('daily-housekeeping', '30 3 * * *', 'housekeeping', 'Takes away what is over: old sign-ins, links, sessions, messages and refused lines.')
on conflict (job) do nothing;
do $$
begin
  if to_regclass('archive.job_schedules__20251224000001') is not null then
    delete from public.job_schedules where job = 'daily-housekeeping';
    insert into public.job_schedules select * from archive.job_schedules__20251224000001;
    drop table archive.job_schedules__20251224000001;
  end if;
end
$$;

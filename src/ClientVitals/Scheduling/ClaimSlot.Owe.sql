-- Since when are the slots of this job owed? Null = not yet.
update public.job_schedules s
set owed_since = @since::timestamptz
where s.job = @job::text
  and s.owed_since is distinct from @since::timestamptz

-- Say that the holder of this run is alive: is it still its own (at work, or closed by itself)?
with renewed as (
  update public.job_runs r
  set lease_until = clock_timestamp() + @lease::interval
  where r.id = @run::bigint
    and r.fence = @fence::bigint
    and r.state = 'running'
  returning r.id
)
select
  exists (select from renewed)
  or exists (
    select
    from public.job_runs r
    where r.id = @run::bigint
      and r.fence = @fence::bigint
      and r.state not in ('running', 'abandoned')
  ) as still_its_own

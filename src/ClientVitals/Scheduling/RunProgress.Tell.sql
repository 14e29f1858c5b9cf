-- Say how far this run is, if it is still its holder's.
update public.job_runs r
set details = r.details || jsonb_build_object('progress', jsonb_build_object('done', @done::int, 'total', @total::int))
where r.id = @run::bigint
  and r.fence = @fence::bigint
  and r.state = 'running'

-- Is this run still its holder's? Nobody takes it until the transaction ends.
select r.id
from public.job_runs r
where r.id = @run::bigint
  and r.fence = @fence::bigint
  and r.state = 'running'
for update

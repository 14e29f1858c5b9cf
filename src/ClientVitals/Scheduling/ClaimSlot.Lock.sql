-- Is there a schedule of this job? Others that look at it wait until this transaction ends.
select s.job
from public.job_schedules s
where s.job = @job::text
for update

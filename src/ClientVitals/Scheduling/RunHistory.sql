-- What became of the last runs of a job, or of all?
select
  r.id,
  r.job,
  r.slot,
  r.started_by,
  r.state,
  r.started_at,
  r.finished_at,
  r.rows_read,
  r.rows_written,
  r.rows_failed,
  r.attempt,
  r.node,
  r.error
from public.job_runs r
where (@job::text is null or r.job = @job::text)
  and (@before::bigint is null or r.id < @before::bigint)
order by r.id desc
limit @most::int

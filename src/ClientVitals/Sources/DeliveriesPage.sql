-- What arrived from outside, the latest first, after this place in the list?
select
  d.id,
  d.source,
  d.name,
  d.state,
  d.started_at,
  d.finished_at,
  d.read,
  d.added,
  d.unchanged,
  d.corrected,
  d.rejected,
  d.unmatched,
  d.error,
  d.entity,
  d.undone_at
from public.deliveries d
where (@source::text is null or d.source = @source::text)
  and (@after_id::bigint is null or d.id < @after_id::bigint)
order by d.id desc
limit @most::int

-- This act, if it holds and the caller sees it, and what last happened to its finding and was not undone.
select
  v.insight_id,
  v.kind,
  (
    select max(l.id)
    from public.insight_events l
    where l.insight_id = v.insight_id
      and l.kind <> 'UNDONE'
      and not exists (select from public.insight_events u where u.undoes_id = l.id)
  ) as last_id
from public.insight_events v
where v.id = @act::bigint
  and v.before is not null
  and not exists (select from public.insight_events u where u.undoes_id = v.id)

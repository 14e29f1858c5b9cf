-- Give these clients another coach, another grouping or both: the hub follows, and who went from whom to whom is written down. How many changed?
with before as (
  select c.id, c.coach_id, c.segment
  from public.clients c
  where c.id = any (@clients::uuid[])
    and c.merged_into is null
    and ((@coach::uuid is not null and c.coach_id is distinct from @coach::uuid)
      or (@segment::text is not null and c.segment is distinct from nullif(@segment::text, '')))
  order by c.id
  for update
),
changed as (
  update public.clients c
  set coach_id = coalesce(@coach::uuid, c.coach_id),
      segment = case when @segment::text is null then c.segment else nullif(@segment::text, '') end
  from before b
  where c.id = b.id
  returning c.id, c.coach_id
),
went as (
  insert into public.client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
  select c.id, b.coach_id, c.coach_id, @now::timestamptz, @by::text
  from changed c
  join before b on b.id = c.id
  where c.coach_id is distinct from b.coach_id
  returning client_id, from_coach, to_coach
),
hub as (
  update public.client_health_scores h
  set assigned_coach = (select s.name from public.staff s where s.id = w.to_coach),
      previous_owner = coalesce((select s.name from public.staff s where s.id = w.from_coach), h.previous_owner),
      owner_changed_at = @now::timestamptz,
      owner_change_count = h.owner_change_count + 1
  from went w
  where h.client_id = w.client_id
)
select (count(*))::int as changed
from changed

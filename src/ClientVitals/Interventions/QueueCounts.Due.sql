-- How many are to be contacted today, beside those who are not contacted by us.
with book as materialized (
  select c.id from public.clients c where c.coach_id = @book::uuid
)
select count(*)::int as to_contact
from public.intervention_log i
where i.completed_at is null
  and i.due_on <= @today::date
  and i.set_aside is null
  and i.cause_kind <> 'OUTREACH_GAP'
  and (@book::uuid is null or i.client_id = any (array(select b.id from book b)))
  and i.client_id not in (select h.client_id from public.client_health_scores h where h.pattern_hold = 'TOGETHER' and h.client_id is not null)
  and (i.client_ends_on is null or i.client_ends_on > @today::date)

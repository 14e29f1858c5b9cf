-- Today reads the first twenty of each section instead of ordering all who are due: an item knows its place on the morning list, and one index has the open
-- items in that order with everything the queue asks of them. The place is written by the analysis, which gives it to the client.

alter table public.intervention_log add column if not exists place numeric;
alter table public.intervention_log add column if not exists place_since date;
comment on column public.intervention_log.place is 'The place of the client on the morning list, as of the last analysis (client_health_scores.pattern_place); null = not on the list. Kept while the item is open.';
comment on column public.intervention_log.place_since is 'First day of the departure, as of the last analysis (client_health_scores.pattern_since); orders items of the same place. Kept while the item is open.';

-- Nobody changed an item: when it was last changed stays.
alter table public.intervention_log disable trigger update_intervention_log_updated_at;
update public.intervention_log i
set place = h.pattern_place,
    place_since = h.pattern_since
from public.client_health_scores h
where h.client_id = i.client_id
  and i.completed_at is null
  and (i.place, i.place_since) is distinct from (h.pattern_place, h.pattern_since);
alter table public.intervention_log enable trigger update_intervention_log_updated_at;

create index if not exists intervention_log_queue on public.intervention_log (place, place_since, client_id)
  include (id, due_on, triggered_on, cause_kind, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null;
-- Of most nobody has done anything yet: those about whom somebody has are found without them.
create index if not exists intervention_log_again on public.intervention_log (place, place_since, client_id)
  include (id, due_on, cause_kind, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null and outcome is not null;

-- How many are due is counted from an index alone.
drop index if exists public.intervention_log_due;
create index intervention_log_due on public.intervention_log (due_on, cause_kind)
  include (id, client_id, triggered_on, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null;

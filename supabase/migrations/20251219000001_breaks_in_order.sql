-- The place in the list of who is out of pattern, kept with the row and indexed, so that a page of the list reads a page. It is null for
-- everybody else, so that the daily update of their rows stays in place (no indexed value of theirs changes).

alter table public.client_health_scores
  add column if not exists pattern_place numeric generated always as (
    case pattern_status when 'PATTERN_BREAK' then 0 when 'BELOW_PATTERN' then 1000000 end - coalesce(pattern_evidence, 0)) stored;
comment on column public.client_health_scores.pattern_place is 'Orders the list of who is out of pattern, ascending: breaks before below, then by evidence. Null = in neither.';

create index if not exists client_health_scores_place on public.client_health_scores (pattern_place, client_id) where pattern_place is not null;
create index if not exists client_health_scores_coach_place on public.client_health_scores (assigned_coach, pattern_place, client_id) where pattern_place is not null;

-- The lists beside the one of who is out of pattern (above, paused, not enough history, data missing), in the order of names, each read
-- along an index a page at a time; and the list of clients by coach, by grouping and newest first. Like the place in the list, what is
-- indexed is null for everybody else and seldom changes, so that the daily update of the rows stays in place.

alter table public.client_health_scores
  add column if not exists pattern_roster text generated always as (
    case
      when last_pattern_check is null or pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN') then null
      when pattern_status = 'ABOVE_PATTERN' then 'ABOVE_PATTERN'
      when pattern_hold in ('PAUSED', 'STALE') then pattern_hold
      when pattern_enough_history is false then 'NOT_ENOUGH_HISTORY'
    end) stored,
  add column if not exists order_name text collate "C" generated always as (
    lower(btrim(coalesce(btrim(firstname), '') || ' ' || coalesce(btrim(lastname), '')))) stored;
comment on column public.client_health_scores.pattern_roster is 'ABOVE_PATTERN, PAUSED, STALE or NOT_ENOUGH_HISTORY: the list the client stands in as last analysed; null = none of these. Computed.';
comment on column public.client_health_scores.order_name is 'Orders the lists by name: first and last name in lower case, by code point. Computed.';

create index if not exists client_health_scores_roster on public.client_health_scores (pattern_roster, order_name, client_id) where pattern_roster is not null;
create index if not exists client_health_scores_coach_roster on public.client_health_scores (assigned_coach, pattern_roster, order_name, client_id) where pattern_roster is not null;
create index if not exists clients_coach_name on public.clients (coach_id, order_name, id) where merged_into is null;
create index if not exists clients_segment_name on public.clients (segment, order_name, id) where merged_into is null and segment is not null;
create index if not exists clients_newest on public.clients (created_at, id) where merged_into is null;

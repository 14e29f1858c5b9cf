-- What other programs read of health scores: zones, average and clients at risk of a day, and each client's week (docs/decisions/0056).

-- 1. Functions, with the caller's own rights: row security decides whose clients they see. Null as the day is the newest that was scored.
create or replace function public.scores_of_day(target_date date)
returns table (
  client_id uuid,
  score numeric,
  zone text,
  churn_risk numeric,
  days_since_last_session integer
)
language sql stable set search_path = '' as $$
  with day as (
    select coalesce(target_date, (select max(s.calculated_on) from public.client_health_scores s)) as scored_on
  ),
  card as (
    -- Of several scorecards of a day, the one that ran last.
    select
      h.scorecard_id,
      (
        select i.place
        from public.health_scorecards c
        cross join lateral pg_catalog.jsonb_array_elements(c.definition -> 'inputs') with ordinality as i (input, place)
        where c.id = h.scorecard_id
          and i.input ->> 'measure' = 'days_since_attended'
        limit 1
      )::integer as last_session
    from day d
    join public.client_health_history h on h.scored_on = d.scored_on
    order by h.as_of desc, h.scorecard_id desc
    limit 1
  )
  select h.client_id, h.score, h.zone, h.churn_risk, h.inputs[k.last_session]::integer
  from day d
  cross join card k
  join public.client_health_history h on h.scored_on = d.scored_on and h.scorecard_id = k.scorecard_id
  join public.clients c on c.id = h.client_id
  where c.merged_into is null
    and case when c.ended_on is not null then c.ended_on > h.scored_on else c.status = 'ACTIVE' end
$$;
comment on function public.scores_of_day(date) is 'The scores of a day of clients who were clients on it: not merged, not left by then, not archived. Null = the newest day that was scored.';

create or replace function public.get_zone_distribution(target_date date)
returns table (health_zone text, count bigint)
language sql stable set search_path = '' as $$
  select s.zone, count(*)
  from public.scores_of_day(target_date) s
  group by s.zone
  order by s.zone
$$;
comment on function public.get_zone_distribution(date) is 'How many active clients were in each zone on a day; a zone of null = their score is unknown. Null as the day = the newest that was scored.';

create or replace function public.get_overall_avg(target_date date)
returns table (avg_score numeric)
language sql stable set search_path = '' as $$
  select pg_catalog.round(avg(s.score), 2)
  from public.scores_of_day(target_date) s
$$;
comment on function public.get_overall_avg(date) is 'The average score of the active clients who had one on a day; null = nobody had. Null as the day = the newest that was scored.';

create or replace function public.get_at_risk_clients(target_date date)
returns table (
  id bigint,
  email text,
  client_name text,
  health_score numeric,
  health_zone text,
  assigned_coach text,
  days_since_last_session integer,
  churn_risk_score numeric
)
language sql stable set search_path = '' as $$
  select
    h.id,
    h.email,
    coalesce(nullif(pg_catalog.btrim(pg_catalog.concat_ws(' ', pg_catalog.btrim(h.firstname), pg_catalog.btrim(h.lastname))), ''), h.email),
    s.score,
    s.zone,
    h.assigned_coach,
    s.days_since_last_session,
    s.churn_risk
  from public.scores_of_day(target_date) s
  join public.client_health_scores h on h.client_id = s.client_id
  where s.zone in ('RED', 'YELLOW')
  order by s.score, h.email, h.id
$$;
comment on function public.get_at_risk_clients(date) is 'Active clients who were RED or YELLOW on a day, the lowest score first, then by address. Null as the day = the newest that was scored.';

revoke all on function public.scores_of_day(date), public.get_zone_distribution(date), public.get_overall_avg(date), public.get_at_risk_clients(date) from public, anon;
grant execute on function public.scores_of_day(date), public.get_zone_distribution(date), public.get_overall_avg(date), public.get_at_risk_clients(date) to authenticated, service_role;

-- 2. Each client's week, as the earlier table of this name was meant; nothing has to fill it.
create or replace view public.client_lifecycle_history with (security_invoker = true) as
with cards as (
  -- Where each scorecard keeps the sessions of 7 days.
  select
    c.id,
    (
      select i.place
      from pg_catalog.jsonb_array_elements(c.definition -> 'inputs') with ordinality as i (input, place)
      where i.input ->> 'measure' = 'attended'
        and i.input ->> 'days' = '7'
      limit 1
    )::integer as attended
  from public.health_scorecards c
),
weeks as (
  -- The last score of each client and week.
  select distinct on (s.email, h.client_id, pg_catalog.date_trunc('week', h.scored_on::timestamp))
    s.email,
    h.client_id,
    pg_catalog.date_trunc('week', h.scored_on::timestamp)::date + 6 as week_ending_date,
    h.score,
    h.zone,
    h.inputs[c.attended] as sessions,
    h.risk_points,
    h.as_of
  from public.client_health_scores s
  join public.client_health_history h on h.client_id = s.client_id
  join cards c on c.id = h.scorecard_id
  where s.email is not null
  order by s.email, h.client_id, pg_catalog.date_trunc('week', h.scored_on::timestamp), h.scored_on desc, h.as_of desc
),
beside as (
  select
    w.*,
    case
      when lag(w.week_ending_date) over (partition by w.email, w.client_id order by w.week_ending_date) = w.week_ending_date - 7
      then lag(w.sessions) over (partition by w.email, w.client_id order by w.week_ending_date)
    end as sessions_before
  from weeks w
)
select
  b.email,
  b.week_ending_date,
  b.score as health_score,
  b.zone as health_zone,
  b.sessions::numeric(5,1) as sessions_this_week,
  b.sessions_before::numeric(5,1) as sessions_previous_week,
  c.change::numeric(5,2) as week_over_week_change,
  case when c.change > 20 then 'ACCELERATING' when c.change < -20 then 'DECLINING' when c.change is not null then 'STABLE' end as engagement_trend,
  b.risk_points as predictive_risk_score,
  b.as_of as created_at
from beside b
cross join lateral (
  select
    case
      when b.sessions_before > 0
      then least(999.99, greatest(-999.99, pg_catalog.round((b.sessions - b.sessions_before) / b.sessions_before * 100, 2)))
    end as change
) c;
comment on view public.client_lifecycle_history is 'Each client''s last score of each week, weeks ending on Sunday, for clients with an e-mail: zone, sessions attended in the 7 days before it and in those of the week before, their change in percent, null where the week before had none or is unknown; the trend of it (more than 20 % up ACCELERATING, more than 20 % down DECLINING, else STABLE), points of risk, when it was scored.';
revoke all on public.client_lifecycle_history from public, anon, authenticated, service_role;
grant select on public.client_lifecycle_history to authenticated, service_role;

-- 3. How well the risk told last time, beside what was learnt.
alter table public.risk_fits add column if not exists checked_on date;
alter table public.risk_fits add column if not exists calibration jsonb;
comment on column public.risk_fits.checked_on is 'The morning on which the risk of 30 days was checked: learnt by then, compared with what happened since; null = too little past.';
comment on column public.risk_fits.calibration is 'By tenths of the clients of that morning, from the least to the most likely: how many, what was said, what happened. Null with checked_on.';
select archive.give_back_columns('public.risk_fits', '20260131000100');

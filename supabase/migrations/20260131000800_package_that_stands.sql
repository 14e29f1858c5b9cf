-- Which package stands for a client is said by one rule: the standings name it, and renewals ask them. They are put in order once instead of twice.

drop function public.package_standings_as_of(timestamptz, text, uuid[], boolean);

create or replace function public.package_standings_as_of(as_of timestamptz, zone text, clients uuid[] default null, counted boolean default false)
returns table (client_id uuid, sessions_left integer, sessions_bought integer, days_until_renewal integer, kind text, price numeric, currency text, package_id bigint)
language sql
stable
set search_path = ''
-- The packages of a large book are put in order in memory.
set work_mem = '64MB'
as $$
  with held as (
    select
      p.id,
      p.client_id,
      p.status,
      p.kind,
      p.price,
      p.currency,
      p.bought_on,
      p.expires_on,
      p.sessions_bought,
      coalesce(p.sessions_left, greatest(p.source_remaining, 0)) as sessions_left,
      d.today,
      p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= d.today) as is_current
    from public.packages_as_of(package_standings_as_of.as_of, package_standings_as_of.zone, package_standings_as_of.clients, package_standings_as_of.counted) p
    cross join (select (package_standings_as_of.as_of at time zone package_standings_as_of.zone)::date as today) d
    where p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
      and p.bought_on <= d.today
  ),
  -- The package that ends last stands for the client; where none is current, the one that ended last. One look at each client's packages says both that and the sums.
  placed as (
    select
      h.*,
      row_number() over (partition by h.client_id order by h.is_current desc, coalesce(h.expires_on, 'infinity'::date) desc, h.bought_on desc, h.id desc) as place,
      sum(h.sessions_left) filter (where h.is_current) over (partition by h.client_id) as all_left,
      sum(h.sessions_bought) filter (where h.is_current) over (partition by h.client_id) as all_bought,
      bool_and(h.sessions_left is not null and h.sessions_bought is not null) filter (where h.is_current) over (partition by h.client_id) as knows_left,
      bool_and(h.sessions_bought is not null) filter (where h.is_current) over (partition by h.client_id) as knows_bought
    from held h
  )
  select
    p.client_id,
    (case when not p.is_current then 0 when p.knows_left then p.all_left end)::integer,
    (case when not p.is_current then p.sessions_bought when p.knows_bought then p.all_bought end)::integer,
    case when p.status <> 'FROZEN' then p.expires_on - p.today end,
    p.kind,
    p.price,
    p.currency,
    p.id
  from placed p
  where p.place = 1
$$;
comment on function public.package_standings_as_of(timestamptz, text, uuid[], boolean) is 'Each client''s packages together, as they were known at a moment: sessions left and bought of those that run (of the last one where none runs, with none left), and days to the last day, kind and price of the one that ends last, which is package_id. Null = unknown, unlimited, or frozen; a client without packages is not in it.';
revoke all on function public.package_standings_as_of(timestamptz, text, uuid[], boolean) from public, anon, authenticated;
grant execute on function public.package_standings_as_of(timestamptz, text, uuid[], boolean) to authenticated, service_role;

create or replace function public.renewals_due(today date, within integer, overdue integer)
returns table (
  client_id uuid, package_id bigint, kind text, price numeric, currency text, sessions_left integer, sessions_bought integer, sessions_per_week numeric,
  expires_on date, due_on date, due_by text, last_session_on date, counted_at timestamptz)
language sql
stable
set search_path = ''
as $$
  with counted as (
    select
      h.client_id,
      h.calculated_at,
      h.outstanding_sessions as left_then,
      h.sessions_purchased as bought_then,
      h.calculated_on + h.days_until_renewal as last_day_then,
      h.calculated_on - h.days_since_last_session as last_session_on,
      h.calculated_on,
      -- The faster of two windows: who began three weeks ago is not measured over ninety days.
      greatest(h.sessions_last_30d / 30.0, h.sessions_last_90d / 90.0) as a_day
    from public.client_health_scores h
    join public.clients c on c.id = h.client_id
    where h.calculated_on is not null
      and (h.outstanding_sessions is not null or h.days_until_renewal is not null)
      and c.status = 'ACTIVE'
      and c.merged_into is null
      and (c.ended_on is null or c.ended_on > renewals_due.today)
  ),
  paced as (
    select
      k.*,
      case
        when k.left_then = 0 then coalesce(k.last_session_on, k.calculated_on)
        when k.left_then > 0 and k.a_day > 0 then greatest(k.calculated_on + ceil(k.left_then / k.a_day)::integer, renewals_due.today)
      end as runs_out_on
    from counted k
  ),
  -- The rows of packages are looked up for those alone whom the count brings near.
  near as materialized (
    select p.*
    from paced p
    where p.last_day_then between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
      or p.runs_out_on between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
  ),
  -- What became known of a package after the count is not mixed with what was counted.
  held as (
    select
      n.client_id,
      n.calculated_at,
      n.a_day,
      n.last_session_on,
      n.left_then,
      n.bought_then,
      m.id,
      m.kind,
      m.price,
      m.currency,
      m.expires_on,
      m.expires_on < renewals_due.today as is_over,
      case when m.known_from <= n.calculated_at and (m.expires_on is null or m.expires_on >= renewals_due.today or m.status = 'USED_UP') then n.runs_out_on end as runs_out_on,
      m.known_from <= n.calculated_at as is_counted
    from near n
    join public.package_standings_as_of(
      (renewals_due.today + 1)::timestamp at time zone public.business_zone() - interval '1 microsecond', public.business_zone(), (select array_agg(client_id) from near), counted => true) s
      on s.client_id = n.client_id
    join public.packages m on m.id = s.package_id
    -- Time does not run while a package is frozen.
    where m.status <> 'FROZEN'
  )
  select
    d.client_id,
    d.id,
    d.kind,
    d.price,
    d.currency,
    case when d.is_counted and d.is_over is not true then d.left_then end,
    case when d.is_counted then d.bought_then end,
    round(d.a_day * 7, 1),
    d.expires_on,
    least(d.expires_on, d.runs_out_on),
    case when d.expires_on <= d.runs_out_on or d.runs_out_on is null then 'LAST_DAY' else 'SESSIONS' end,
    d.last_session_on,
    d.calculated_at
  from held d
  where least(d.expires_on, d.runs_out_on) between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
$$;
comment on function public.renewals_due(date, integer, integer) is 'Clients whose current package runs out within so many days of today, or did at most so many days ago: by its last day (LAST_DAY), or by the sessions left at their own pace (SESSIONS; attended a day over 30 or 90 days, whichever is more). Sessions are those of the last count, written to the hub. One row a client; frozen packages and former clients are not in it.';
revoke all on function public.renewals_due(date, integer, integer) from public, anon, authenticated;
grant execute on function public.renewals_due(date, integer, integer) to authenticated, service_role;

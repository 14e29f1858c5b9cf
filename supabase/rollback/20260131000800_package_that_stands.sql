-- Undo of 20260131000800_package_that_stands. Nothing goes to the archive: both functions only read.
drop function public.package_standings_as_of(timestamptz, text, uuid[], boolean);

create or replace function public.package_standings_as_of(as_of timestamptz, zone text, clients uuid[] default null, counted boolean default false)
returns table (client_id uuid, sessions_left integer, sessions_bought integer, days_until_renewal integer, kind text, price numeric, currency text)
language sql
stable
set search_path = ''
as $$
  with held as (
    select
      p.*,
      d.today,
      p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= d.today) as is_current
    from public.packages_as_of(package_standings_as_of.as_of, package_standings_as_of.zone, package_standings_as_of.clients, package_standings_as_of.counted) p
    cross join (select (package_standings_as_of.as_of at time zone package_standings_as_of.zone)::date as today) d
    where p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
      and p.bought_on <= d.today
  ),
  -- The package that ends last stands for the client; where none is current, the one that ended last.
  main as (
    select distinct on (h.client_id) h.*
    from held h
    order by h.client_id, h.is_current desc, coalesce(h.expires_on, 'infinity'::date) desc, h.bought_on desc, h.id desc
  ),
  summed as (
    select
      h.client_id,
      case when bool_and(coalesce(h.sessions_left, h.source_remaining) is not null and h.sessions_bought is not null) then sum(coalesce(h.sessions_left, greatest(h.source_remaining, 0))) end as sessions_left,
      case when bool_and(h.sessions_bought is not null) then sum(h.sessions_bought) end as sessions_bought
    from held h
    where h.is_current
    group by h.client_id
  )
  select
    m.client_id,
    (case when m.is_current then s.sessions_left else 0 end)::integer,
    (case when m.is_current then s.sessions_bought else m.sessions_bought end)::integer,
    case when m.status <> 'FROZEN' then m.expires_on - m.today end,
    m.kind,
    m.price,
    m.currency
  from main m
  left join summed s on s.client_id = m.client_id
$$;
comment on function public.package_standings_as_of(timestamptz, text, uuid[], boolean) is 'Each client''s packages together, as they were known at a moment: sessions left and bought of those that run (of the last one where none runs, with none left), and days to the last day, kind and price of the one that ends last. Null = unknown, unlimited, or frozen; a client without packages is not in it.';
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
  -- The package that stands for the client is the one of package_standings_as_of. What became known of it after the count is not mixed with what was counted.
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
    cross join lateral (
      select p.id, p.kind, p.price, p.currency, p.expires_on, p.status, p.known_from
      from public.packages p
      where p.client_id = n.client_id
        and p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
        and p.bought_on <= renewals_due.today
      order by
        (p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= renewals_due.today)) desc,
        coalesce(p.expires_on, 'infinity'::date) desc,
        p.bought_on desc,
        p.id desc
      limit 1
    ) m
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

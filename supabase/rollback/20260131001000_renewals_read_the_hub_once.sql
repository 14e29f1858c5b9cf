-- Undoes 20260131001000_renewals_read_the_hub_once: clients are joined before the count is looked at, as before.

create or replace function public.renewals_due(today date, within integer, overdue integer)
returns table (client_id uuid, package_id bigint, kind text, price numeric, currency text, sessions_left integer, sessions_bought integer, sessions_per_week numeric, expires_on date, due_on date, due_by text, last_session_on date, counted_at timestamptz)
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

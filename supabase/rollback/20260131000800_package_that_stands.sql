-- Undo of 20260131000800_package_that_stands. Nothing goes to the archive: the function only reads.
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

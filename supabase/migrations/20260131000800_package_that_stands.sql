-- The standings of packages say which package stands for a client, and put the packages in order once instead of twice.

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

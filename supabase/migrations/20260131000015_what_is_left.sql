-- What is left of each package is computed from the sessions, as of any moment (docs/decisions/0055-what-is-left-of-a-package.md).

create or replace function public.package_usage_as_of(as_of timestamptz, zone text, clients uuid[] default null)
returns table (package_id bigint, sessions integer, sessions_told integer, is_unclear boolean)
language plpgsql
stable
set search_path = ''
-- Planned for the clients that are asked for: all of them are read otherwise than one.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
  return query
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status, coalesce(p.modified_at, p.known_from) as told_at
    from public.packages p
    where p.known_from <= package_usage_as_of.as_of
      and p.client_id is not null
      and (package_usage_as_of.clients is null or p.client_id = any (package_usage_as_of.clients))
    union all
    select v.id, v.client_id, v.source, v.external_id, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status, coalesce(v.modified_at, v.known_from)
    from public.package_versions v
    where v.known_from <= package_usage_as_of.as_of
      and v.known_until > package_usage_as_of.as_of
      and v.client_id is not null
      and (package_usage_as_of.clients is null or v.client_id = any (package_usage_as_of.clients))
  ),
  -- A package that has come to an end without a last day ends when the next one begins.
  timed as (
    select b.*,
      case
        when b.status in ('ACTIVE', 'FROZEN', 'UNKNOWN') then b.expires_on
        else least(b.expires_on, lead(b.starts_on) over (partition by b.client_id order by b.starts_on, b.id) - 1)
      end as last_on
    from bought b
  ),
  -- A missed session is taken from the package only where its source says so; one that was called off too late is taken when it was called off.
  taken as (
    select s.id, s.client_id, s.source, s.package_key, s.taken_at, (s.starts_at at time zone package_usage_as_of.zone)::date as on_day
    from (
      select k.*, case when k.status = 'LATE_CANCELLED' then least(k.starts_at, coalesce(k.status_at, k.starts_at)) else k.starts_at end as taken_at
      from (
        select n.id, n.client_id, n.source, n.package_key, n.starts_at, n.status, n.status_at, n.charged
        from public.sessions n
        where n.known_from <= package_usage_as_of.as_of
          and (package_usage_as_of.clients is null or n.client_id = any (package_usage_as_of.clients))
        union all
        select v.id, v.client_id, v.source, v.package_key, v.starts_at, v.status, v.status_at, v.charged
        from public.session_versions v
        where v.known_from <= package_usage_as_of.as_of
          and v.known_until > package_usage_as_of.as_of
          and (package_usage_as_of.clients is null or v.client_id = any (package_usage_as_of.clients))
      ) k
    ) s
    where s.client_id is not null
      and s.taken_at <= package_usage_as_of.as_of
      and s.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED')
      and coalesce(s.charged, s.status = 'ATTENDED')
  ),
  named as (
    select t.id as session_id, b.id, t.taken_at <= b.told_at as is_told
    from taken t
    join bought b
      on b.client_id = t.client_id
      and b.source = t.source
      and b.external_id = t.package_key
  ),
  -- A session that names no package is of the one that runs on its day; of several nobody knows which.
  dated as (
    select t.id as session_id, b.id, t.taken_at <= b.told_at as is_told, count(*) over (partition by t.id) as packages
    from taken t
    join timed b
      on b.client_id = t.client_id
      and t.on_day >= b.starts_on
      and (b.last_on is null or t.on_day <= b.last_on)
      and (t.package_key is null or b.external_id is null or b.source <> t.source)
    where not exists (select from named n where n.session_id = t.id)
  )
  select
    u.id,
    count(*)::integer as sessions,
    (count(*) filter (where u.is_told))::integer as sessions_told,
    bool_or(u.packages > 1) as is_unclear
  from (
    select n.id, n.is_told, 1 as packages
    from named n
    union all
    select d.id, d.is_told, d.packages
    from dated d
  ) u
  group by u.id;
end
$$;
comment on function public.package_usage_as_of(timestamptz, text, uuid[]) is 'How many sessions were taken from each package by a moment, as it was known then, and how many of them when the source last told of it; unclear where one may be of several packages. A package from which none was taken is not in it. Clients: only of these; null = of all.';
revoke all on function public.package_usage_as_of(timestamptz, text, uuid[]) from public, anon, authenticated;
grant execute on function public.package_usage_as_of(timestamptz, text, uuid[]) to authenticated, service_role;

create or replace function public.packages_as_of(as_of timestamptz, zone text, clients uuid[] default null, counted boolean default false)
returns table (
  id bigint, client_id uuid, source text, external_id text, kind text, bought_on date, starts_on date, expires_on date, status text, sessions_bought integer,
  sessions_used integer, sessions_left integer, source_remaining integer, left_when_told integer, differs boolean, price numeric, currency text)
language plpgsql
stable
set search_path = ''
-- Planned for the clients that are asked for: all of them are read otherwise than one.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
  return query
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end) as source_remaining, p.price, p.currency
    from public.packages p
    where p.known_from <= packages_as_of.as_of
      and p.client_id is not null
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    select v.id, v.client_id, v.source, v.external_id, v.kind, v.bought_on, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status,
      v.sessions_bought, coalesce(v.source_remaining, case when v.status = 'USED_UP' then 0 end), v.price, v.currency
    from public.package_versions v
    where v.known_from <= packages_as_of.as_of
      and v.known_until > packages_as_of.as_of
      and v.client_id is not null
      and (packages_as_of.clients is null or v.client_id = any (packages_as_of.clients))
  ),
  -- As of now the sessions are counted already, but for those that came since; else they are counted now.
  used as (
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from public.package_usage_as_of(packages_as_of.as_of, packages_as_of.zone, packages_as_of.clients) u
    where not packages_as_of.counted
    union all
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from public.package_usage u
    where packages_as_of.counted
  ),
  book as (
    select
      exists (select from public.sessions n where n.known_from <= packages_as_of.as_of)
      or exists (select from public.session_versions v where v.known_from <= packages_as_of.as_of and v.known_until > packages_as_of.as_of) as has_sessions
  )
  select t.id, t.client_id, t.source, t.external_id, t.kind, t.bought_on, t.starts_on, t.expires_on, t.status, t.sessions_bought,
    c.sessions,
    case when c.sessions is not null and t.sessions_bought is not null then greatest(t.sessions_bought - c.sessions, 0) end,
    t.source_remaining,
    t.sessions_bought - c.sessions_told,
    -- A source that counts down to none does not say how many too many were taken.
    coalesce(t.source_remaining <> t.sessions_bought - c.sessions_told and not (t.source_remaining = 0 and t.sessions_bought < c.sessions_told), false),
    t.price, t.currency
  from bought t
  cross join book k
  left join used u on u.package_id = t.id
  cross join lateral (
    select
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions, 0) end as sessions,
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions_told, 0) end as sessions_told
  ) c;
end
$$;
comment on function public.packages_as_of(timestamptz, text, uuid[], boolean) is 'Each package as it was known at a moment, with the sessions taken from it by then and those left; null = unlimited, no sessions are on record, or a session may be of several packages. left_when_told is what was left when the source last told its own figure, differs whether the two are not the same. Clients: only of these; null = of all. Counted: with the sessions as the table package_usage has them, for a moment that is now.';
revoke all on function public.packages_as_of(timestamptz, text, uuid[], boolean) from public, anon, authenticated;
grant execute on function public.packages_as_of(timestamptz, text, uuid[], boolean) to authenticated, service_role;

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

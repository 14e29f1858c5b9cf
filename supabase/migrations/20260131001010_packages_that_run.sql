-- What is left of packages is put together from those that run, and from the last one of each client of whom none runs; not from all that were ever bought.

create index if not exists packages_that_run on public.packages (coalesce(expires_on, 'infinity'::date), client_id)
  where status <> all (array['USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED']);
create index if not exists packages_last on public.packages (client_id, coalesce(expires_on, 'infinity'::date) desc, bought_on desc, id desc)
  where status <> all (array['TRANSFERRED', 'CANCELLED', 'REFUNDED']);

drop function public.packages_as_of(timestamptz, text, uuid[], boolean);

create or replace function public.packages_as_of(as_of timestamptz, zone text, clients uuid[] default null, counted boolean default false, that_run boolean default false)
returns table (id bigint, client_id uuid, source text, external_id text, kind text, bought_on date, starts_on date, expires_on date, status text, sessions_bought integer, sessions_used integer, sessions_left integer, source_remaining integer, left_when_told integer, differs boolean, price numeric, currency text)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
  -- What was known otherwise at that moment is put together from all versions. Of a whole book in which clients have had few packages each, all in one go is as quick.
  only_these boolean := packages_as_of.that_run
    and (packages_as_of.clients is not null
      or (select p.reltuples > 8 * c.reltuples from pg_catalog.pg_class p, pg_catalog.pg_class c where p.oid = 'public.packages'::pg_catalog.regclass and c.oid = 'public.clients'::pg_catalog.regclass))
    and not exists (select from public.package_versions v where v.known_from <= packages_as_of.as_of and v.known_until > packages_as_of.as_of);
  today date := (packages_as_of.as_of at time zone packages_as_of.zone)::date;
begin
  return query
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end) as source_remaining, p.price, p.currency
    from public.packages p
    where not only_these
      and p.known_from <= packages_as_of.as_of
      and p.client_id is not null
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    -- Those that run. However many a client had before, they are not read.
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on), p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end), p.price, p.currency
    from public.packages p
    where only_these
      and p.client_id is not null
      and p.status <> all (array['USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED'])
      and coalesce(p.expires_on, 'infinity'::date) >= today
      and p.bought_on <= today
      and p.known_from <= packages_as_of.as_of
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    -- The last one of each client of whom none runs.
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on), p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end), p.price, p.currency
    from public.clients c
    cross join lateral (
      select o.*
      from public.packages o
      where o.client_id = c.id
        and o.status <> all (array['TRANSFERRED', 'CANCELLED', 'REFUNDED'])
        and o.bought_on <= today
        and o.known_from <= packages_as_of.as_of
      order by coalesce(o.expires_on, 'infinity'::date) desc, o.bought_on desc, o.id desc
      limit 1
    ) p
    where only_these
      and (packages_as_of.clients is null or c.id = any (packages_as_of.clients))
      and not exists (
        select
        from public.packages r
        where r.client_id = c.id
          and r.status <> all (array['USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED'])
          and coalesce(r.expires_on, 'infinity'::date) >= today
          and r.bought_on <= today
          and r.known_from <= packages_as_of.as_of)
    union all
    select v.id, v.client_id, v.source, v.external_id, v.kind, v.bought_on, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status,
      v.sessions_bought, coalesce(v.source_remaining, case when v.status = 'USED_UP' then 0 end), v.price, v.currency
    from public.package_versions v
    where not only_these
      and v.known_from <= packages_as_of.as_of
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
      and not only_these
    union all
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from bought b
    join public.package_usage u on u.package_id = b.id
    where packages_as_of.counted
      and only_these
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
comment on function public.packages_as_of(timestamptz, text, uuid[], boolean, boolean) is 'Each package as it was known at a moment, with the sessions taken from it by then and those left; null = unlimited, no sessions are on record, or a session may be of several packages. left_when_told is what was left when the source last told its own figure, differs whether the two are not the same. Clients: only of these; null = of all. Counted: with the sessions as the table package_usage has them, for a moment that is now. That_run: for a moment that is now, only those that run, and of a client of whom none runs the last one.';
revoke all on function public.packages_as_of(timestamptz, text, uuid[], boolean, boolean) from public, anon, authenticated;
grant execute on function public.packages_as_of(timestamptz, text, uuid[], boolean, boolean) to authenticated, service_role;

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
    from public.packages_as_of(package_standings_as_of.as_of, package_standings_as_of.zone, package_standings_as_of.clients, package_standings_as_of.counted, that_run => package_standings_as_of.counted) p
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

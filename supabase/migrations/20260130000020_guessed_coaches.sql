-- Whose clients are those without a coach: the rule is written once, for the list of coaches to invite and for the invitation that gives them their clients.

create or replace function public.guessed_coaches(most integer)
returns table (client_id uuid, coach text)
language sql stable parallel safe rows 1000 set search_path = '' as $$
  select w.id, m.name
  from (
    select c.id
    from public.clients c
    where c.coach_id is null
      and c.status = 'ACTIVE'
      and c.merged_into is null
    order by c.id
    limit most
  ) w
  cross join lateral (
    select min(r.staff) as name
    from (
      select c.staff, c.started_at
      from public.call_records c
      where c.client_id = w.id
        and c.staff is not null
      order by c.started_at desc
      limit 20
    ) r
    group by pg_catalog.lower(r.staff)
    order by count(*) desc, max(r.started_at) desc
    limit 1
  ) m
  -- An extension or an address is nobody's name.
  where m.name ~ '[[:alpha:]]{2}'
    and m.name !~ '[@+\[]'
$$;
comment on function public.guessed_coaches(integer) is 'Active clients without a coach, each with the member of staff who made or took most of their last 20 calls; no more clients are looked at than asked for, in the order of their keys.';
revoke all on function public.guessed_coaches(integer) from public, anon, authenticated;
grant execute on function public.guessed_coaches(integer) to service_role;

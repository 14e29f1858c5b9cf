-- A client's zone can be set by hand, with a reason and a last day; the computed score goes on beside it (docs/decisions/0059).
create table if not exists public.health_overrides (
  id            bigint       generated always as identity,
  client_id     uuid         not null,
  zone          text         not null,
  score         numeric(5,2),
  set_on        date         not null,
  last_day      date         not null,
  reason        text         not null,
  set_at        timestamptz  not null,
  set_by        text         not null,
  taken_back_at timestamptz,
  taken_back_by text,
  constraint health_overrides_pkey primary key (id),
  constraint health_overrides_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint health_overrides_zone_is_known check (zone in ('RED', 'YELLOW', 'GREEN', 'PURPLE')),
  constraint health_overrides_score_is_one check (score between 0 and 100),
  constraint health_overrides_ends check (last_day between set_on and set_on + 90),
  constraint health_overrides_say_why check (btrim(reason) <> '')
);
create index if not exists health_overrides_client on public.health_overrides (client_id, id desc);
create index if not exists health_overrides_day on public.health_overrides (set_on);
comment on table public.health_overrides is 'Zones set by hand. The latest of a client that is not taken back holds until its last day; it decides how the client is listed. Statistics count the computed score.';
comment on column public.health_overrides.id is 'Key; of two of a client the greater was set later.';
comment on column public.health_overrides.client_id is 'Whose.';
comment on column public.health_overrides.zone is 'RED, YELLOW, GREEN or PURPLE.';
comment on column public.health_overrides.score is 'The score that was set, 0 to 100; null = a zone was set and no score.';
comment on column public.health_overrides.set_on is 'The business day on which it was set.';
comment on column public.health_overrides.last_day is 'The last business day on which it holds, at most 90 days later.';
comment on column public.health_overrides.reason is 'Why, in the words of who set it.';
comment on column public.health_overrides.set_at is 'When it was set.';
comment on column public.health_overrides.set_by is 'By whom.';
comment on column public.health_overrides.taken_back_at is 'When it was taken back; null = it was not.';
comment on column public.health_overrides.taken_back_by is 'By whom.';

alter table public.health_overrides enable row level security;
drop policy if exists health_overrides_written_by_service on public.health_overrides;
create policy health_overrides_written_by_service on public.health_overrides for all to service_role using (true) with check (true);
drop policy if exists health_overrides_read_in_scope on public.health_overrides;
create policy health_overrides_read_in_scope on public.health_overrides for select to authenticated
  using ((select public.judges_clients()) and ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id)));
revoke all on public.health_overrides from public, anon, authenticated;
grant select on public.health_overrides to authenticated;
grant select, insert, update, delete on public.health_overrides to service_role;

-- The rule in one place. A later one replaces an earlier one for good, also when it ends sooner.
create or replace function public.health_overrides_on(day date)
returns table (id bigint, client_id uuid, zone text, score numeric, last_day date, reason text, set_at timestamptz, set_by text)
language sql stable set search_path = '' as $$
  select l.id, l.client_id, l.zone, l.score, l.last_day, l.reason, l.set_at, l.set_by
  from (
    select distinct on (o.client_id) o.*
    from public.health_overrides o
    where o.taken_back_at is null
      and o.set_on between day - 90 and day
    order by o.client_id, o.id desc
  ) l
  where l.last_day >= day
$$;
comment on function public.health_overrides_on(date) is 'What is set by hand on a day: the latest of each client that is not taken back, unless its last day is over. Nothing has to end it.';
revoke all on function public.health_overrides_on(date) from public, anon;
grant execute on function public.health_overrides_on(date) to authenticated, service_role;

select archive.give_back_rows('public.health_overrides');

-- Silences of a source of calls, of a coach or of the whole book: missing data, told apart from silent clients.

create table if not exists public.source_silences (
  id        bigint             generated always as identity,
  scope     text               not null,
  provider  text,
  coach_id  uuid,
  starts_on date               not null,
  ends_on   date,
  usual     double precision[] not null,
  expected  numeric            not null,
  seen      integer            not null,
  chance    double precision   not null,
  found_at  timestamptz        not null,
  lifted_at timestamptz,
  constraint source_silences_pkey primary key (id),
  constraint source_silences_coach_fkey foreign key (coach_id) references public.staff (id) on delete cascade,
  constraint source_silences_scope_is_known check (scope in ('BOOK', 'SOURCE', 'COACH')),
  constraint source_silences_provider_belongs_to_source check (provider is null or scope = 'SOURCE'),
  constraint source_silences_coach_belongs_to_coach check ((coach_id is not null) = (scope = 'COACH')),
  constraint source_silences_usual_is_a_week check (cardinality(usual) = 7),
  constraint source_silences_end_after_start check (ends_on is null or ends_on > starts_on),
  constraint source_silences_lift_after_finding check (lifted_at is null or lifted_at >= found_at)
);
create index if not exists source_silences_coach on public.source_silences (coach_id) where coach_id is not null;
create unique index if not exists source_silences_one_open on public.source_silences (scope, coalesce(provider, ''), coalesce(coach_id, '00000000-0000-0000-0000-000000000000')) where lifted_at is null and ends_on is null;
comment on table public.source_silences is 'Business days [starts_on, ends_on) on which so few clients were active, of a source, a coach or the whole book, that data are missing: nobody concerned is judged by them. A row is never changed but lifted, so that each past moment knows what was known then.';
comment on column public.source_silences.id is 'Key.';
comment on column public.source_silences.scope is 'BOOK (everybody), SOURCE (clients whose calls mostly come from it) or COACH (the clients of one coach).';
comment on column public.source_silences.provider is 'SOURCE: the provider, as in call_records; null = calls that name none.';
comment on column public.source_silences.coach_id is 'COACH: whose clients.';
comment on column public.source_silences.starts_on is 'First silent business day.';
comment on column public.source_silences.ends_on is 'First business day after it; null = it lasts.';
comment on column public.source_silences.usual is 'Active client-days on a usual Monday to Sunday before it.';
comment on column public.source_silences.expected is 'Active client-days usual on its days, when it was found.';
comment on column public.source_silences.seen is 'Active client-days seen on them, when it was found.';
comment on column public.source_silences.chance is 'The chance of so few.';
comment on column public.source_silences.found_at is 'The moment of the analysis that found it so; earlier ones do not know it.';
comment on column public.source_silences.lifted_at is 'The moment of the analysis from which it no longer holds, or is told by another row; null = it holds.';

alter table public.source_silences enable row level security;
drop policy if exists source_silences_written_by_service on public.source_silences;
create policy source_silences_written_by_service on public.source_silences for all to service_role using (true) with check (true);
drop policy if exists source_silences_read_in_scope on public.source_silences;
create policy source_silences_read_in_scope on public.source_silences for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and (coach_id is null or coach_id = (select public.own_staff_id()))));

revoke all on public.source_silences from public, anon, authenticated;
grant select on public.source_silences to authenticated;
grant select, insert, update, delete on public.source_silences to service_role;

select archive.give_back_rows('public.source_silences');

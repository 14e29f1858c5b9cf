-- Two clients who look like one person and are not: once somebody said so, nobody is asked again.

create table if not exists public.not_duplicates (
  one     uuid        not null,
  other   uuid        not null,
  said_at timestamptz not null,
  said_by text        not null,
  constraint not_duplicates_pkey primary key (one, other),
  constraint not_duplicates_one_fkey foreign key (one) references public.clients (id) on delete cascade,
  constraint not_duplicates_other_fkey foreign key (other) references public.clients (id) on delete cascade,
  constraint not_duplicates_in_order check (one < other)
);
create index if not exists not_duplicates_other on public.not_duplicates (other);
comment on table public.not_duplicates is 'Pairs of clients of whom somebody said that they are two persons.';
comment on column public.not_duplicates.one is 'The client whose id comes first.';
comment on column public.not_duplicates.other is 'The other.';
comment on column public.not_duplicates.said_at is 'When it was said.';
comment on column public.not_duplicates.said_by is 'Who said it.';

alter table public.not_duplicates enable row level security;
drop policy if exists not_duplicates_written_by_service on public.not_duplicates;
create policy not_duplicates_written_by_service on public.not_duplicates for all to service_role using (true) with check (true);
drop policy if exists not_duplicates_read_by_owner on public.not_duplicates;
create policy not_duplicates_read_by_owner on public.not_duplicates for select to authenticated using ((select public.sees_everybody()));

revoke all on public.not_duplicates from public, anon, authenticated;
grant select on public.not_duplicates to authenticated;
grant select, insert, update, delete on public.not_duplicates to service_role;

select archive.give_back_rows('public.not_duplicates');

-- What the dropout model learnt of the book, so that a page says how likely a client is still active without fitting anything.
-- Aggregates only: six numbers of the whole book, no person.

create table if not exists public.dropout_fits (
  id                 bigint           generated always as identity,
  as_of              timestamptz      not null,
  settings_version   bigint           not null,
  clients            int              not null,
  r                  double precision,
  alpha              double precision,
  a                  double precision,
  b                  double precision,
  stages             int,
  calls_per_day      double precision not null,
  why_not            text,
  constraint dropout_fits_pkey primary key (id),
  constraint dropout_fits_clients_are_counted check (clients >= 0),
  constraint dropout_fits_are_whole_or_say_why check (num_nulls(r, alpha, a, b, stages) = case when why_not is null then 0 else 5 end),
  constraint dropout_fits_are_positive check (r > 0 and alpha > 0 and a > 0 and b > 0 and stages > 0 and calls_per_day > 0)
);
create index if not exists dropout_fits_latest on public.dropout_fits (as_of desc, id desc);
comment on table public.dropout_fits is 'The dropout model (MBG/CNBD-k) as learnt of the book, weekly, or why there was none. The last sixty are kept.';
comment on column public.dropout_fits.id is 'Key.';
comment on column public.dropout_fits.as_of is 'The moment whose book it was learnt of.';
comment on column public.dropout_fits.settings_version is 'The settings in force: what counts as a call decides what was learnt.';
comment on column public.dropout_fits.clients is 'Clients with a first call it was learnt of; of a large book, a sample.';
comment on column public.dropout_fits.r is 'Shape of the stage rates over clients; null = no model.';
comment on column public.dropout_fits.alpha is 'Their inverse scale, in days.';
comment on column public.dropout_fits.a is 'First shape of the chance to leave.';
comment on column public.dropout_fits.b is 'Second shape of it.';
comment on column public.dropout_fits.stages is 'Stages of a gap (k): 1 = by chance, the more the more regular.';
comment on column public.dropout_fits.calls_per_day is 'Calls on a day with a call, over the book.';
comment on column public.dropout_fits.why_not is 'Why there is no model, in a sentence; null = there is one.';

alter table public.dropout_fits enable row level security;
drop policy if exists dropout_fits_written_by_service on public.dropout_fits;
create policy dropout_fits_written_by_service on public.dropout_fits for all to service_role using (true) with check (true);
drop policy if exists dropout_fits_read_by_who_judges on public.dropout_fits;
create policy dropout_fits_read_by_who_judges on public.dropout_fits for select to authenticated using ((select public.judges_clients()));

revoke all on public.dropout_fits from public, anon, authenticated;
grant select on public.dropout_fits to authenticated;
grant select, insert, update, delete on public.dropout_fits to service_role;

select archive.give_back_rows('public.dropout_fits');

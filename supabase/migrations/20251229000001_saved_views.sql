-- Views that people keep: the filters of a list under a name of their own. Nobody sees those of others.

create table if not exists public.saved_views (
  id       uuid        not null default gen_random_uuid(),
  user_id  uuid        not null,
  place    text        not null,
  name     text        not null,
  filters  text        not null,
  made_at  timestamptz not null,
  constraint saved_views_pkey primary key (id),
  constraint saved_views_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint saved_views_name_once unique (user_id, place, name),
  constraint saved_views_place_is_known check (place in ('/clients', '/call-patterns')),
  constraint saved_views_name_is_short check (length(name) between 1 and 60),
  constraint saved_views_filters_are_short check (length(filters) <= 1000)
);
comment on table public.saved_views is 'Filters of a list that somebody keeps under a name.';
comment on column public.saved_views.id is 'Key.';
comment on column public.saved_views.user_id is 'Whose; gone with the account.';
comment on column public.saved_views.place is 'The list: /clients or /call-patterns.';
comment on column public.saved_views.name is 'What its owner calls it, 1 to 60 letters.';
comment on column public.saved_views.filters is 'The filters as the address writes them, without the question mark.';
comment on column public.saved_views.made_at is 'When it was kept.';

alter table public.saved_views enable row level security;
drop policy if exists saved_views_written_by_service on public.saved_views;
create policy saved_views_written_by_service on public.saved_views for all to service_role using (true) with check (true);
drop policy if exists saved_views_read_by_oneself on public.saved_views;
create policy saved_views_read_by_oneself on public.saved_views for select to authenticated using (user_id = (select public.own_user_id()));

revoke all on public.saved_views from public, anon, authenticated;
grant select on public.saved_views to authenticated;
grant select, insert, update, delete on public.saved_views to service_role;

select archive.give_back_rows('public.saved_views');

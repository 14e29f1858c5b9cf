-- When a client's relation ends, who said so and when it was said: an end can be entered before any alarm, and an analysis as of an
-- earlier moment knows only what was said by then. clients.ended_on stays what everybody reads: the latest word that holds.

create table if not exists public.client_status_changes (
  id            bigint      generated always as identity,
  client_id     uuid        not null,
  effective_on  date        not null,
  known_at      timestamptz not null,
  reason        text        not null,
  note          text,
  entered_by    text        not null,
  taken_back_at timestamptz,
  constraint client_status_changes_pkey primary key (id),
  constraint client_status_changes_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_status_changes_reason_is_known check (reason in ('LEFT', 'PACKAGE', 'AGREED', 'OTHER')),
  constraint client_status_changes_note_is_short check (length(note) between 1 and 4000),
  constraint client_status_changes_taken_back_later check (taken_back_at >= known_at)
);
create index if not exists client_status_changes_client on public.client_status_changes (client_id, known_at desc, id desc);
comment on table public.client_status_changes is 'Ends of a client''s relation, also future ones: a package''s last day, an agreed end, or that they left. The latest one that is not taken back holds.';
comment on column public.client_status_changes.id is 'Key.';
comment on column public.client_status_changes.client_id is 'Whose.';
comment on column public.client_status_changes.effective_on is 'The business day from which they are no longer a client: no calls are expected on it or after it.';
comment on column public.client_status_changes.known_at is 'When it was entered; an analysis as of an earlier moment does not know it.';
comment on column public.client_status_changes.reason is 'LEFT, PACKAGE (its last day), AGREED or OTHER.';
comment on column public.client_status_changes.note is 'What someone wrote beside it.';
comment on column public.client_status_changes.entered_by is 'Who said it; "unknown" for an end that was there before this table.';
comment on column public.client_status_changes.taken_back_at is 'When it was taken back; an analysis as of an earlier moment still knows it. Null = it is not taken back.';

alter table public.client_status_changes enable row level security;
drop policy if exists client_status_changes_written_by_service on public.client_status_changes;
create policy client_status_changes_written_by_service on public.client_status_changes for all to service_role using (true) with check (true);
drop policy if exists client_status_changes_read_in_scope on public.client_status_changes;
create policy client_status_changes_read_in_scope on public.client_status_changes for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));

revoke all on public.client_status_changes from public, anon, authenticated;
grant select on public.client_status_changes to authenticated;
grant select, insert, update, delete on public.client_status_changes to service_role;

select archive.give_back_rows('public.client_status_changes');

-- Ends from before this table. The answer "left" says when it was known; of the others nobody does, so they were known all along.
insert into public.client_status_changes (client_id, effective_on, known_at, reason, entered_by)
select
  c.id,
  c.ended_on,
  coalesce(a.answered_at, least(c.created_at, (c.ended_on - 1)::timestamp at time zone 'UTC')),
  case when a.id is null then 'OTHER' else 'LEFT' end,
  coalesce(a.answered_by, 'unknown')
from public.clients c
left join lateral (
  select w.id, w.answered_at, w.answered_by
  from public.call_pattern_answers w
  where w.client_id = c.id
    and w.answer = 'LEFT'
    and w.answered_on = c.ended_on
    and w.taken_back_at is null
  order by w.answered_at desc, w.id desc
  limit 1
) a on true
where c.ended_on is not null
  and not exists (select from public.client_status_changes s where s.client_id = c.id and s.taken_back_at is null);

comment on column public.clients.ended_on is 'The business day from which the client is no longer one, by the latest word in client_status_changes; null = still.';

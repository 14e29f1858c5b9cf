-- Today is counted and ordered in a few milliseconds, however many clients there are. An item knows itself from which day on its client is no longer to be
-- contacted, so that nobody looks up thousands of clients for a number; the rest is read from indexes that hold only what the queue asks.

alter table public.intervention_log add column if not exists client_ends_on date;
comment on column public.intervention_log.client_ends_on is 'From which business day on the client is no longer to be contacted: -infinity = archived, former or merged; null = no such day is known. Kept by triggers while the item is open.';

create or replace function public.end_of_contact(status text, merged_into uuid, ended_on date) returns date
language sql immutable parallel safe set search_path = '' as $$
  select case when status <> 'ACTIVE' or merged_into is not null then '-infinity'::date else ended_on end
$$;
comment on function public.end_of_contact(text, uuid, date) is 'From which business day on a client of this state is no longer to be contacted; null = no such day is known.';

create or replace function public.keep_end_of_contact() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_table_name = 'clients' then
    update public.intervention_log i
    set client_ends_on = public.end_of_contact(new.status, new.merged_into, new.ended_on)
    where i.client_id = new.id
      and i.completed_at is null
      and i.client_ends_on is distinct from public.end_of_contact(new.status, new.merged_into, new.ended_on);
    return null;
  end if;
  select public.end_of_contact(c.status, c.merged_into, c.ended_on) into new.client_ends_on
  from public.clients c
  where c.id = new.client_id;
  return new;
end
$$;
comment on function public.keep_end_of_contact() is 'Keeps from which day on the clients of open items are no longer to be contacted.';
revoke all on function public.keep_end_of_contact(), public.end_of_contact(text, uuid, date) from public, anon;
grant execute on function public.end_of_contact(text, uuid, date) to authenticated, service_role;

drop trigger if exists clients_end_of_contact on public.clients;
create trigger clients_end_of_contact after update of status, merged_into, ended_on on public.clients
  for each row when ((old.status, old.merged_into, old.ended_on) is distinct from (new.status, new.merged_into, new.ended_on))
  execute function public.keep_end_of_contact();
drop trigger if exists intervention_log_end_of_contact on public.intervention_log;
create trigger intervention_log_end_of_contact before insert or update of client_id on public.intervention_log
  for each row execute function public.keep_end_of_contact();

update public.intervention_log i
set client_ends_on = public.end_of_contact(c.status, c.merged_into, c.ended_on)
from public.clients c
where c.id = i.client_id
  and i.completed_at is null
  and i.client_ends_on is distinct from public.end_of_contact(c.status, c.merged_into, c.ended_on);

create index if not exists intervention_log_acted on public.intervention_log (actioned_at) where completed_at is null and actioned_at is not null;
create index if not exists intervention_events_acts on public.intervention_events (made_on, made_at desc, id desc)
  where kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE') and undone_at is null;
create index if not exists intervention_events_of_program on public.intervention_events (made_on, kind, word, client_id) where kind in ('OPENED', 'WORSENED', 'CLOSED');
create index if not exists client_health_scores_together on public.client_health_scores (client_id) where pattern_hold = 'TOGETHER';
create index if not exists client_health_scores_rang on public.client_health_scores (client_id) where pattern_rang_in_vain is not null;
create index if not exists client_health_scores_order on public.client_health_scores (client_id, pattern_place, pattern_since) where pattern_place is not null;

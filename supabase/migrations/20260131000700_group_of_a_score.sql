-- A scorecard can weigh the parts otherwise for one group of clients; each score keeps whose weights it was made by (docs/decisions/0062).
alter table public.client_health_history add column if not exists segment text;
comment on column public.client_health_history.segment is 'The group (clients.segment) whose own weights made the score; null = the usual weights.';

-- What an undo of this kept.
do $$
begin
  if to_regclass('archive.client_health_history__20260131000700') is not null then
    update public.client_health_history h
    set segment = k.segment
    from archive.client_health_history__20260131000700 k
    where k.client_id = h.client_id
      and k.scored_on = h.scored_on
      and k.scorecard_id = h.scorecard_id;
    drop table archive.client_health_history__20260131000700;
  end if;
end
$$;

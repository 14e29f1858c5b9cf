-- Undo of 20260131000600_visits_count. Silences of sources of sessions go to the archive and come back with the next push; the setting stays in the settings and is not read.
do $$
begin
  if exists (select from public.source_silences s where s.scope = 'SESSIONS') then
    create table archive.source_silences__20260131000600 as
    select s.*
    from public.source_silences s
    where s.scope = 'SESSIONS';
    delete from public.source_silences s
    where s.scope = 'SESSIONS';
  end if;
end
$$;
alter table public.source_silences drop constraint source_silences_sessions_are_named;
alter table public.source_silences drop constraint source_silences_scope_is_known;
alter table public.source_silences add constraint source_silences_scope_is_known check (scope in ('BOOK', 'SOURCE', 'COACH'));
alter table public.source_silences drop constraint source_silences_provider_belongs_to_source;
alter table public.source_silences add constraint source_silences_provider_belongs_to_source check (provider is null or scope = 'SOURCE');
comment on column public.source_silences.scope is 'BOOK (everybody), SOURCE (clients whose calls mostly come from it) or COACH (the clients of one coach).';
comment on column public.source_silences.provider is 'SOURCE: the provider, as in call_records; null = calls that name none.';
comment on column public.call_pattern_analysis.calls_this_week is 'Calls since Monday 00:00 of the business zone.';
comment on column public.call_pattern_analysis.avg_calls_per_week is 'Calls a week over the exposed days of the last 30, or of the 30 days before an open episode.';
comment on column public.call_pattern_analysis.expected_so_far is 'Calls to be expected since Monday.';
comment on column public.call_pattern_analysis.last_active_on is 'Last business day with an engaged call.';
comment on column public.dropout_fits.calls_per_day is 'Calls on a day with a call, over the book.';

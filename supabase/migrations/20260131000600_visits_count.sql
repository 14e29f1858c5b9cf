-- Visits may count beside calls (a setting, off at first): a source of sessions can be silent too, and what an analysis expects is said to be calls and visits.
alter table public.source_silences drop constraint if exists source_silences_scope_is_known;
alter table public.source_silences add constraint source_silences_scope_is_known check (scope in ('BOOK', 'SOURCE', 'COACH', 'SESSIONS'));
alter table public.source_silences drop constraint if exists source_silences_provider_belongs_to_source;
alter table public.source_silences add constraint source_silences_provider_belongs_to_source check (provider is null or scope in ('SOURCE', 'SESSIONS'));
alter table public.source_silences drop constraint if exists source_silences_sessions_are_named;
alter table public.source_silences add constraint source_silences_sessions_are_named check (scope <> 'SESSIONS' or provider is not null);
comment on column public.source_silences.scope is 'BOOK (everybody), SOURCE (clients whose calls mostly come from it), COACH (the clients of one coach) or SESSIONS (clients who are mostly seen by the sessions of one source; only where visits count).';
comment on column public.source_silences.provider is 'SOURCE: the provider, as in call_records; null = calls that name none. SESSIONS: the source, as in sessions.';
comment on column public.call_pattern_analysis.calls_this_week is 'Calls since Monday 00:00 of the business zone; visits are not among them.';
comment on column public.call_pattern_analysis.avg_calls_per_week is 'Calls a week over the exposed days of the last 30, or of the 30 days before an open episode; visits are not among them.';
comment on column public.call_pattern_analysis.expected_so_far is 'Calls to be expected since Monday; where visits count, calls and days with a visit only.';
comment on column public.call_pattern_analysis.last_active_on is 'Last business day with an engaged call, or an attended session where visits count.';
comment on column public.dropout_fits.calls_per_day is 'Calls on an active day, over the book: a day with a call, or with a visit where visits count.';

-- What an undo of this kept.
do $$
begin
  if to_regclass('archive.source_silences__20260131000600') is not null then
    insert into public.source_silences (scope, provider, coach_id, starts_on, ends_on, usual, expected, seen, chance, found_at, lifted_at)
    select k.scope, k.provider, k.coach_id, k.starts_on, k.ends_on, k.usual, k.expected, k.seen, k.chance, k.found_at, k.lifted_at
    from archive.source_silences__20260131000600 k;
    drop table archive.source_silences__20260131000600;
  end if;
end
$$;

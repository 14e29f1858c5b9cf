-- An import pays for each index. Since calls are indexed by when they began, an index over when each was known repeats it for nearly all:
-- what remains is calls written down more than an hour after they began. The others are known within an hour of their beginning.
drop index if exists public.call_records_known_at;
create index call_records_known_at on public.call_records (known_at) where logged_at - started_at > interval '1 hour';
comment on index public.call_records_known_at is 'Calls written down more than an hour after they began; the others are found by when they began.';

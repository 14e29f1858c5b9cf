-- Keep a silence that was found.
insert into public.source_silences (scope, provider, coach_id, starts_on, ends_on, usual, expected, seen, chance, found_at)
values (
  @scope::text, @provider::text, @coach_id::uuid, @starts_on::date, @ends_on::date, @usual::float8[], @expected::numeric, @seen::int,
  @chance::float8, @found_at::timestamptz)

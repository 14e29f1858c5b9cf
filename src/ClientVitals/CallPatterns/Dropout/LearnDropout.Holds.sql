-- Does what was last learnt of the book still hold?
select exists (
  select
  from public.dropout_fits f
  where f.why_not is null
    and f.settings_version = @settings_version::bigint
    and f.as_of > @since::timestamptz
    and f.as_of <= @until::timestamptz
)

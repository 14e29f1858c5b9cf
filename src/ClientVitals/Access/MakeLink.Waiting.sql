-- Whether the link for the first owner was made, and can still be used.
select exists (
  select from public.user_links l
  where l.purpose = 'first_owner'
    and l.used_at is null
    and l.superseded_at is null
    and l.expires_at > @now::timestamptz)

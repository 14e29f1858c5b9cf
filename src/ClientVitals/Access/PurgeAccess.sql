-- Delete expired data, and say how much; a count that somebody holds at this moment stays for the next time.
with forgotten as (
  select f.kind, f.key_hash
  from public.sign_in_failures f
  where f.last_at <= @forgotten_before::timestamptz
  for update skip locked
),
failures as (
  delete from public.sign_in_failures f
  using forgotten o
  where f.kind = o.kind
    and f.key_hash = o.key_hash
  returning 1
),
links as (
  delete from public.user_links l
  where coalesce(l.used_at, l.superseded_at, l.expires_at) <= @over_before::timestamptz
  returning 1
),
sessions as (
  delete from public.user_sessions s
  where least(s.ended_at, s.expires_at) <= @over_before::timestamptz
  returning 1
)
select
  (select count(*) from failures) as failures,
  (select count(*) from links) as links,
  (select count(*) from sessions) as sessions,
  public.sweep_audit_log() as audit_lines

-- Save what an account wants to hear of.
insert into public.notice_preferences (user_id, no_bell, no_mail, quiet_from, quiet_until, digest_at, changed_at)
values (@user::uuid, @no_bell::text[], @no_mail::text[], @quiet_from::int, @quiet_until::int, @digest_at::int, @now::timestamptz)
on conflict (user_id) do update set
  no_bell = excluded.no_bell,
  no_mail = excluded.no_mail,
  quiet_from = excluded.quiet_from,
  quiet_until = excluded.quiet_until,
  digest_at = excluded.digest_at,
  changed_at = excluded.changed_at

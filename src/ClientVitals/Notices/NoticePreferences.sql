-- What an account wants to hear of.
select
  p.no_bell,
  p.no_mail,
  p.quiet_from,
  p.quiet_until,
  p.digest_at
from public.notice_preferences p
where p.user_id = @user::uuid

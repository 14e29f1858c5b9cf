-- One word over all accounts, keys and ended sessions: another one when somebody's rights changed.
select
  md5(concat_ws(
    '|',
    (select string_agg(concat_ws(':', u.id, u.app_role, u.staff_id, u.disabled_at, u.security_stamp), ',' order by u.id) from public.users u),
    (select string_agg(concat_ws(':', k.id, k.user_id, k.scopes, k.expires_at, k.revoked_at), ',' order by k.id) from public.api_keys k),
    (select concat_ws(':', count(*), count(s.ended_at), max(s.ended_at)) from public.user_sessions s)
  )) as mark

-- Count the sessions taken from the packages of these clients by now.
insert into public.package_usage (package_id, sessions, sessions_told, is_unclear)
select u.package_id, u.sessions, u.sessions_told, u.is_unclear
from public.package_usage_as_of(@as_of::timestamptz, @zone::text, @clients::uuid[]) u

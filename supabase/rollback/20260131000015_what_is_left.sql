-- Undo of 20260131000015_what_is_left. Nothing goes to the archive: what is left follows from packages and sessions.
drop function public.package_standings_as_of(timestamptz, text, uuid[], boolean);
drop function public.packages_as_of(timestamptz, text, uuid[], boolean);
drop function public.package_usage_as_of(timestamptz, text, uuid[]);

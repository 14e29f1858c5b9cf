-- Undo of 20260131000010_packages. Packages and what was known of them before go to the archive and come back with the next push.
drop function public.package_standings_as_of(timestamptz, text, uuid[]);
drop function public.packages_as_of(timestamptz, text, uuid[]);
select archive.keep_rows('public.package_versions');
drop table public.package_versions;
select archive.keep_rows('public.packages');
drop table public.packages;

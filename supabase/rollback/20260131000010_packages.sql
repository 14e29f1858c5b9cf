-- Undo of 20260131000010_packages. Packages and what was known of them before go to the archive and come back with the next push.
select archive.keep_rows('public.package_versions');
drop table public.package_versions;
select archive.keep_rows('public.packages');
drop table public.packages;

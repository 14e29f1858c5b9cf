-- Undo of 20260131000012_package_usage. Rows go to the archive and come back with the next push.
drop trigger packages_counts_insert on public.packages;
drop trigger packages_counts_update on public.packages;
drop trigger packages_counts_delete on public.packages;
drop trigger packages_counts_truncate on public.packages;
drop trigger sessions_counts_insert on public.sessions;
drop trigger sessions_counts_update on public.sessions;
drop trigger sessions_counts_delete on public.sessions;
drop trigger sessions_counts_truncate on public.sessions;
drop function public.mark_package_counts();
select archive.keep_rows('public.package_counts');
drop table public.package_counts;
select archive.keep_rows('public.package_usage');
drop table public.package_usage;

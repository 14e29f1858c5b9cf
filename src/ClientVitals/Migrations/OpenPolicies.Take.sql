-- Take back what OpenPolicies.Give gave; what the migrations give stays.
drop policy if exists call_pattern_analysis_open_read on public.call_pattern_analysis;
drop policy if exists call_pattern_analysis_open_insert on public.call_pattern_analysis;
drop policy if exists call_pattern_analysis_open_update on public.call_pattern_analysis;
revoke select, insert, update on public.call_pattern_analysis from anon;
revoke insert, update on public.call_pattern_analysis from authenticated;
revoke execute on function public.business_today(), public.business_zone(), public.update_updated_at_column(), public.claims(), public.sees_everybody() from anon;
revoke select (version, business_zone) on public.settings from anon;
drop policy if exists settings_open_zone on public.settings;

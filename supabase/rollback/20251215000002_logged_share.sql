-- Undo of 20251215000002_logged_share. The column goes to the archive and comes back with the next push.
select archive.keep_columns('public.call_pattern_analysis', array['logged_share'], '20251215000002');
alter table public.call_pattern_analysis
  drop column if exists logged_share;

-- Undo of 20251214000001_what_was_known. The columns go to the archive and come back with the next push.
select archive.keep_columns('public.call_pattern_analysis', array['hold', 'once_in_weeks'], '20251214000001');
select archive.keep_columns('public.client_health_scores', array['pattern_hold'], '20251214000001');
-- What holds no longer would be taken for live without these columns: whole rows stand aside.
create table archive.answers_taken_back__20251214000001 as select a.* from public.call_pattern_answers a where a.taken_back_at is not null;
delete from public.call_pattern_answers a where a.taken_back_at is not null;
create table archive.client_pauses__20251214000001 as select p.* from public.client_pauses p where p.superseded_at is not null;
delete from public.client_pauses p where p.superseded_at is not null;
select archive.keep_columns('public.call_pattern_answers', array['ended_before'], '20251214000001');

create table archive.settings__20251214000001 as select s.version, s.lines_a_day from public.settings s;
alter table public.settings drop column if exists lines_a_day;
drop index if exists public.client_pauses_once;
alter table public.call_pattern_analysis
  drop column if exists hold,
  drop column if exists once_in_weeks;
alter table public.client_health_scores drop column if exists pattern_hold;
alter table public.call_pattern_answers
  drop column if exists ended_before,
  drop column if exists taken_back_at;
alter table public.client_pauses drop column if exists superseded_at;

-- Undo of 20260131000510_scorecard_switches. Who switched a scorecard on goes to the archive and comes back with the next push.
select archive.keep_columns('public.health_scorecards', array['switched_on_at', 'switched_on_by'], '20260131000510');
alter table public.health_scorecards drop column switched_on_by;
alter table public.health_scorecards drop column switched_on_at;

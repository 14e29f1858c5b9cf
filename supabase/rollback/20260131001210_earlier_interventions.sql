-- Undo of 20260131001210_earlier_interventions. The items it made are kept with those of the other later causes by the undo of 20260131001200, and come back with it;
-- the owner's table was never changed.
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached; ZONE_CHANGE: the worst zone; PACKAGE: DUE, OVERDUE or LAPSED (two weeks over); OWNER_CHANGE: NEW_COACH.';

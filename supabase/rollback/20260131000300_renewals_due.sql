-- Undo of 20260131000300_renewals_due. Nothing goes to the archive: renewals follow from packages and the hub.
drop function public.renewals_due(date, integer, integer);

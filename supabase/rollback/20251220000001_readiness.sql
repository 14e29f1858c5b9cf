-- Undo of 20251220000001_readiness. No rows are concerned.
drop index public.delivery_rejects_old;
drop function public.applied_migrations();

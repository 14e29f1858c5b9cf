-- Undo of 20260131000200_attended. No row is touched.
drop index if exists public.sessions_attended;

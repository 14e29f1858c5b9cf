-- Undo of 20260130000020_guessed_coaches. It keeps no rows.
drop function if exists public.guessed_coaches(integer);

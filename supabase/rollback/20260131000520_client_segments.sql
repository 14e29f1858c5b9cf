-- Undo of 20260131000520_client_segments. Words that were written stay.
comment on column public.client_health_scores.client_segment is 'ACTIVE_CONSISTENT, ACTIVE_SPORADIC, INACTIVE_RECENT, INACTIVE_LONG or CHURNED, kept by People.';

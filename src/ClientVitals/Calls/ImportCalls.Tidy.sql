-- Fresh statistics after a large delivery, so that the next question is planned by what is there now.
analyze public.call_records, public.call_rollups, public.clients, public.client_emails, public.client_phones, public.client_health_scores

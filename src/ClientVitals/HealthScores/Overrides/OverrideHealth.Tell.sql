-- Tell all listeners, once this is committed, that a client is listed otherwise; no personal data.
select pg_notify('vitals_changes', '{"what": "scores"}')

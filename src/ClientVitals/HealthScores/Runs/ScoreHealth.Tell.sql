-- Tell all listeners, once this is committed, that clients were scored again; no personal data.
select pg_notify('vitals_changes', '{"what": "scores"}')

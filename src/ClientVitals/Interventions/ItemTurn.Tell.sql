-- Tell all listeners, once this is committed, that somebody acted on an item; no personal data.
select pg_notify('vitals_changes', '{"what": "intervention"}')

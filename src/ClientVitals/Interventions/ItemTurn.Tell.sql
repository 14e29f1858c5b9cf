-- Tell whoever listens, once this is committed, that somebody acted on an item; nothing about anybody.
select pg_notify('vitals_changes', '{"what": "intervention"}')

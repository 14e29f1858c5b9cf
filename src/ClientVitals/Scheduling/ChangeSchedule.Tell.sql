-- Tell every server, once this is committed, that hours changed.
select pg_notify('vitals_changes', '{"what": "job"}')

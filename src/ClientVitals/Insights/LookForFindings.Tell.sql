-- Tell all listeners, once this is committed, that findings changed; no personal data.
select pg_notify('vitals_changes', '{"what": "insight"}')

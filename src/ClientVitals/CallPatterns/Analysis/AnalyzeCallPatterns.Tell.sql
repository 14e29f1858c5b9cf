-- Tell whoever listens, once this is committed, that clients were judged anew; nothing about anybody.
select pg_notify('vitals_changes', '{"what": "analysis"}')

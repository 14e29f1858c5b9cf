-- Tell those who listen that something is to be sent or read.
select pg_notify('vitals_changes', '{"what": "notice"}')

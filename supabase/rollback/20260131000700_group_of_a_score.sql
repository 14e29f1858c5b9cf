-- Undo of 20260131000700_group_of_a_score. By whose weights scores were made goes to the archive and comes back with the next push.
lock table public.client_health_history in access exclusive mode;
create table archive.client_health_history__20260131000700 as
select client_id, scored_on, scorecard_id, segment
from public.client_health_history
where segment is not null;
alter table archive.client_health_history__20260131000700 enable row level security;
comment on table archive.client_health_history__20260131000700 is 'Columns of public.client_health_history, kept by the rollback of 20260131000700.';
alter table public.client_health_history drop column segment;

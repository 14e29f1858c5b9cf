-- The latest version of a playbook.
select p.version, p.cause_kind, p.priority, p.hold_out_share
from public.playbooks p
where p.key = @key::text
order by p.version desc
limit 1

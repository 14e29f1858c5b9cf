-- Which of the three roles is the embedded cluster's serving login not yet a member of?
select
  r.rolname::text as role
from pg_catalog.pg_roles r
where r.rolname in ('anon', 'authenticated', 'service_role')
  and session_user = 'vitals_owner'
  and exists (select from pg_catalog.pg_roles s where s.rolname = 'vitals')
  and not exists (
    select
    from pg_catalog.pg_auth_members m
    join pg_catalog.pg_roles s on s.oid = m.member
    where m.roleid = r.oid and s.rolname = 'vitals'
  )
order by r.rolname collate "C"

-- Forget how many sessions were taken from the packages of these clients.
delete from public.package_usage u
using public.packages p
where u.package_id = p.id
  and p.client_id = any (@clients::uuid[])

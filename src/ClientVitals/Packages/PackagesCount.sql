-- Is there a package of a client, and when was what is left of packages last counted?
select
  exists (select from public.packages p where p.client_id is not null) as has_packages,
  (
    select max(h.calculated_at)
    from public.client_health_scores h
    where h.outstanding_sessions is not null
      or h.days_until_renewal is not null
      or h.package_type is not null
  ) as counted_at

-- How many packages are there, how many without a client, and of how many does the source say another number of sessions left than their sessions come to?
select
  (select count(*) from public.packages p) as packages,
  (select count(*) from public.packages p where p.client_id is null) as unmatched,
  (select count(*) from public.packages_as_of(@now::timestamptz, @zone::text) p where p.differs) as differing

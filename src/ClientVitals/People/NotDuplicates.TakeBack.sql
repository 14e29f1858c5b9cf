-- Forget that these two clients were said to be two persons.
delete from public.not_duplicates d
where d.one = least(@one::uuid, @other::uuid)
  and d.other = greatest(@one::uuid, @other::uuid)

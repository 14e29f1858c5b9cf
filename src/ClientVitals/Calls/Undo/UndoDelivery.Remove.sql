-- Take out the calls that nothing else tells.
delete from public.call_records r
using undone_calls u
where r.id = u.id
  and u.is_added
  and u.heir_id is null

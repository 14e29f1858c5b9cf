-- Is there any call without an id that a line of this file could tell again?
select case
  when exists (select from public.call_records r where r.row_key is not null)
  then exists (
    select
    from incoming i
    where i.row_key is not null
      and not exists (select from known k where k.line = i.line))
  else false
end

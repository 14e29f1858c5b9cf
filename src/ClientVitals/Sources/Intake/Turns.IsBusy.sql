-- Is an import of many rows at work on this source, or on anybody's addresses? Asked without keeping a lock that anybody could wait for.
select not (
  case when pg_try_advisory_lock_shared(20251204, hashtext(@source::text)) then pg_advisory_unlock_shared(20251204, hashtext(@source::text)) else false end
  and case when pg_try_advisory_lock_shared(20251203, 3) then pg_advisory_unlock_shared(20251203, 3) else false end
) as is_busy

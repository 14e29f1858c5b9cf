-- Take back what was set by hand for this client; it stays on record.
update public.health_overrides o
set taken_back_at = greatest(@now::timestamptz, o.set_at),
    taken_back_by = @by::text
where o.client_id = @client::uuid
  and o.id = @which::bigint
  and o.taken_back_at is null

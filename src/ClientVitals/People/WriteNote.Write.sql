-- Write down a note of this client; which is it? The same words by the same hand within a minute are the same note, sent twice.
with there as (
  select n.id
  from public.client_notes n
  where n.client_id = @client::uuid
    and n.note = @note::text
    and n.written_by_id is not distinct from @by::uuid
    and n.written_by = @name::text
    and n.taken_back_at is null
    and n.written_at > @now::timestamptz - interval '1 minute'
  order by n.id
  limit 1
),
written as (
  insert into public.client_notes (client_id, note, written_at, written_by, written_by_id)
  select @client::uuid, @note::text, @now::timestamptz, @name::text, @by::uuid
  where not exists (select from there)
  returning id
)
select id from there
union all
select id from written

-- Notes about this client.
select n.written_at as at, 'note' as kind, n.id, null::text as word, n.note as text, n.written_by as who, null::text as channel, null::text as direction,
  null::text as outcome, null::int as duration_seconds, null::date as until, n.written_by_id = @asker::uuid as is_by_hand, n.id::text as own_id
from public.client_notes n
where n.client_id = @client::uuid
  and n.taken_back_at is null
  and (@show::text is null or @show::text = 'notes')

-- What did the earlier message under this id come to?
select m.sha256, m.delivery_id, m.outcome::text as outcome
from public.received_messages m
where m.source = @source::text and m.message_id = @message_id::text

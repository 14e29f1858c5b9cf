-- Write down what this message came to.
update public.received_messages m
set delivery_id = @delivery::bigint,
    outcome = @outcome::jsonb
where m.source = @source::text and m.message_id = @message_id::text

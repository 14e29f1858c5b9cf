-- Delete expired data, and say how much.
with messages as (
  delete from public.received_messages m
  where m.received_at <= @messages_before::timestamptz
  returning 1
),
rejects as (
  delete from public.delivery_rejects r
  where r.rejected_at <= @rejects_before::timestamptz
  returning 1
),
answers as (
  delete from public.request_answers a
  where a.asked_at <= @answers_before::timestamptz
  returning 1
)
select
  (select count(*) from messages) as messages,
  (select count(*) from rejects) as rejects,
  (select count(*) from answers) as answers

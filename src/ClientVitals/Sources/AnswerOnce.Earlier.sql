-- What was answered under this key?
select a.sha256, a.status, a.answer
from public.request_answers a
where a.asked_by = @by::text and a.request_key = @key::text

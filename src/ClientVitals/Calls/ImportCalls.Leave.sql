-- The earlier lines of a call have said what they had to say.
delete from incoming_calls i
using superseded_calls s
where i.ctid = s.place

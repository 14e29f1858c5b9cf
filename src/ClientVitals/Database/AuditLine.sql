-- Write down what was done.
insert into public.audit_log (at, who, action, subject, details)
values (@now::timestamptz, @who::text, @action::text, @subject::text, @details::text::jsonb)

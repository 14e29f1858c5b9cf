-- Attended sessions by day: each morning counts those of the last 90 days from this index alone, however many years there are.
create index if not exists sessions_attended on public.sessions (starts_at) include (client_id) where status = 'ATTENDED' and client_id is not null;

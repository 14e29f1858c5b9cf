-- A scorecard can weigh the parts otherwise for one group of clients; each score keeps whose weights it was made by (docs/decisions/0062).
alter table public.client_health_history add column if not exists segment text;
comment on column public.client_health_history.segment is 'The group (clients.segment) whose own weights made the score; null = the usual weights.';
select archive.give_back_columns('public.client_health_history', '20260131000700');

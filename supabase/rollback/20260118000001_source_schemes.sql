-- Undo of 20260118000001_source_schemes. The schemes go to the archive and come back with the next push.
-- Until then the messages of sources with a scheme of their own are refused: only Standard Webhooks is known without it.
create table archive.sources__20260118000001 as
select s.name, s.scheme from public.sources s;
alter table archive.sources__20260118000001 enable row level security;
comment on table archive.sources__20260118000001 is 'Columns of sources, kept by the rollback of 20260118000001.';
alter table public.sources drop column scheme;

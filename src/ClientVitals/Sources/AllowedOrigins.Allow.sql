-- Allow this site.
insert into public.allowed_origins (origin, created_at)
values (@origin::text, @now::timestamptz)
on conflict (origin) do nothing

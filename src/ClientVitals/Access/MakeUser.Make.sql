-- Make an account that has no password yet.
insert into public.users (email, name, app_role, staff_id, made_at, made_by)
values (@email::text, @name::text, @role::text, @staff::uuid, @now::timestamptz, @who::text)
returning id

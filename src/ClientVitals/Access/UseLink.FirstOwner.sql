-- Make the first account.
insert into public.users (email, name, app_role, password_hash, made_at, made_by)
values (@email::text, @name::text, 'owner', @hash::text, @now::timestamptz, 'link')

-- Keep the same password in today's form, unless it was changed meanwhile.
update public.users
set password_hash = @hash::text
where id = @id::uuid
  and password_hash = @was::text

-- Give an account another name.
update public.users u
set name = @name::text
where u.id = @id::uuid
  and u.name is distinct from @name::text

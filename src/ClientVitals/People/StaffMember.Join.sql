-- Put somebody new on the staff, unless somebody of that name is.
insert into public.staff (name, role)
select @name::text, @role::text
where not exists (select from public.staff s where lower(s.name) = lower(@name::text))

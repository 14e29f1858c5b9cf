-- Put somebody new on the staff.
insert into public.staff (name, role)
values (@name::text, @role::text)
returning id

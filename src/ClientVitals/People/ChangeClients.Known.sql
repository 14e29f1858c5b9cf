-- Is this somebody of the staff?
select exists (select from public.staff s where s.id = @coach::uuid)

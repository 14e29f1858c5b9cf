-- Is there no coach to write down, or one on the staff already?
select @coach::text is null or exists (select from public.staff s where lower(s.name) = lower(@coach::text))

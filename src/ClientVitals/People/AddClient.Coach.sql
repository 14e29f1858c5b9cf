-- A coach nobody named before joins the staff.
insert into public.staff (name)
values (@coach::text)
on conflict do nothing

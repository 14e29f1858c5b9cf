-- Does anybody have an account?
select exists (select from public.users)

-- Let nobody write calls while they are counted; reading goes on.
lock table public.call_records in share row exclusive mode

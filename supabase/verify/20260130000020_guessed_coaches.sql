-- Raises when 20260130000020_guessed_coaches is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regprocedure('public.guessed_coaches(integer)') is null then
    raise exception '20260130000020_guessed_coaches is not in place; missing: function public.guessed_coaches(integer)';
  end if;
  if has_function_privilege('authenticated', 'public.guessed_coaches(integer)', 'execute') then
    raise exception '20260130000020_guessed_coaches: only the service may call public.guessed_coaches(integer)';
  end if;
end
$$;

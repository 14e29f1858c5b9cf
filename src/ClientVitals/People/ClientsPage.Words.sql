-- How words that are searched read in Latin letters, and how they sound.
select
  public.latin_name(@search::text) as latin,
  public.name_sound(@search::text) as sound

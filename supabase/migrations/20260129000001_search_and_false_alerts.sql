-- Two things that pages need. First: a client is found by the Latin spelling of their name, whatever script it is written in, without its accents, and by how it sounds: the
-- folded name and the sounds of it are kept beside it and indexed. Functions of our own, because no extension may be needed (decision 2).

create or replace function public.latin_name(name text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  said text := pg_catalog.lower(name);
begin
  if said is null then
    return null;
  end if;
  -- Most names are plain ASCII, and need nothing of what follows.
  if pg_catalog.octet_length(said) > pg_catalog.char_length(said) then
    said := pg_catalog.lower(normalize(said, nfkd));
    -- Accents, the vowel signs of Arabic, its long stroke, and marks of direction.
    said := pg_catalog.regexp_replace(said, '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u2066-\u2069]', '', 'g');
    -- Greek: what two letters say together, at the beginning of a word or anywhere.
    said := replace(replace(replace(replace(said, 'ου', 'ou'), 'ευ', 'ev'), 'αυ', 'av'), 'γγ', 'ng');
    said := replace(replace(replace(replace(said, 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'), 'μπ', 'mp');
    -- Cyrillic.
    said := replace(replace(replace(replace(replace(said, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'щ', 'sh');
    said := replace(replace(replace(replace(replace(said, 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'љ', 'lj'), 'њ', 'nj');
    said := replace(replace(replace(said, 'ђ', 'dj'), 'џ', 'dz'), 'ї', 'i');
    -- Arabic, and the letters that Persian and Urdu have beside.
    said := replace(replace(replace(replace(replace(said, 'ث', 'th'), 'خ', 'kh'), 'ش', 'sh'), 'غ', 'gh'), 'چ', 'ch');
    said := replace(said, 'ژ', 'zh');
    -- Latin letters that are more than a letter with an accent.
    said := replace(replace(replace(replace(said, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    said := pg_catalog.translate(
      said,
      'łøđðıħŧ' || 'αβγδεζηικλμνξοπρσςτυφω' || 'абвгдезиклмнопрстуфыэєіґјћ' || 'ابتجحدذرزسصضطظعفقكلمنهويىةٱپگکیڤہےٹڈں' || '‐‑–—',
      'loddiht' || 'avgdeziiklmnxoprsstyfo' || 'abvgdeziklmnoprstufyeeigjc' || 'abtjhdzrzssdtzafqklmnhwyaaapgkyvhytdn' || '----');
    -- Signs that say nothing by themselves: the hard and the soft one, hamza, apostrophes of several kinds.
    said := pg_catalog.translate(said, 'ъьءʼʿʾ‘’', '');
  end if;
  said := pg_catalog.translate(said, '-_./,''`"()', '     ');
  if pg_catalog.strpos(said, '  ') > 0 then
    said := pg_catalog.regexp_replace(said, ' +', ' ', 'g');
  end if;
  -- A name of signs alone is what it is.
  return coalesce(nullif(pg_catalog.btrim(said), ''), pg_catalog.btrim(pg_catalog.lower(name)));
end
$$;
comment on function public.latin_name(text) is 'A name in lower-case Latin letters without accents: Arabic, Cyrillic and Greek letter by letter, other scripts as they are.';

create or replace function public.name_sound(name text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  said text := public.latin_name(name);
  bare text;
begin
  if said is null or said = '' then
    return said;
  end if;
  -- Spaces are the borders of words.
  said := ' ' || said || ' ';
  -- Abd al-Rahman, Abdel Rahman and Abdulrahman are one name; an article is no part of one.
  said := replace(replace(replace(replace(said, ' abd ', ' abd'), ' abdel ', ' abdel'), ' abdul ', ' abdul'), ' abdal ', ' abdal');
  said := replace(replace(replace(said, ' abu ', ' abu'), ' abo ', ' abu'), ' bu ', ' bu');
  bare := replace(replace(said, ' al ', ' '), ' el ', ' ');
  if pg_catalog.btrim(bare) <> '' then
    said := bare;
  end if;
  said := pg_catalog.regexp_replace(said, ' (al|el)(?=[bcdfghjkmnpqrstvwxz][a-z]{2})', ' ', 'g');
  -- Letters that are written for one sound, and sounds that are written with either.
  said := replace(replace(replace(replace(replace(said, 'x', 'ks'), 'chr', 'kr'), 'ph', 'f'), 'ck', 'k'), 'kh', 'h');
  said := replace(replace(replace(replace(replace(said, 'gh', 'g'), 'sch', 'x'), 'tch', 'x'), 'sh', 'x'), 'ch', 'x');
  said := replace(replace(replace(replace(replace(replace(said, 'th', 't'), 'dh', 'd'), 'zh', 'j'), 'ce', 'se'), 'ci', 'si'), 'cy', 'sy');
  said := pg_catalog.translate(said, 'cqgvp', 'kkjfb');
  -- An h at the end is not heard; a word that begins with a vowel keeps that it does.
  said := replace(replace(replace(said, 'h ', ' '), ' y', ' j'), ' w', ' W');
  said := pg_catalog.regexp_replace(said, ' [aeiouy]+', ' A', 'g');
  said := pg_catalog.translate(said, 'aeiouyw', '');
  -- A letter that is written twice is heard once. (A pattern with a reference back to itself costs twice as much as all the rest.)
  while said ~ 'bb|dd|ff|hh|jj|kk|ll|mm|nn|rr|ss|tt|xx|zz' loop
    said := replace(replace(replace(replace(replace(said, 'bb', 'b'), 'dd', 'd'), 'ff', 'f'), 'hh', 'h'), 'jj', 'j');
    said := replace(replace(replace(replace(replace(said, 'kk', 'k'), 'll', 'l'), 'mm', 'm'), 'nn', 'n'), 'rr', 'r');
    said := replace(replace(replace(replace(said, 'ss', 's'), 'tt', 't'), 'xx', 'x'), 'zz', 'z');
  end loop;
  return pg_catalog.lower(pg_catalog.btrim(said));
end
$$;
comment on function public.name_sound(text) is 'How a name sounds: the consonants of its words, one letter for letters that are written for the same sound.';
revoke all on function public.latin_name(text), public.name_sound(text) from public, anon;
grant execute on function public.latin_name(text), public.name_sound(text) to authenticated, service_role;

alter table public.clients
  add column if not exists latin_name text collate "C" generated always as (public.latin_name(coalesce(firstname, '') || ' ' || coalesce(lastname, ''))) stored,
  add column if not exists latin_lastname text collate "C" generated always as (public.latin_name(lastname)) stored,
  add column if not exists sound_name text collate "C" generated always as (public.name_sound(coalesce(firstname, '') || ' ' || coalesce(lastname, ''))) stored,
  add column if not exists sound_lastname text collate "C" generated always as (public.name_sound(lastname)) stored;
comment on column public.clients.latin_name is 'First and last name in Latin letters without accents, to be found by how it begins. Computed.';
comment on column public.clients.latin_lastname is 'The last name likewise. Computed.';
comment on column public.clients.sound_name is 'How first and last name sound, to be found by names that are spelled another way. Computed.';
comment on column public.clients.sound_lastname is 'How the last name sounds. Computed.';

create index if not exists clients_latin_name on public.clients (latin_name, id) where merged_into is null;
create index if not exists clients_latin_lastname on public.clients (latin_lastname, latin_name, id) where merged_into is null;
create index if not exists clients_sound_name on public.clients (sound_name, id) where merged_into is null;
create index if not exists clients_sound_lastname on public.clients (sound_lastname, id) where merged_into is null;

-- Second: which alerts a back-test would have made at the budget in force, so that the owner sees the names behind its figures. The result itself
-- stays without persons; these rows go with the client, and with the test.
create table if not exists public.back_test_alerts (
  back_test_id bigint not null constraint back_test_alerts_back_test_fkey references public.back_tests on delete cascade,
  client_id    uuid   not null constraint back_test_alerts_client_fkey references public.clients on delete cascade,
  opened_on    date   not null,
  outcome      text   not null,
  constraint back_test_alerts_pkey primary key (back_test_id, client_id, opened_on),
  constraint back_test_alerts_outcome_is_known check (outcome in ('CAME_BACK', 'CALLED_ONCE', 'SILENT30', 'SILENT60', 'SILENT90', 'TOO_EARLY'))
);
create index if not exists back_test_alerts_client on public.back_test_alerts (client_id);
comment on table public.back_test_alerts is 'The alerts that the calibrated rule would have opened in a back-test, at the budget in force.';
comment on column public.back_test_alerts.back_test_id is 'The test.';
comment on column public.back_test_alerts.client_id is 'For whom.';
comment on column public.back_test_alerts.opened_on is 'The business day on which it would have opened.';
comment on column public.back_test_alerts.outcome is 'What really happened then: CAME_BACK (a false alarm), CALLED_ONCE, SILENT30, SILENT60, SILENT90 or TOO_EARLY.';

alter table public.back_test_alerts enable row level security;
drop policy if exists back_test_alerts_written_by_service on public.back_test_alerts;
create policy back_test_alerts_written_by_service on public.back_test_alerts for all to service_role using (true) with check (true);
drop policy if exists back_test_alerts_read_by_owner on public.back_test_alerts;
create policy back_test_alerts_read_by_owner on public.back_test_alerts for select to authenticated using ((select public.sees_everybody()) and (select public.judges_clients()));
revoke all on public.back_test_alerts from public, anon, authenticated;
grant select on public.back_test_alerts to authenticated;
grant select, insert, update, delete on public.back_test_alerts to service_role;

select archive.give_back_rows('public.back_test_alerts');

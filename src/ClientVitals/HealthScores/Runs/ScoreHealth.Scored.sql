-- Where the scores of this run are laid down, to be written from there set by set.
create temporary table scored (
  client_id     uuid         not null,
  score         numeric(5,2),
  zone          text,
  confidence    numeric(4,3) not null,
  why_unknown   text,
  inputs        numeric[]    not null,
  dimensions    numeric[]    not null,
  contributions numeric[]    not null,
  risk_points   numeric(5,2),
  churn_risk    numeric(4,1),
  risk_category text,
  momentum      text,
  rate          numeric(5,2),
  priority      text,
  warning       boolean      not null,
  risk_factors  jsonb,
  engagement    numeric,
  package       numeric,
  momentum_score numeric,
  relationship  numeric,
  financial     numeric
) on commit drop

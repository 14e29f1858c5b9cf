-- Write what the hub shows of each client; rows already so stay untouched.
update public.client_health_scores h
set
  avg_calls_per_week = j.avg_calls_per_week,
  calls_this_week = j.calls_this_week,
  last_pattern_check = j.as_of,
  pattern_status = j.pattern_status,
  pattern_reason = j.reason,
  pattern_since = j.drift_since,
  pattern_evidence = j.evidence,
  pattern_enough_history = j.enough_history,
  pattern_hold = j.hold,
  pattern_rang_in_vain = j.rang_in_vain
from judged j
where h.client_id = j.client_id
  and h.client_id between @first::uuid and @last::uuid
  and (
    h.avg_calls_per_week, h.calls_this_week, h.last_pattern_check, h.pattern_status, h.pattern_reason, h.pattern_since,
    h.pattern_evidence, h.pattern_enough_history, h.pattern_hold, h.pattern_rang_in_vain)
    is distinct from (
    j.avg_calls_per_week, j.calls_this_week, j.as_of, j.pattern_status, j.reason, j.drift_since,
    j.evidence, j.enough_history, j.hold, j.rang_in_vain)

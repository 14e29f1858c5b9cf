// Asks the server at VITALS_URL with Supabase's own client, as a page of the owner's would, and prints what it was given as JSON.
// Arguments: the folder that holds node_modules, then name=key for each caller.
import { createRequire } from 'node:module';

// Its realtime part, which nobody uses here, wants one at once; Node.js has it from 22 on.
globalThis.WebSocket ??= class {};

const [folder, ...keys] = process.argv.slice(2);
const { createClient } = createRequire(folder + '/')('@supabase/supabase-js');
const as = Object.fromEntries(keys.map((pair) => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), createClient(process.env.VITALS_URL, pair.slice(at + 1), { auth: { persistSession: false, autoRefreshToken: false } })];
}));

const invoke = async (who, name, options) => {
  const { data, error } = await as[who].functions.invoke(name, options);
  return error
    ? { error: error.name, status: error.context?.status, body: await error.context?.json?.() }
    : { data };
};
const ask = async (query) => {
  const { data, error, count, status } = await query;
  return { data, error: error && { code: error.code, message: error.message, hint: error.hint, details: error.details }, count, status };
};
const breaks = (who, options) => as[who].rpc('get_pattern_breaks', { days_back: 30 }, options);

const said = {};
said.analyse = await invoke('service', 'analyze-call-patterns');
said.analyseLimited = await invoke('service', 'analyze-call-patterns', { body: { limit: 1 } });
said.analyseOne = await invoke('service', 'analyze-call-patterns', { body: { client_email: 'leila@example.com' } });
said.analyseNobody = await invoke('service', 'analyze-call-patterns', { body: { client_email: 'nobody@example.com' } });
said.analyseWrong = await invoke('service', 'analyze-call-patterns', { body: { limit: 'many' } });
said.unknownFunction = await invoke('service', 'no-such-function');
said.notBuilt = {};
for (const name of ['sync-hubspot-to-capi', 'daily-report', 'coach-analyzer'])
  said.notBuilt[name] = await invoke('service', name, { body: { mode: 'full' } });
said.recommend = await invoke('service', 'intervention-recommender', { body: { zones: ['RED', 'YELLOW'], limit: 100, generate_messages: true, save_to_db: true } });
said.recommendAll = await invoke('service', 'intervention-recommender', { body: { limit: 5, save_to_db: false } });
said.recommendOne = await invoke('service', 'intervention-recommender', { body: { client_email: 'Leila@example.com', limit: 5, generate_messages: false, save_to_db: false } });
said.recommendWrong = await invoke('service', 'intervention-recommender', { body: { zones: ['BLUE'] } });
said.score = await invoke('service', 'health-calculator', { body: { mode: 'full' } });
said.scoreBatch = await invoke('service', 'health-calculator', { body: { mode: 'batch', client_emails: ['Leila@example.com'], offset: 0, limit: 1 } });
said.scoreNobody = await invoke('service', 'health-calculator', { body: { client_emails: ['nobody@example.com'] } });
said.scoreWrong = await invoke('service', 'health-calculator', { body: { mode: 'some' } });
said.zones = await ask(as.service.rpc('get_zone_distribution', { target_date: null }, { count: 'exact' }));
said.average = await ask(as.service.rpc('get_overall_avg').single());
said.atRisk = await ask(as.service.rpc('get_at_risk_clients', { target_date: '2020-01-01' }, { count: 'exact' }));
said.atRiskWrong = await ask(as.service.rpc('get_at_risk_clients', { target_date: 'today' }));
said.atRiskOfSetter = await ask(as.setter.rpc('get_at_risk_clients'));
said.invokeWithoutScope = await invoke('scoped', 'analyze-call-patterns');
said.invokeExpired = await invoke('expired', 'analyze-call-patterns');
said.breaks = await ask(breaks('service'));
said.breaksByDefault = await ask(as.service.rpc('get_pattern_breaks'));
said.breaksOfZeroDays = await ask(as.service.rpc('get_pattern_breaks', { days_back: 0 }));
said.limited = await ask(breaks('service').limit(1));
said.ranged = await ask(breaks('service').range(1, 5));
said.beyond = await ask(breaks('service').range(7, 9));
said.got = await ask(breaks('service', { get: true }));
said.counted = await ask(breaks('service', { count: 'exact' }).limit(1));
said.headed = await ask(breaks('service', { head: true, count: 'exact' }));
said.single = await ask(breaks('coach').single());
said.singleOfMany = await ask(breaks('service').single());
said.maybe = await ask(as.service.rpc('get_pattern_breaks', { days_back: 0 }).maybeSingle());
said.csv = await ask(breaks('service').csv());
said.filtered = await ask(breaks('service').eq('assigned_coach', 'Sara'));
said.sorted = await ask(breaks('service').order('deviation_pct'));
said.picked = await ask(breaks('service').select('client_email'));
said.coach = await ask(breaks('coach'));
said.other = await ask(breaks('other'));
said.setter = await ask(breaks('setter'));
said.scoped = await ask(breaks('scoped'));
said.unscoped = await ask(breaks('unscoped'));
said.expired = await ask(breaks('expired'));
said.expiredHead = await ask(breaks('expired', { head: true, count: 'exact' }));
said.unknown = await ask(as.service.rpc('no_such_function', { x: 1 }));
said.misspelt = await ask(as.service.rpc('get_pattern_breaks', { daysback: 30 }));
said.wrongType = await ask(as.service.rpc('get_pattern_breaks', { days_back: 'soon' }));
said.table = await ask(as.service.from('clients').select('*'));
said.week = await ask(as.service.rpc('get_week_start'));
said.weekOf = await ask(as.service.rpc('get_week_start', { target_date: '2026-01-04T21:00:00Z' }));
said.weekOfDate = await ask(as.coach.rpc('get_week_start', { target_date: new Date('2026-01-04T19:59:59.999Z') }));
said.weekGot = await ask(as.service.rpc('get_week_start', { target_date: '2026-01-05' }, { get: true }));
said.weekSingle = await ask(as.service.rpc('get_week_start', { target_date: '2026-01-05' }).single());
said.weekWrong = await ask(as.service.rpc('get_week_start', { target_date: 'monday' }));
console.log(JSON.stringify(said));

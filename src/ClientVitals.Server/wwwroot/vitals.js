// What the pages gain with a script: links and forms without reloads (htmx), a list that is fresh by itself, a place that is never lost;
// frame.js has search, palette and panel, rows.js the rows of a list and the keys. Without it everything is there but these.
const page = () => document.getElementById("page");
const address = () => location.pathname + location.search;
// What only refreshes a page asks for it as of when it was opened: what was done since stays in its place.
const here = () => {
  const since = page()?.dataset.since;
  if (!since) return address();
  const asked = new URLSearchParams(location.search);
  for (const once of ["said", "undo", "count"]) asked.delete(once);
  asked.set("since", since);
  return location.pathname + "?" + asked;
};
const typing = () => document.activeElement?.closest("input, textarea, select, [contenteditable]") !== null && document.activeElement !== document.body;
// Acts that are on their way, and when the last one was answered.
const acts = new Set();
let answeredAt = 0;
// Somebody writes, is about to, or has just acted: the page under their hands stays as it is.
const busy = () => typing() || document.hidden || acts.size > 0 || document.querySelector("dialog[open], details.away[open]") !== null;
// Something changed that is not shown yet.
let due, changed = false;
// How often somebody went to another page, and after which of these ways a request was made.
let ways = 0;
const after = new WeakMap();
// Where somebody was before a swap, by its request: two swaps may overlap.
const places = new WeakMap();
const dialog = name => document.getElementById(name);

// A page that is no longer one of the frame's is opened whole (signed out, say), and what refuses a form is shown whole: its own
// styles belong to it.
document.addEventListener("htmx:before:swap", event => {
  const { ctx, tasks } = event.detail;
  // A refresh that was asked for before somebody opened a form or another page, or before an act was answered, comes too late.
  if (ctx.isRefresh && (busy() || ctx.of !== address() || ctx.askedAt < answeredAt)) {
    changed = true;
    event.preventDefault();
    if (busy()) again();
    else refresh();
    return;
  }
  if (ctx.isSearch && ctx.of !== location.pathname) {
    event.preventDefault();
    return;
  }
  // Who went on before an answer came is elsewhere by now, or on the way there: the page they chose last is theirs. What an act
  // changed of it is asked for; that it was refused is said there.
  if (after.get(ctx) < ways && !isRefused(ctx)) {
    event.preventDefault();
    if (ctx.request.method === "POST") changed = true;
    return;
  }
  // A person who sent a form from the keyboard goes on where they were.
  const held = document.activeElement;
  // On a row that a colleague has dealt with meanwhile they stay on that row, so that no key meets the next client.
  const row = held?.closest?.("[data-item][id], .line[id]");
  const focused = row ? `#${CSS.escape(row.id)} :is(a.name, .item-act button, summary)` : held?.id ? `#${CSS.escape(held.id)}` : held?.name ? `[name="${CSS.escape(held.name)}"]` : null;
  // Neither a refresh nor an action beside it folds what somebody unfolded, or empties what was written there; the form that was
  // sent is folded.
  const opened = ctx.isRefresh || ctx.request.method === "POST"
    ? [...document.querySelectorAll("details[open]")].filter(one => !one.contains(ctx.sourceElement))
      .map(one => ({ one, written: writtenIn(one).map(({ name, value, checked }) => ({ name, value, checked })) }))
    : [];
  places.set(ctx, { focused, opened, scrolled: scrollY, line: lineOf(ctx), sent: ctx.request.method === "POST" ? sentFrom(ctx.sourceElement) : null });
  // What was refused is said where it was written, and nothing of it is lost.
  if (isRefused(ctx)) {
    event.preventDefault();
    refuse(ctx.sourceElement.isConnected ? ctx.sourceElement : page(), new DOMParser().parseFromString(ctx.text ?? "", "text/html"));
    return;
  }
  if (!ctx.response?.raw || (ctx.text ?? "").includes('class="framed"')) return;
  if (ctx.request.method === "GET") {
    event.preventDefault();
    // What only refreshes the page stays where it is while something is broken; the next change asks again.
    if (ctx.isRefresh && ctx.response.raw.status >= 500) {
      again();
      return;
    }
    location.assign(ctx.response.raw.url);
    return;
  }
  for (const task of tasks) if (task.type === "main") task.swapSpec.style = "outerSync";
});

const isRefused = ({ request, response, sourceElement }) =>
  request.method === "POST" && response?.raw?.status >= 400 && response.raw.status < 500 && sourceElement.matches?.("form") && ![401, 403].includes(response.raw.status);
// The sentence of a refusal, at the head of the form that was refused, or of the page that somebody is on by now.
const refuse = (form, answer) => {
  const why = document.createElement("p");
  why.className = "wrong";
  why.setAttribute("role", "alert");
  why.textContent = (answer.querySelector(".wrong[role=alert]") ?? answer.querySelector("h1 + p"))?.textContent ?? document.body.dataset.refused;
  form.querySelector(":scope > .wrong")?.remove();
  form.prepend(why);
  // What the page knows of the moment is the answer's; what was written stays.
  for (const known of answer.querySelectorAll(".wrong[role=alert] ~ input[type=hidden]")) {
    const field = form.querySelector(`input[type=hidden][name="${known.name}"]`);
    if (field) field.value = known.value;
  }
};

// What somebody can write in: neither what the page itself knows, nor a button, whose value is what it does.
const writtenIn = one => [...one.querySelectorAll("input:not([type=hidden], [type=submit], [type=button]), textarea, select")];

// Where a form was sent from, and the hand back there when the form is folded, moved or gone.
const sentFrom = form => ({ folded: form?.closest?.("details[id]")?.id, action: form?.getAttribute?.("action"), near: form?.closest?.("[id]")?.id });
const handBack = ({ folded, action, near }) => {
  const lost = document.activeElement === document.body || !document.activeElement?.checkVisibility?.();
  if (!lost) return;
  const it = [
    folded && document.getElementById(folded)?.querySelector("summary"), action && document.querySelector(`form[action="${CSS.escape(action)}"] :is(button, input:not([type=hidden]))`),
    near && near !== "page" && document.getElementById(near)?.querySelector("a, button, summary, input:not([type=hidden])"), document.querySelector(".said button"), page()?.querySelector("h1"),
  ].find(one => one?.checkVisibility?.());
  if (it?.matches("h1")) it.setAttribute("tabindex", "-1");
  it?.focus({ preventScroll: true });
};

// A form that is sent without this script (a file, a long run) loads its page again: those who come back to the same page come back to the same place.
document.addEventListener("submit", event => {
  if (event.target.method === "post" && event.target.closest("[hx-boost=false]"))
    sessionStorage.setItem("place", JSON.stringify({ at: location.pathname, scrolled: scrollY, sent: sentFrom(event.target) }));
});
const left = JSON.parse(sessionStorage.getItem("place") ?? "null");
sessionStorage.removeItem("place");
if (left?.at === location.pathname && !document.querySelector(".wrong[role=alert]")) {
  scrollTo(0, left.scrolled);
  handBack(left.sent);
}

// What is sent from a form changes what is different and nothing else: who is half-way down a page stays there.
document.addEventListener("htmx:config:request", event => {
  const { ctx } = event.detail;
  if (ctx.request.method === "POST" && ctx.sourceElement?.matches?.("form")) ctx.swap = "innerMorph show:none";
});

// Where somebody is at work in a queue: the row of which an act was sent, among the rows that stand there.
const lineOf = ctx => {
  const line = ctx.request.method === "POST" && !(ctx.response?.raw?.status >= 400) && ctx.sourceElement?.closest?.(".line[data-item]");
  return line ? { id: line.id, lines: [...document.querySelectorAll(".line[data-item]")].map(one => one.id) } : null;
};
// After an act the next row that is not done, after an undo the row itself. Nothing scrolls, unless that row is out of sight.
const goOn = ({ id, lines }) => {
  const open = one => document.querySelector(`#${one}:not([data-done])`);
  const next = open(id) ?? lines.slice(lines.indexOf(id) + 1).map(open).find(one => one) ?? lines.map(open).find(one => one) ?? document.getElementById(id);
  const at = next?.querySelector("a.name");
  at?.focus({ preventScroll: true });
  // A thumb is where it is; only keys may lead out of sight.
  if (byKeys) at?.scrollIntoView({ block: "nearest" });
};
let byKeys = false;
document.addEventListener("keydown", () => { byKeys = true; }, true);
document.addEventListener("pointerdown", () => { byKeys = false; }, true);

// What somebody had unfolded, and what was written in it.
const openAgain = ({ one, written }) => {
  const there = document.getElementById(one.id) ?? one;
  there.open = true;
  const fields = writtenIn(there);
  written.forEach(({ name, value, checked }, at) => {
    const field = fields[at]?.name === name ? fields[at] : fields.find(one => one.name === name);
    if (field && field.value !== value) field.value = value;
    if (field && field.checked !== checked) field.checked = checked;
  });
};

// Those who listen instead of looking are told where they are now; what is only refreshed leaves the focus where it was.
let place = location.pathname;
document.addEventListener("htmx:after:swap", event => {
  const { focused = null, opened = [], scrolled = 0, line = null, sent = null } = places.get(event.detail.ctx) ?? {};
  places.delete(event.detail.ctx);
  // What was folded or added above does not move the page either.
  if (sent && place === location.pathname) scrollTo(0, scrolled);
  if (line) goOn(line);
  for (const it of opened) openAgain(it);
  // Where the forms of a row are on their way again, they are opened as they were once they are there.
  document.addEventListener("forms", ({ target }) => { for (const it of opened) if (target.contains(document.getElementById(it.one.id))) openAgain(it); }, { once: true });
  if (focused && place === location.pathname && document.activeElement === document.body) {
    document.querySelector(focused)?.focus({ preventScroll: true });
    // A page whose content is replaced is short for a moment, and forgets how far down it was.
    scrollTo(0, scrolled);
    requestAnimationFrame(() => scrollTo(0, scrolled));
  }
  if (sent && place === location.pathname) handBack(sent);
  if (place !== location.pathname) {
    place = location.pathname;
    const title = page()?.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
    // A form that leads to another page leads to its beginning.
    if (event.detail.ctx.request.method === "POST") scrollTo(0, 0);
  }
});

// What an act does is shown by its own answer; what changed meanwhile is asked for after it.
document.addEventListener("htmx:before:request", event => {
  const { ctx } = event.detail;
  if (ctx.request.method === "POST") acts.add(ctx);
  else if (!ctx.isRefresh && !ctx.isSearch && ctx.target === document.body) ways++;
  after.set(ctx, ways);
});
document.addEventListener("htmx:finally:request", event => {
  if (!acts.delete(event.detail.ctx)) return;
  answeredAt = performance.now();
  if (changed) refresh();
});

// ---- Live: the page is asked for again when something of it changed, but never under somebody's hands.
const refresh = event => {
  clearTimeout(due);
  // What a colleague does is one small change, and is shown at once; calls come in many.
  const soon = /"(intervention|insight)"/.test(event?.data ?? "");
  due = setTimeout(() => {
    if (!page()?.closest("body")?.dataset.live) return;
    if (busy()) {
      changed = true;
      return;
    }
    changed = false;
    askAgain();
  }, soon ? 100 : 700);
};
// A notice changes the bell of every page, and a whole page only where notices are listed. Pages that hear of it together do not ask together.
let rings;
const ring = () => {
  if (location.pathname === "/notices") return refresh();
  clearTimeout(rings);
  rings = setTimeout(async () => {
    const answer = await fetch("/notices");
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("a.bell");
    if (fresh) document.querySelector("a.bell")?.replaceWith(fresh);
  }, 200 + 1500 * Math.random());
};
const askAgain = () => window.htmx.ajax("GET", here(), {
  target: document.body, swap: "innerMorph show:none", isRefresh: true, of: address(), askedAt: performance.now(),
});
// While something is on its way the page says after how long it is to be asked for again.
let next;
const again = () => {
  clearTimeout(next);
  const seconds = page()?.dataset.again;
  if (!seconds) return;
  next = setTimeout(() => {
    if (busy()) return again();
    askAgain();
  }, 1000 * seconds);
};
again();
document.addEventListener("htmx:after:swap", again);
document.addEventListener("htmx:error", again);
document.addEventListener("look-again", () => refresh());
for (const left of ["focusout", "visibilitychange", "close", "toggle"])
  document.addEventListener(left, () => { if (changed) refresh(); }, true);
if (window.EventSource && document.body.classList.contains("framed")) {
  const stream = new EventSource("/api/v1/live");
  stream.addEventListener("calls", refresh);
  stream.addEventListener("changed", event => event.data.includes('"notice"') ? ring() : refresh(event));
  // From the first sign of life on, nothing is missed.
  stream.addEventListener("still", () => { document.documentElement.dataset.live = ""; });
  // What changed while nobody was told of it.
  let isOpen = false;
  stream.addEventListener("open", () => { if (isOpen) refresh(); isOpen = true; });
  window.addEventListener("pagehide", () => stream.close());
}

// ---- All of a page, or none.
document.addEventListener("change", event => {
  if (!event.target.matches("[data-all]")) return;
  for (const one of document.querySelectorAll("input[name=client]")) one.checked = event.target.checked;
});

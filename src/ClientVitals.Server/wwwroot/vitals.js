// What the pages gain with a script: links and forms without reloads (htmx), a list that is fresh by itself, keys for hands that stay on
// the keyboard; frame.js has search, palette and panel. Without it everything is there but these.
const page = () => document.getElementById("page");
const address = () => location.pathname + location.search;
// What only refreshes a page asks for it as of when it was opened: what was done since stays where it stands.
const here = () => {
  const since = page()?.dataset.since;
  return since ? location.pathname + "?since=" + since : address();
};
const typing = () => document.activeElement?.closest("input, textarea, select, [contenteditable]") !== null && document.activeElement !== document.body;
// Acts that are on their way, and when the last one was answered.
const acts = new Set();
let answeredAt = 0;
// Somebody writes, is about to, or has just acted: the page under their hands stays as it is.
const busy = () => typing() || document.hidden || acts.size > 0 || document.querySelector("dialog[open], details.away[open]") !== null;
// Something changed that is not shown yet.
let due, changed = false;
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
  // Whoever sent a form from the keyboard goes on where they were.
  const held = document.activeElement;
  // On a row that a colleague has dealt with meanwhile they stay on that row, so that no key meets the next client.
  const row = held?.closest?.(".line[id]");
  const focused = held?.id ? `#${CSS.escape(held.id)}` : held?.name ? `[name="${CSS.escape(held.name)}"]` : row ? `#${CSS.escape(row.id)} a.name` : null;
  // Neither a refresh nor an action beside it folds what somebody unfolded, or empties what was written there; the form that was
  // sent is folded.
  const opened = ctx.isRefresh || ctx.request.method === "POST"
    ? [...document.querySelectorAll("details[open]")].filter(one => !one.contains(ctx.sourceElement))
      .map(one => ({ one, written: [...one.querySelectorAll("[name]")].map(field => [field.name, field.value]) }))
    : [];
  places.set(ctx, { focused, opened, scrolled: scrollY, line: lineOf(ctx) });
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
  // What was refused is said where it was written, and nothing of it is lost.
  if (ctx.response.raw.status === 400 && ctx.sourceElement.matches?.("form")) {
    event.preventDefault();
    const why = document.createElement("p");
    why.className = "wrong";
    why.setAttribute("role", "alert");
    why.textContent = new DOMParser().parseFromString(ctx.text, "text/html").querySelector("h1 + p")?.textContent ?? "This was refused.";
    ctx.sourceElement.querySelector(":scope > .wrong")?.remove();
    ctx.sourceElement.prepend(why);
    return;
  }
  for (const task of tasks) if (task.type === "main") task.swapSpec.style = "outerSync";
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
  at?.scrollIntoView({ block: "nearest" });
};

// Whoever listens instead of looks is told where they are now; what is only refreshed leaves the focus where it was.
let place = location.pathname;
document.addEventListener("htmx:after:swap", event => {
  const { focused = null, opened = [], scrolled = 0, line = null } = places.get(event.detail.ctx) ?? {};
  places.delete(event.detail.ctx);
  if (line) goOn(line);
  for (const { one, written } of opened) {
    const there = document.getElementById(one.id) ?? one;
    there.open = true;
    for (const [name, value] of written) {
      const field = there.querySelector(`[name="${name}"]`);
      if (field && field.type !== "hidden" && field.value !== value) field.value = value;
    }
  }
  if (focused && place === location.pathname && document.activeElement === document.body) {
    document.querySelector(focused)?.focus({ preventScroll: true });
    // A page whose content is replaced is short for a moment, and forgets how far down it was.
    scrollTo(0, scrolled);
    requestAnimationFrame(() => scrollTo(0, scrolled));
  }
  if (place !== location.pathname) {
    place = location.pathname;
    const title = page()?.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
  }
});

// What an act does is shown by its own answer; what changed meanwhile is asked for after it.
document.addEventListener("htmx:before:request", event => { if (event.detail.ctx.request.method === "POST") acts.add(event.detail.ctx); });
document.addEventListener("htmx:finally:request", event => {
  if (!acts.delete(event.detail.ctx)) return;
  answeredAt = performance.now();
  if (changed) refresh();
});

// ---- Live: the page is asked for again when something of it changed, but never under somebody's hands.
const refresh = event => {
  clearTimeout(due);
  // What a colleague does is one small change, and is shown at once; calls come in many.
  const soon = event?.data?.includes('"intervention"');
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
for (const left of ["focusout", "visibilitychange", "close", "toggle"])
  document.addEventListener(left, () => { if (changed) refresh(); }, true);
if (window.EventSource && document.body.classList.contains("framed")) {
  const stream = new EventSource("/api/v1/live");
  stream.addEventListener("calls", refresh);
  stream.addEventListener("changed", refresh);
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

// ---- Keys.
const rows = () => [...document.querySelectorAll(".line a.name, .line .who a:not(.name), .list tbody tr td a[href^=\"/clients/\"], .list tbody tr td:first-child a")];
const step = by => {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(row => row === document.activeElement || row.closest("li, tr")?.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};
const row = () => document.activeElement?.closest(".line, .evidence");
const press = (...names) => names.map(name => row()?.querySelector(`button[value="${name}"]`)).find(button => button)?.click();
// What has a key on the row: a button does it; what has to be said more opens, and the hand is in its first field.
const pressKey = key => {
  const it = row()?.querySelector(`[data-key="${key}"]`);
  it?.click();
  const form = it?.closest("details[open]");
  form?.querySelector("input:not([type=hidden]), textarea")?.focus();
};
const keys = {
  j: () => step(1), k: () => step(-1), c: () => press("reached", "called"), f: () => press("all_good", "fine"), u: () => pressKey("u"),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map(key => [key, () => pressKey(key)])),
  "/": () => document.querySelector(".find input")?.focus(), "?": () => open("keys"),
};
const open = name => { const it = dialog(name); if (it && !it.open) it.showModal(); };
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing() || document.querySelector("dialog[open]")) return;
  const key = keys[event.key];
  if (key) {
    event.preventDefault();
    key();
  }
});

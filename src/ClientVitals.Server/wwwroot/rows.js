// What the rows of a list gain with a script: only what changed of a page comes over the wire, the forms of a row when somebody is about to open them, and keys
// for hands that stay on the keyboard.
const dialog = name => document.getElementById(name);
const typing = () => document.activeElement?.closest("input, textarea, select, [contenteditable]") !== null && document.activeElement !== document.body;

// ---- A page that is asked for again, or comes after an act, is told what is shown already: the marks of its rows. A row that is still the same comes without
// its content, and is left as it is.
let isWhole = false;
document.addEventListener("htmx:config:request", event => {
  const { ctx } = event.detail;
  if (!(ctx.isRefresh || ctx.request.method === "POST") || !document.querySelector("#page[data-since]") || isWhole) return;
  const shown = [...document.querySelectorAll("#page [data-mark]")].map(one => `${one.id}:${one.dataset.mark}`).join(" ");
  if (shown.length < 16384) ctx.request.headers["Vitals-Shown"] = shown;
});
document.addEventListener("htmx:before:swap", event => {
  isWhole = false;
  for (const { fragment } of event.detail.tasks) {
    for (const same of fragment?.querySelectorAll?.("[data-same]") ?? []) {
      const there = document.getElementById(same.id);
      if (there) same.replaceWith(there.cloneNode(true));
      else {
        // Somebody went elsewhere and came back meanwhile: the whole page is asked for.
        same.remove();
        isWhole = true;
      }
    }
  }
  if (isWhole) document.addEventListener("htmx:after:swap", () => document.dispatchEvent(new Event("look-again")), { once: true });
});

// ---- The forms of a row are fetched when a hand is on its way to them: it presses, or the row has the focus of somebody who works by keys.
const forms = new WeakMap();
const load = async (link, outcomes) => {
  const answer = await fetch(link.getAttribute("href"), { headers: { accept: "text/html", "HX-Request": "true" } }).catch(() => null);
  const read = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (!read?.querySelector("body > form")) return false;
  // A refresh may have replaced the row.
  if (!link.isConnected) return true;
  const acts = link.parentElement, hadFocus = document.activeElement === link;
  acts.replaceChildren(...read.body.childNodes);
  window.htmx.process(acts);
  if (hadFocus) acts.querySelector("button")?.focus();
  if (outcomes.open) acts.scrollIntoView({ block: "nearest" });
  outcomes.dispatchEvent(new Event("forms", { bubbles: true }));
  return true;
};
// Somebody who asked for them and does not get them (signed out, the item is gone, no way to the server) is shown the page that says so.
const fetchForms = async (outcomes, isAsked) => {
  const link = outcomes?.querySelector("a[data-forms]");
  if (!link) return;
  if (!forms.has(link)) forms.set(link, load(link, outcomes));
  if (await forms.get(link)) return;
  forms.delete(link);
  if (isAsked && link.isConnected) location.assign(link.getAttribute("href"));
};
document.addEventListener("pointerdown", event => { fetchForms(event.target.closest?.("details.outcomes")); }, true);
document.addEventListener("focusin", event => { fetchForms(event.target.closest?.(".line")?.querySelector("details.outcomes")); });
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-forms]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  fetchForms(link.closest("details.outcomes"), true);
}, true);

// ---- The outcomes of a row lie over what is below it: nothing moves when they open, and they close when somebody goes on elsewhere.
const fold = one => {
  one.open = false;
  for (const inner of one.querySelectorAll("details[open]")) inner.open = false;
};
document.addEventListener("click", event => {
  for (const one of document.querySelectorAll("details.outcomes[open]")) if (!one.contains(event.target)) fold(one);
});
document.addEventListener("toggle", event => {
  if (!event.target.matches?.("details.outcomes")) return;
  if (event.target.open) {
    fetchForms(event.target, true);
    event.target.lastElementChild.scrollIntoView({ block: "nearest" });
  }
  else fold(event.target);
}, true);
document.addEventListener("keydown", event => {
  const one = event.key === "Escape" ? event.target.closest?.("details.outcomes[open]") : null;
  if (!one) return;
  fold(one);
  (one.closest(".line")?.querySelector("a.name") ?? one.querySelector("summary")).focus({ preventScroll: true });
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
// The row with its forms; a refresh may replace it while they are on their way.
const withForms = async line => {
  for (let tries = 0; tries < 3; tries++) {
    const there = document.getElementById(line.id) ?? line, outcomes = there.querySelector("details.outcomes");
    if (!outcomes?.querySelector("a[data-forms]")) return there;
    await fetchForms(outcomes, true);
  }
  return document.getElementById(line.id) ?? line;
};
const press = async (...names) => {
  const line = row() && await withForms(row());
  names.map(name => line?.querySelector(`button[value="${name}"]`)).find(button => button)?.click();
};
// What has a key on the row: a button does it; what has to be said more opens, and the hand is in its first field.
const pressKey = async key => {
  const line = row() && await withForms(row());
  const it = line?.querySelector(`[data-key="${key}"]`);
  const outcomes = it?.matches("summary") ? it.closest("details.outcomes") : null;
  if (outcomes) outcomes.open = true;
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

// What the frame gains with a script: search as one types, the palette, a client beside the list they were opened from, More on a phone.
const byId = name => document.getElementById(name);
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// ---- Search as one types.
let pause;
document.addEventListener("input", event => {
  const form = event.target.closest("form[data-as-you-type]");
  if (!form) return;
  clearTimeout(pause);
  pause = setTimeout(() => {
    // Who clicked what was found meanwhile is elsewhere; of two questions on their way the later one counts.
    if (!form.isConnected) return;
    window.htmx.ajax("GET", form.getAttribute("action"), {
      source: form, target: document.body, swap: "innerMorph show:none", replace: "true", isSearch: true, of: location.pathname,
    });
  }, 220);
});

// Who presses the button waits for no pause in the typing.
document.addEventListener("submit", event => { if (event.target.matches("form[data-as-you-type]")) clearTimeout(pause); }, true);

// ---- More on a phone: closed by Escape, by a touch elsewhere and by going somewhere.
const closeMore = () => document.querySelector(".more details[open]")?.removeAttribute("open");
document.addEventListener("click", event => { if (!event.target.closest(".rail") || event.target.closest(".rail a")) closeMore(); });
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !document.querySelector(".more details[open]")) return;
  closeMore();
  document.querySelector(".more summary").focus();
});

// ---- The browser's time zone, proposed where nobody has chosen one yet: what somebody wrote there stays.
const proposeZone = () => {
  const field = document.querySelector("[data-browser-zone]"), zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field || !zone || field.value !== field.defaultValue) return;
  field.value = zone;
  const said = field.form.querySelector("[data-said]");
  said.textContent = said.dataset.said.replace("{0}", zone);
  said.hidden = false;
};
proposeZone();
document.addEventListener("htmx:after:swap", proposeZone);

// ---- How many rows are chosen.
const countChosen = () => {
  const said = byId("chosen");
  if (said) said.textContent = said.dataset.said.replace("0", document.querySelectorAll(".pick input[name]:checked").length);
};
document.addEventListener("change", event => { if (event.target.matches(".pick input")) countChosen(); });
document.addEventListener("htmx:after:swap", countChosen);

// ---- The palette: places of the rail, things to do, and clients as the search finds them.
let asked = 0, answered = Promise.resolve();
const entry = (name, note, go) => {
  const item = document.createElement("li"), to = document.createElement(typeof go === "string" ? "a" : "button");
  if (typeof go === "string") to.href = go;
  else {
    to.type = "button";
    to.addEventListener("click", () => { byId("palette").close(); go(); });
  }
  to.textContent = name;
  if (note) {
    const said = document.createElement("span");
    said.className = "muted";
    said.textContent = " · " + note;
    to.append(said);
  }
  item.append(to);
  return item;
};
const show = (found, whole) => {
  byId("found").replaceChildren(...found);
  byId("none-found").hidden = !whole || found.length > 0;
};
// Each word that was written begins a word of the name: "imp calls" is Import a file of calls.
const fits = (wanted, ...names) => {
  const words = fold(names.join(" ")).split(/[^\p{L}\p{N}]+/u);
  return fold(wanted).split(/\s+/).every(part => words.some(word => word.startsWith(part)));
};
// What can be done with the client of a page is on that page: its buttons, and what opens a form there.
const actsHere = () => [...document.querySelectorAll("#page .client-acts summary, #page .client-acts > form > button")]
  .map(act => ({ name: act.textContent.trim(), note: document.querySelector("#page h1")?.textContent, go: () => {
    act.click();
    act.closest("details[open]")?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } }));
const suggest = words => answered = (async () => {
  const turn = ++asked, wanted = words.trim();
  const places = [...document.querySelectorAll(".rail ul a")]
    .map(link => ({ name: link.querySelector("span").textContent, words: "", go: link.getAttribute("href") }));
  const acts = [...document.querySelectorAll("#actions a")].map(link => ({ name: link.textContent, words: link.dataset.words, go: link.getAttribute("href") }));
  const known = [...places, ...actsHere(), ...(wanted ? acts : [])].filter(one => fits(wanted, one.name, one.words ?? ""))
    .map(one => entry(one.name, one.note, one.go));
  show(known, wanted.length < 2);
  if (wanted.length < 2) return;
  const answer = await fetch("/api/v1/clients?near=true&size=8&search=" + encodeURIComponent(wanted), { headers: { accept: "application/json" } });
  const clients = answer.ok ? (await answer.json()).items.map(one => entry(one.name || one.email || one.phone, one.coach ?? "", "/clients/" + one.id)) : [];
  if (turn === asked) show([...known, ...clients], true);
})();
document.addEventListener("input", event => { if (event.target.id === "wanted") suggest(event.target.value); });
document.addEventListener("submit", async event => {
  if (event.target.id !== "want") return;
  event.preventDefault();
  // Who types faster than the answer comes means what will be found.
  await answered;
  document.querySelector("#found a, #found button")?.click();
});
document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    const palette = byId("palette");
    if (palette && !palette.open && !document.querySelector("dialog[open]")) palette.showModal();
    byId("wanted")?.select();
    suggest(byId("wanted")?.value ?? "");
    return;
  }
  if (!event.target.closest?.("#palette") || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const all = [byId("wanted"), ...document.querySelectorAll("#found a, #found button")];
  all[Math.min(Math.max(all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1), 0), all.length - 1)].focus();
});
document.addEventListener("click", event => {
  if (event.target.closest("#found a")) byId("palette")?.close();
});

// ---- A client beside the list they were opened from. The address is the client's own: it can be sent on, loaded again, gone back from.
// Without this script, and on a small screen, the link opens the page.
let panel;
const wide = matchMedia("(min-width: 901px)");
const fill = html => {
  const read = new DOMParser().parseFromString(html, "text/html"), page = read.getElementById("page");
  if (!page) return false;
  page.querySelector(":scope > header")?.remove();
  byId("panel-page").replaceChildren(...page.childNodes);
  byId("panel").setAttribute("aria-label", byId("panel-page").querySelector("h1")?.textContent ?? "");
  return true;
};
const load = async (href, given) => {
  const answer = await fetch(href, { headers: { accept: "text/html" }, ...given });
  return { answer, html: await answer.text() };
};
const openPanel = async link => {
  const href = link.getAttribute("href"), turn = {};
  panel = { turn, href, opener: link, list: location.pathname + location.search, isDirty: false };
  const { answer, html } = await load(href);
  if (panel?.turn !== turn) return;
  if (!answer.ok || !fill(html)) {
    panel = undefined;
    location.assign(href);
    return;
  }
  byId("panel-link").href = href;
  byId("panel").showModal();
  byId("panel-page").scrollTop = 0;
  // Both places are ones that htmx fetches again when somebody comes back to them; from the panel to its list nothing need be fetched.
  history.replaceState({ ...history.state, htmx: true }, "");
  history.pushState({ htmx: true }, "", href);
};
const isPlain = event => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[href]");
  if (link?.matches("#page a[data-panel]") && isPlain(event) && wide.matches && byId("panel")) {
    event.preventDefault();
    event.stopPropagation();
    link.focus();
    openPanel(link);
    return;
  }
  if (event.target.closest?.("#panel-close") || event.target === byId("panel")) byId("panel").close();
  // A number to call and what opens elsewhere are the browser's.
  if (!panel || !link?.closest("#panel") || !isPlain(event) || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  event.stopPropagation();
  // Another view of the same client stays here; everything else is a page of its own.
  if (link.pathname === panel.href && link.id !== "panel-link") load(link.href).then(({ html }) => fill(html));
  else location.assign(link.href);
}, true);
document.addEventListener("submit", async event => {
  const form = event.target;
  if (!panel || !form.closest("#panel-page")) return;
  event.preventDefault();
  event.stopPropagation();
  const of = panel, written = new URLSearchParams(new FormData(form, event.submitter));
  const isPost = form.method === "post";
  const { answer, html } = await load(isPost ? form.action : `${form.action}?${written}`, isPost ? { method: "POST", body: written } : {});
  if (panel !== of) return;
  if (answer.ok) {
    of.isDirty ||= isPost;
    if (!fill(html)) location.assign(answer.url);
    else byId("panel-page").querySelector("[role=status] button, h1")?.focus();
    return;
  }
  const why = document.createElement("p");
  why.className = "wrong";
  why.setAttribute("role", "alert");
  why.textContent = new DOMParser().parseFromString(html, "text/html").querySelector("h1 + p")?.textContent ?? document.body.dataset.refused;
  form.querySelector(":scope > .wrong")?.remove();
  form.prepend(why);
}, true);
// Closed by Escape, by its button or by a touch beside it: the address is the list's again, the list is as it was, and the hand is on its row.
let leaving;
document.addEventListener("close", event => {
  if (event.target.id !== "panel" || !panel) return;
  const closed = panel;
  panel = undefined;
  byId("panel-page").replaceChildren();
  const row = closed.opener.isConnected ? closed.opener : document.querySelector(`#page a[data-panel][href="${CSS.escape(closed.href)}"]`);
  backTo(row);
  if (closed.isBack) listAgain(closed);
  else {
    leaving = { ...closed, row };
    history.back();
  }
}, true);
// A browser that follows its history puts the focus at the top of the page, unless it was moved meanwhile.
const backTo = row => {
  row?.blur();
  row?.focus({ preventScroll: true });
};
// What was done beside it may have changed the list.
const listAgain = ({ isDirty, list }) => {
  if (isDirty) window.htmx.ajax("GET", list, { target: document.body, swap: "innerMorph show:none", isRefresh: true, of: list, askedAt: performance.now() });
};
// Between the panel and its list nothing has to be fetched: htmx, which would fetch a place that one comes back to, is not told. It asks the
// Navigation API where there is one it trusts, else popstate. This script is loaded before htmx, because those who listen are told in turn.
const asksNavigation = window.navigation && !/firefox/i.test(navigator.userAgent);
if (asksNavigation) {
  window.navigation.addEventListener("navigate", event => {
    if (event.navigationType === "traverse" && (leaving || panel)) event.stopImmediatePropagation();
  }, true);
}
let isHere = false;
window.addEventListener("popstate", () => {
  isHere = !asksNavigation && (leaving !== undefined || panel !== undefined);
  if (leaving) {
    const left = leaving;
    leaving = undefined;
    backTo(left.row);
    window.navigation?.addEventListener("navigatesuccess", () => backTo(left.row), { once: true });
    listAgain(left);
  } else if (panel) {
    const { opener } = panel;
    panel.isBack = true;
    byId("panel").close();
    window.navigation?.addEventListener("navigatesuccess", () => backTo(opener), { once: true });
  }
}, true);
document.addEventListener("htmx:before:history:restore", event => {
  if (isHere) event.preventDefault();
  isHere = false;
});

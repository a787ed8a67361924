// SPDX-License-Identifier: Apache-2.0
// The explorer. Everything that comes from the store is put into the page as text, never as markup.
"use strict";

const view = document.getElementById("view");
const statusLine = document.getElementById("status");

// --- the page's own small parts

function node(name, attributes, ...children) {
  const made = document.createElement(name);
  return fill(made, attributes, children);
}
function drawn(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}
function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) made.append(child);
  }
  return made;
}
const say = (text) => { statusLine.textContent = text; };
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : word.endsWith("y") ? "" : "s"}`;
const words = (relation) => relation.toLowerCase().replaceAll("_", " ");
const entityLink = (entity) => node("a", { href: `#/entity/${encodeURIComponent(entity.id)}` }, entity.name);
const typeMark = (type) => node("span", { class: `type ${type}` }, type.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());

// --- asking

class Problem extends Error {
  constructor(body) {
    super(body.detail || body.title || "no answer");
    this.body = body;
  }
}
let pending = new AbortController();

async function ask(address, signal) {
  const headers = {};
  const token = sessionStorage.getItem("token");
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(address, { headers, signal: signal || pending.signal });
  if (answer.status === 401) {
    document.getElementById("login").hidden = false;
    document.getElementById("token").focus();
  }
  let body;
  try {
    body = await answer.json();
  } catch (error) {
    throw new Problem({ title: "The answer cannot be read", detail: String(error) });
  }
  if (!answer.ok) throw new Problem(body);
  return body;
}

document.getElementById("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", document.getElementById("token").value);
  document.getElementById("login").hidden = true;
  route();
});

// --- a field that finds entities while one types

let fields = 0;
function finder(label, { value = "", picked, required = false } = {}) {
  const id = `field-${++fields}`;
  const input = node("input", {
    id, type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": `${id}-list`, autocomplete: "off", spellcheck: "false", value, required,
  });
  const list = node("ul", { id: `${id}-list`, class: "options", role: "listbox", "aria-label": label, hidden: true });
  let hits = [];
  let at = -1;
  let timer;
  let asked = new AbortController();
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (hit) => {
    input.value = hit.name;
    input.dataset.id = hit.id;
    close();
    if (picked) picked(hit);
  };
  const select = (to) => {
    at = hits.length ? (to + hits.length) % hits.length : -1;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const search = async () => {
    asked.abort();
    asked = new AbortController();
    if (input.value.trim().length < 2) return close();
    try {
      hits = (await ask(`v1/entities?limit=8&q=${encodeURIComponent(input.value.trim())}`, asked.signal)).items;
    } catch (error) {
      return close();
    }
    list.replaceChildren(...hits.map((hit, index) => node("li", {
      role: "option", id: `${id}-${index}`, "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); pick(hit); },
    }, node("span", {}, hit.name), typeMark(hit.type), node("span", { class: "soft" }, plural(hit.articles, "article")))));
    at = -1;
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    say(plural(hits.length, "suggestion"));
  };
  input.addEventListener("input", () => {
    delete input.dataset.id;
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search();
      else select(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      pick(hits[at]);
    } else if (event.key === "Escape") {
      close();
    }
  });
  return { input, field: node("div", { class: "field wide" }, node("label", { for: id }, label), input, list) };
}

// --- claims and their sentences

// The sentence with what the claim rests on marked. Positions count code points of the whole article.
function sentence(quote, marks) {
  const letters = Array.from(quote.text);
  const wanted = marks
    .filter(([span]) => span && span.start >= quote.start && span.end <= quote.end)
    .sort((a, b) => a[0].start - b[0].start);
  const parts = [];
  let at = quote.start;
  for (const [span, kind] of wanted) {
    if (span.start < at) continue;
    parts.push(letters.slice(at - quote.start, span.start - quote.start).join(""));
    parts.push(node("mark", { class: kind }, span.text));
    at = span.end;
  }
  parts.push(letters.slice(at - quote.start).join(""));
  return node("p", {}, parts);
}

function claimTags(claim) {
  const tags = [];
  if (claim.polarity === "negative") tags.push(node("span", { class: "tag" }, "denied"));
  if (claim.modality !== "actual") tags.push(node("span", { class: "tag" }, claim.modality));
  return tags;
}

function quoted(evidence) {
  const { article } = evidence;
  const where = [];
  if (evidence.speakers.length) where.push(`according to ${evidence.speakers.join(", citing ")} · `);
  where.push(node("a", { href: `#/article/${encodeURIComponent(article.id)}` }, article.title || article.source));
  if (article.published) where.push(`, ${article.published.slice(0, 10)}`);
  if (evidence.date) where.push(` · dated ${evidence.date}`);
  where.push(` · ${Math.round(evidence.confidence * 100)} % sure `);
  return node("blockquote", {},
    sentence(evidence.quote, [[evidence.subject_mention, "subject"], [evidence.trigger, "trigger"], [evidence.object_mention, "object"]]),
    node("cite", { class: "soft" }, where, claimTags(evidence)));
}

function sureness(share) {
  const text = `${Math.round(share * 100)} % sure`;
  return node("span", { class: "sure", role: "img", "aria-label": text, title: text },
    drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      drawn("rect", { width: Math.round(share * 100), height: 10 })));
}

function linkCard(link, open) {
  return node("details", { class: "card", open },
    node("summary", {},
      entityLink(link.subject), " ", node("span", { class: "relation" }, words(link.relation)), " ", entityLink(link.object), " ",
      sureness(link.confidence), " ",
      node("span", { class: "soft" }, `${plural(link.claims, "claim")} in ${plural(link.origins, "article")}`)),
    link.evidence.map(quoted));
}

function cutNotice(answer) {
  if (!answer.truncated) return null;
  return node("p", { class: "notice" }, `The search was stopped by its limit of ${answer.stopped_by}; there may be more.`);
}

// --- the picture of a neighborhood: springs along links, repulsion between all, settled before it is shown

function picture(answer) {
  const width = 720;
  const height = 520;
  const points = answer.nodes.map((item, index) => {
    const angle = index * 2.399963;  // the golden angle: no two start at one place
    const radius = 40 + 110 * item.distance + 6 * Math.sqrt(index);
    return { item, x: width / 2 + radius * Math.cos(angle), y: height / 2 + radius * Math.sin(angle), dx: 0, dy: 0 };
  });
  const place = new Map(points.map((point) => [point.item.id, point]));
  const pairs = new Map();
  for (const link of answer.links) {
    const ends = [link.subject.id, link.object.id].sort();
    const key = ends.join(" ");
    if (!place.has(ends[0]) || !place.has(ends[1])) continue;
    const pair = pairs.get(key) || { a: place.get(ends[0]), b: place.get(ends[1]), texts: [] };
    pair.texts.push(`${link.subject.name} ${words(link.relation)} ${link.object.name}`);
    pairs.set(key, pair);
  }
  const springs = [...pairs.values()];
  const spring = Math.sqrt((width * height) / Math.max(points.length, 1)) * 0.62;
  for (let round = 0; round < 300; ++round) {
    const heat = 24 * (1 - round / 300);
    for (const p of points) { p.dx = (width / 2 - p.x) * 0.02; p.dy = (height / 2 - p.y) * 0.03; }
    for (let i = 0; i < points.length; ++i) {
      for (let k = i + 1; k < points.length; ++k) {
        const p = points[i];
        const q = points[k];
        const x = p.x - q.x || 0.1;
        const y = p.y - q.y || 0.1;
        const force = (spring * spring) / (x * x + y * y);
        p.dx += x * force; p.dy += y * force; q.dx -= x * force; q.dy -= y * force;
      }
    }
    for (const { a, b } of springs) {
      const x = a.x - b.x;
      const y = a.y - b.y;
      const force = Math.hypot(x, y) / spring;
      a.dx -= x * force; a.dy -= y * force; b.dx += x * force; b.dy += y * force;
    }
    points.forEach((p, index) => {
      if (index === 0) { p.x = width / 2; p.y = height / 2; return; }
      const length = Math.hypot(p.dx, p.dy) || 1;
      p.x = Math.min(width - 70, Math.max(70, p.x + (p.dx / length) * Math.min(length, heat)));
      p.y = Math.min(height - 24, Math.max(24, p.y + (p.dy / length) * Math.min(length, heat)));
    });
  }
  const name = answer.nodes[0].name;
  return drawn("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Who is around ${name}; the same links stand in the list` },
    springs.map(({ a, b, texts }) => drawn("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": Math.min(1 + texts.length, 6) },
      drawn("title", {}, texts.join("\n")))),
    points.map((p, index) => {
      const radius = Math.min(5 + Math.sqrt(p.item.articles) * 1.6, 16);
      return drawn("a", { href: `#/entity/${encodeURIComponent(p.item.id)}`, class: `${p.item.type}${index === 0 ? " centre" : ""}`, "aria-label": p.item.name },
        drawn("circle", { cx: p.x, cy: p.y, r: radius }),
        drawn("text", { x: p.x, y: p.y + radius + 12, "text-anchor": "middle" }, p.item.name.length > 28 ? `${p.item.name.slice(0, 27)}…` : p.item.name));
    }));
}

// --- views

function show(title, ...children) {
  const heading = node("h1", { tabindex: "-1" }, title);
  document.title = `${title} · Entente`;
  view.replaceChildren(...[heading, ...children.flat(Infinity)].filter(Boolean));
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function showProblem(error, choose) {
  const body = error.body || { title: "No answer", detail: String(error.message || error) };
  const detail = body.code === "ambiguous" ? "Choose the one you mean:" : (body.detail || "").split("\n")[0].replace(/:$/, ":");
  view.querySelectorAll(".error").forEach((old) => old.remove());
  view.append(node("section", { class: "notice error", role: "alert" },
    node("h2", {}, body.title), node("p", {}, detail),
    body.candidates && body.candidates.length > 0 && node("ul", { class: "list" }, body.candidates.map((item) => node("li", {},
      choose ? node("button", { type: "button", onclick: () => choose(item) }, item.name) : entityLink(item),
      typeMark(item.type), node("span", { class: "soft" }, plural(item.articles, "article")))))));
}

async function showStart() {
  const search = finder("Search a person, body, country, agreement …", {
    picked: (hit) => { location.hash = `#/entity/${encodeURIComponent(hit.id)}`; },
  });
  const form = node("form", {
    onsubmit: (event) => {
      event.preventDefault();
      if (search.input.value.trim()) location.hash = `#/entity/${encodeURIComponent(search.input.value.trim())}`;
    },
  }, search.field, node("button", { class: "main", type: "submit" }, "Look up"));
  show("Who is linked to whom?", form);
  search.input.focus();
  const stats = await ask("v1/stats");
  const types = Object.entries(stats.by_type).sort((a, b) => b[1] - a[1]);
  view.append(
    node("p", { class: "soft" }, `${plural(stats.articles, "article")}, ${stats.claims} claims, ${stats.entities} entities, ${stats.edges} links`),
    node("h2", {}, "What is here"),
    node("ul", { class: "row" }, types.map(([type, count]) => node("li", {}, typeMark(type), " ", String(count)))));
}

async function showEntity(id) {
  const name = encodeURIComponent(id);
  const [page, around] = await Promise.all([
    ask(`v1/entities/${name}?links=100&include=negative,planned,conditional,possible,requested`),
    ask(`v1/entities/${name}/neighborhood?max_nodes=40&max_links=400&quotes=0`),
  ]);
  const others = page.aliases.filter((alias) => alias.text !== page.name);
  show(page.name,
    node("p", {}, typeMark(page.type), " ", node("span", { class: "soft" },
      `${plural(page.mentions, "mention")} in ${plural(page.articles, "article")}`), " ",
      node("a", { href: `#/paths?from=${encodeURIComponent(page.name)}` }, "find a path from here")),
    others.length > 0 && node("p", { class: "soft" }, `Also: ${others.slice(0, 12).map((alias) => alias.text).join(", ")}`),
    node("details", {}, node("summary", {}, "Why these mentions are one"),
      node("ul", {}, page.keys.map((key) => node("li", {}, `${key.reason.replace("_", " ")}: ${key.key}`)),
        page.ids.map((item) => node("li", {}, `${item.scheme}: ${item.value}`)))),
    cutNotice(page),
    node("div", { class: "columns" },
      node("section", {}, node("h2", {}, `Links (${page.links.length}${page.cut ? "+" : ""})`),
        page.links.length ? page.links.map((link, index) => linkCard(link, index < 3)) : node("p", { class: "soft" }, "No claim links it to anybody.")),
      node("section", {}, node("h2", {}, "Around it"),
        around.nodes.length > 1 ? picture(around) : node("p", { class: "soft" }, "Nobody by claims that hold."),
        around.cut && node("p", { class: "soft" }, "The nearest 40 are shown."),
        node("h2", {}, "Articles"),
        node("ul", { class: "list" }, page.in_articles.map((article) => node("li", {},
          node("a", { href: `#/article/${encodeURIComponent(article.id)}` }, article.title || article.source),
          article.published && node("span", { class: "soft" }, article.published.slice(0, 10))))))));
  say(plural(page.links.length, "link"));
}

const kinds = ["negative", "planned", "conditional", "possible", "requested", "undated"];
const groups = ["role", "agreement", "interaction", "pressure"];

async function showPaths(query) {
  const from = finder("From", { value: query.get("from") || "", required: true });
  const to = finder("To", { value: query.get("to") || "", required: true });
  const chosen = (query.get("include") || "").split(",");
  const relation = query.get("relation") || "";
  const hops = node("select", { id: "hops" }, [1, 2, 3, 4, 5, 6].map((n) =>
    node("option", { value: n, selected: String(n) === (query.get("max_hops") || "4") }, String(n))));
  const group = node("select", { id: "group" }, node("option", { value: "" }, "any relation"),
    groups.map((name) => node("option", { value: name, selected: name === relation }, name)));
  const since = node("input", { id: "since", type: "text", placeholder: "2024-06", size: 10, value: query.get("since") || "" });
  const until = node("input", { id: "until", type: "text", placeholder: "2025", size: 10, value: query.get("until") || "" });
  const boxes = kinds.map((kind) => node("label", {}, node("input", { type: "checkbox", value: kind, checked: chosen.includes(kind) }), ` ${kind}`));
  const labelled = (label, input) => node("div", { class: "field" }, node("label", { for: input.id }, label), input);
  const form = node("form", {
    onsubmit: (event) => {
      event.preventDefault();
      const next = new URLSearchParams({ from: from.input.dataset.id || from.input.value.trim(), to: to.input.dataset.id || to.input.value.trim(), max_hops: hops.value });
      if (group.value) next.set("relation", group.value);
      if (since.value.trim()) next.set("since", since.value.trim());
      if (until.value.trim()) next.set("until", until.value.trim());
      const include = boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value);
      if (include.length) next.set("include", include.join(","));
      const target = `#/paths?${next}`;
      if (location.hash === target) route();
      else location.hash = target;
    },
  }, from.field, to.field, node("button", { class: "main", type: "submit" }, "Find paths"),
  node("details", { class: "more", open: Boolean(relation || chosen[0] || query.get("since") || query.get("until")) }, node("summary", {}, "Narrow or widen"),
    node("div", {}, labelled("Hops at most", hops), labelled("Relations", group), labelled("Since", since), labelled("Until", until),
      node("fieldset", {}, node("legend", {}, "Beyond what is claimed as done"), boxes))));
  show("How are two linked?", form);
  if (!query.get("from")) return from.input.focus();
  if (!query.get("to")) return to.input.focus();
  const choose = (side) => (item) => {
    query.set(side, item.id);
    location.hash = `#/paths?${query}`;
  };
  let answer;
  try {
    answer = await ask(`v1/paths?${query}`);
  } catch (error) {
    if (!error.body) throw error;
    // The name in question stands first in the message.
    const side = (error.body.detail || "").includes(`"${query.get("from")}"`) ? "from" : "to";
    return showProblem(error, error.body.candidates ? choose(side) : undefined);
  }
  // Ids in the address become names in the fields.
  for (const [field, entity] of [[from, answer.from], [to, answer.to]]) {
    field.input.value = entity.name;
    field.input.dataset.id = entity.id;
  }
  document.title = `${answer.from.name} to ${answer.to.name} · Entente`;
  const count = answer.paths.length;
  say(count ? `${plural(count, "path")} found` : "No path found");
  const notice = cutNotice(answer);
  view.append(...[notice].filter(Boolean));
  if (!count) {
    return view.append(node("p", { class: "notice" }, `No path of at most ${hops.value} hops links ${answer.from.name} and ${answer.to.name} by what was asked for.`));
  }
  view.append(...answer.paths.map((path, index) => node("section", { "aria-label": `Path ${index + 1}` },
    node("h2", {}, `Path ${index + 1}`, node("span", { class: "soft" }, ` ${plural(path.hops.length, "hop")}`)),
    node("p", { class: "chain" }, path.entities.map((entity, k) => [k > 0 && node("span", { class: "arrow", "aria-hidden": "true" }, "—"), entityLink(entity)])),
    node("ol", { class: "path" }, path.hops.map((hop, k) => node("li", {},
      hop.links.map((link, position) => linkCard(link, position === 0)),
      path.hops.length > 1 && k === path.weakest_hop && node("p", { class: "soft" }, "Doubt this hop first.")))))));
}

async function showArticles(query) {
  const cursor = query.get("cursor");
  const page = await ask(`v1/articles?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
  show("Articles",
    node("ul", { class: "list" }, page.items.map((article) => node("li", {},
      node("a", { href: `#/article/${encodeURIComponent(article.id)}` }, article.title || article.source),
      node("span", { class: "soft" }, [article.published && article.published.slice(0, 10), article.source, plural(article.claims, "claim")].filter(Boolean).join(" · "))))),
    page.items.length === 0 && node("p", { class: "soft" }, "There is none yet."),
    page.next_cursor && node("p", {}, node("a", { href: `#/articles?cursor=${encodeURIComponent(page.next_cursor)}` }, "More")));
}

async function showArticle(id) {
  const page = await ask(`v1/articles/${encodeURIComponent(id)}`);
  const letters = Array.from(page.text);
  const names = page.entities.flatMap((entity) => entity.mentions.map((mention) => ({ ...mention, entity: entity.entity })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const parts = [];
  let at = 0;
  for (const name of names) {
    if (name.start < at) continue;
    parts.push(letters.slice(at, name.start).join(""));
    parts.push(node("a", { href: `#/entity/${encodeURIComponent(name.entity.id)}`, title: name.entity.name }, name.text));
    at = name.end;
  }
  parts.push(letters.slice(at).join(""));
  show(page.title || page.source,
    node("p", { class: "soft" }, [page.published && page.published.slice(0, 10), page.source, page.url !== page.source && page.url].filter(Boolean).join(" · ")),
    node("div", { class: "columns" },
      node("section", {}, node("h2", {}, "Text"), node("p", { class: "article-text" }, parts)),
      node("section", {}, node("h2", {}, `Claims (${page.claims.length})`), page.claims.map((claim) => node("div", { class: "card" },
        node("h3", {}, entityLink(claim.subject_entity), " ", node("span", { class: "relation" }, words(claim.relation)), " ", entityLink(claim.object_entity)),
        node("blockquote", {}, sentence(claim.evidence, [[claim.subject_mention, "subject"], [claim.trigger, "trigger"], [claim.object_mention, "object"]]),
          node("cite", { class: "soft" }, [claim.date && `dated ${claim.date}`, `${Math.round(claim.confidence * 100)} % sure`, claim.extractor].filter(Boolean).join(" · "), " ", claimTags(claim))))))));
}

async function route() {
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  const [path, rest] = location.hash.replace(/^#/, "").split("?");
  const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
  const query = new URLSearchParams(rest || "");
  const tab = parts[0] === "paths" ? "paths" : parts[0] === "articles" || parts[0] === "article" ? "articles" : "search";
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.tab === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  view.setAttribute("aria-busy", "true");
  try {
    if (parts[0] === "entity" && parts[1]) await showEntity(parts[1]);
    else if (parts[0] === "paths") await showPaths(query);
    else if (parts[0] === "articles") await showArticles(query);
    else if (parts[0] === "article" && parts[1]) await showArticle(parts[1]);
    else await showStart();
  } catch (error) {
    if (signal.aborted) return;
    if (parts[0] === "entity" || parts[0] === "article") show(parts[1]);
    showProblem(error);
  } finally {
    if (!signal.aborted) view.removeAttribute("aria-busy");
  }
}

window.addEventListener("hashchange", route);
route();

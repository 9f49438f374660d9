function (button) {
  "use strict";
  // Names, lines and addresses go in as text, never as markup. Mobile applications show pages without a host.
  const here = location.hostname.toLowerCase();
  const isOf = (site) => here === site || here.endsWith("." + site);
  const isApp = button.isUsedInApp && (here === "" || here === "localhost");
  if (!(isApp || button.sites.some(isOf)) || !(button.pages.length || button.chats)) return;
  // system colours follow the visitor's choice of light or dark; the shadow keeps the site's own styles out
  const STYLE = `
    :host { all: initial; position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; box-sizing: border-box;
      max-width: calc(100vw - 32px); font: 16px/1.4 system-ui, sans-serif; color-scheme: light dark }
    *, ::before { box-sizing: border-box; font: inherit }
    details { background: Canvas; color: CanvasText; border: 1px solid GrayText; border-radius: 12px; overflow: auto;
      max-height: calc(100vh - 32px); overflow-wrap: anywhere; box-shadow: 0 2px 12px rgba(0, 0, 0, .25) }
    details[open] { width: min(360px, calc(100vw - 32px)) }
    summary, a, button { min-height: 44px; padding: 10px 16px; cursor: pointer }
    summary { font-weight: 600 }
    a { display: block; color: LinkText }
    ol { list-style: none; margin: 0; padding: 0 16px; max-height: 40vh; overflow: auto }
    li { margin: 8px 0; padding: 8px 12px; border-radius: 12px; border: 1px solid GrayText; white-space: pre-wrap }
    li.own { margin-left: 32px }
    li b { display: block; font-weight: 600 }
    form { display: grid; gap: 8px; padding: 8px 16px 16px }
    input, textarea { width: 100%; min-height: 44px; padding: 8px; border: 1px solid GrayText; border-radius: 8px }
    textarea { resize: vertical }
    button { border: 0; border-radius: 8px; background: #1a5fb4; color: #fff; font-weight: 600 }
    [role=alert]:empty { display: none }`;

  function made(name, values, ...inside) {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inside);
    return element;
  }

  function show() {
    const box = made("div", { className: "voronka-button" });
    const root = box.attachShadow({ mode: "open" });
    // a stylesheet made by script is let through where the site's policy lets the script through
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const title = made("summary", { textContent: button.name });
    const details = made("details", {}, title, ...button.pages.map(way));
    if (button.chats) details.append(...chat(details, title));
    root.append(details);
    document.body.append(box);
  }

  function way(page) {
    const href = "https://wa.me/" + encodeURIComponent(page.link.replace(/^\+/, ""));
    return made("a", { href, target: "_blank", rel: "noopener", textContent: page.name });
  }

  function chat(details, title) {
    const texts = button.texts, key = "voronka " + button.chats;
    const log = made("ol", { role: "log" });
    const name = made("input", { maxLength: 255, autocomplete: "name" });
    const text = made("textarea", { maxLength: 2000, rows: 2, required: true });
    const named = made("label", {}, texts.name, name);
    const failed = made("div", { role: "alert" });
    const send = made("button", { textContent: texts.send });
    const form = made("form", {}, named, made("label", {}, texts.text, text), failed, send);
    let id = remembered(), last, seen, waiting;

    function remembered() {
      try { return localStorage.getItem(key); } catch { return null; } // a browser may forbid to remember
    }
    function remember(chatId) {
      id = chatId;
      try { if (id) localStorage.setItem(key, id); else localStorage.removeItem(key); } catch { /* until the page goes */ }
    }
    function tell({ chat_id, lines }) {
      remember(chat_id);
      named.hidden = true;
      if (lines.at(-1).id !== last) log.replaceChildren(...lines.map(item));
      if (lines.at(-1).id !== last) log.scrollTop = log.scrollHeight;
      last = lines.at(-1).id;
      seen = details.open ? last : seen ?? lines.findLast((line) => line.is_own)?.id;
      const unread = lines.length - 1 - lines.findIndex((line) => line.id === seen);
      title.textContent = unread ? `${button.name} (${unread})` : button.name;
    }
    function item(line) {
      const who = made("b", { textContent: line.is_own ? texts.own : line.author });
      return made("li", { className: line.is_own ? "own" : "" }, who, line.text);
    }
    async function ask(address, options) {
      const answer = await fetch(address, options);
      if (answer.status === 404) remember(null);
      if (!answer.ok) throw new Error(answer.status);
      tell(await answer.json());
    }
    // a body without a type of its own is sent at once, without the browser asking leave beforehand
    const write = () => ask(button.chats, {
      method: "POST",
      body: JSON.stringify({ text: text.value, name: name.value, chat_id: id, page: location.href }),
    });
    async function look() {
      clearTimeout(waiting);
      if (id && !document.hidden) await ask(`${button.chats}/${id}`).catch(() => {});
      waiting = setTimeout(look, details.open ? 3000 : 30000);
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.textContent = "";
      send.disabled = true;
      try { await write(); text.value = ""; } catch { failed.textContent = texts.failed; }
      send.disabled = false;
      text.focus();
    });
    details.addEventListener("toggle", look);
    document.addEventListener("visibilitychange", look);
    look();
    return [log, form];
  }

  // a site may load the script before its page has a body
  if (document.body) show(); else document.addEventListener("DOMContentLoaded", show);
}

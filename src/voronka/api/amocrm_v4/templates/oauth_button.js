function (told) {
  "use strict";
  const running = document.currentScript;
  const COLOURS = {
    default: "#1f6feb", blue: "#1565c0", violet: "#6a1b9a", green: "#2e7d32", orange: "#b45309", red: "#c62828",
  };
  const THEMES = {
    light: "background: #fff; color: #1d2733; box-shadow: inset 0 0 0 1px #7b8794",
    dark: "background: #1b242e; color: #fff; box-shadow: inset 0 0 0 1px #71808f",
  };
  // the site's own rules for the class reach the host and win; all else stays on its side of the shadow
  const STYLE = `
    :host { all: initial; display: inline-flex; align-items: center; max-width: 100%; min-height: 44px;
      border-radius: 8px; cursor: pointer; font: 600 16px/1.25 system-ui, sans-serif }
    :host(:hover) { filter: brightness(1.1) }
    :host(:focus-visible) { outline: 3px solid #1f6feb; outline-offset: 2px }
    svg { flex: none; width: 20px; height: 20px; margin: 0 12px; fill: currentColor }
    span { padding: 10px 16px 10px 0; overflow-wrap: anywhere }`;
  const MARK = "M2 3h20l-8 9.5V21l-4-2.5v-6z";
  const OFFER = ["name", "description", "redirect_uri", "secrets_uri", "logo", "scopes"];
  const NEEDED = OFFER.filter((name) => name !== "logo");

  function show() {
    for (const element of document.querySelectorAll(".amocrm_oauth, .kommo_oauth")) {
      if (element.dataset.isShown) continue;
      element.dataset.isShown = "true";
      const missing = element.dataset.clientId ? [] : NEEDED.filter((name) => !element.dataset[name]);
      if (missing.length) {
        console.error(`OAuth button: data-client-id is missing; without it, data-${missing.join(", data-")}.`);
      } else {
        element.before(button(element));
      }
    }
  }

  function button(element) {
    const { className, compact, color, theme } = element.dataset;
    const isKommo = element.classList.contains("kommo_oauth");
    const title = element.dataset.title || told.titles[language(element, isKommo ? "en" : "ru")];
    const box = Object.assign(document.createElement("div"), { className: className || "", tabIndex: 0 });
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", title);
    const root = box.attachShadow({ mode: "open" });
    const look = THEMES[theme] || (isKommo ? THEMES.light : `background: ${COLOURS[color] || COLOURS.default}; color: #fff`);
    // a stylesheet made by script is let through where the site's policy lets the script through
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${STYLE} :host { ${look} }`);
    root.adoptedStyleSheets = [sheet];
    root.append(mark(), ...(compact === "true" ? [] : [text(title)]));
    box.addEventListener("click", () => open(element));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(element);
    });
    return box;
  }

  function language(element, otherwise) {
    const asked = [element.dataset.locale, document.documentElement.lang, navigator.language];
    return asked.map((tag) => (tag || "").slice(0, 2).toLowerCase()).find((tag) => told.titles[tag]) || otherwise;
  }

  function mark() {
    const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    svg.setAttribute("viewBox", "0 0 24 24");
    path.setAttribute("d", MARK);
    svg.append(path);
    return svg;
  }

  function text(title) {
    return Object.assign(document.createElement("span"), { textContent: title });
  }

  function open(element) {
    const origin = new URL(element.src || running.src).origin;
    const mode = element.dataset.mode === "post_message" ? "post_message" : "popup";
    const [width, height] = [520, 720];
    const place = `left=${screenX + (outerWidth - width) / 2},top=${screenY + (outerHeight - height) / 2}`;
    const opened = window.open(address(element, origin, mode), "", `popup,width=${width},height=${height},${place}`);
    if (opened) listen(element, origin, opened);
    else location.assign(address(element, origin, "")); // the browser lets no windows open
  }

  function address(element, origin, mode) {
    const given = element.dataset;
    // as the vendor's button: where the site names no state, one that says nothing
    const query = new URLSearchParams({ state: given.state || String(Math.random()).slice(2), mode });
    if (given.clientId) query.set("client_id", given.clientId);
    else for (const name of OFFER) if (given[name]) query.set(name, given[name]);
    return `${origin}/oauth?${query}`;
  }

  function listen(element, origin, opened) {
    addEventListener("message", (event) => {
      if (event.source !== opened || event.origin !== origin || !event.data.error) return;
      element.dataset.error = event.data.error;
      const named = (element.dataset.errorCallback || "").split(".").reduce((found, name) => found?.[name], window);
      if (typeof named === "function") named(event.data);
    });
  }

  // a page may load the script before its buttons
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show); else show();
}

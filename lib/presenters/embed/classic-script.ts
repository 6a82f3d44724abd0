import type { EmbedLook } from "@/lib/domain/embed-look";

/** What is put into the div of a page: a whole drawing, a table, lines of text, one number, or why there is nothing. */
export type ClassicContent =
  | { svg: string }
  | { caption: string; columns: string[]; rows: string[][] }
  | { caption: string; lines: string }
  | { number: string }
  | { note: string };

/** The colours of what is not a drawing. */
const COLOURS = {
  light: { ink: "#1C1B19", muted: "#6B665C", hairline: "#E6E2D9", card: "#FFFFFF" },
  dark: { ink: "#ECE9E2", muted: "#A29C90", hairline: "#2E2B27", card: "#1C1B19" },
} as const;

// Every text goes in as text, and a drawing as parsed XML: nothing of it is ever read as a page. Of several divs with
// one id each script fills the first that still waits; when none does, it fills them again.
const FILL = `function (id, content, width, height, colours) {
  var divs = document.getElementsByTagName('div'), waiting = [], filled = [];
  for (var i = 0; i < divs.length; i++) {
    if (divs[i].id === id) (divs[i].getAttribute('data-statnest') ? filled : waiting).push(divs[i]);
  }
  var chosen = waiting.length > 0 ? waiting.slice(0, 1) : filled;
  for (var j = 0; j < chosen.length; j++) fill(chosen[j]);

  function fill(div) {
    while (div.firstChild) div.removeChild(div.firstChild);
    if (content.svg) div.appendChild(drawing());
    else if (content.rows) div.appendChild(frame(table()));
    else if (content.lines !== undefined) div.appendChild(frame(letters('pre', content.lines)));
    else if (content.note) div.appendChild(note());
    else div.appendChild(letters('span', content.number));
    div.setAttribute('data-statnest', 'shown');
    div.style.display = content.number === undefined ? 'block' : 'inline';
    div.style.visibility = 'visible';
  }

  function styled(element, style) {
    for (var name in style) if (style.hasOwnProperty(name)) element.style[name] = style[name];
    return element;
  }

  function letters(name, text) {
    var element = document.createElement(name);
    element.appendChild(document.createTextNode(text));
    return styled(element, { margin: '0', whiteSpace: name === 'pre' ? 'pre' : '' });
  }

  function drawing() {
    var parsed = new DOMParser().parseFromString(content.svg, 'image/svg+xml');
    return styled(document.importNode(parsed.documentElement, true), { display: 'block', maxWidth: '100%', height: 'auto' });
  }

  function frame(inside) {
    var box = document.createElement('div');
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', content.caption);
    box.appendChild(inside);
    return styled(box, {
      boxSizing: 'border-box', width: width + 'px', maxWidth: '100%', height: height + 'px', overflow: 'auto',
      padding: '8px 12px', border: '1px solid ' + colours.hairline, background: colours.card, color: colours.ink,
      font: '13px/1.5 system-ui, sans-serif', fontVariantNumeric: 'tabular-nums', textAlign: 'left'
    });
  }

  function table() {
    var whole = document.createElement('table');
    whole.appendChild(styled(letters('caption', content.caption), { textAlign: 'left', fontWeight: '500' }));
    whole.appendChild(row('thead', 'th', [content.columns]));
    whole.appendChild(row('tbody', 'td', content.rows));
    return styled(whole, { width: '100%', borderCollapse: 'collapse' });
  }

  function row(part, cell, rows) {
    var group = document.createElement(part);
    for (var r = 0; r < rows.length; r++) {
      var line = document.createElement('tr');
      for (var c = 0; c < rows[r].length; c++) {
        var one = letters(cell, rows[r][c]);
        if (cell === 'th') one.scope = 'col';
        line.appendChild(styled(one, {
          padding: '2px 8px 2px 0', textAlign: c === 0 ? 'left' : 'right', whiteSpace: 'nowrap',
          color: cell === 'th' ? colours.muted : colours.ink, borderTop: '1px solid ' + colours.hairline
        }));
      }
      group.appendChild(line);
    }
    return group;
  }

  function note() {
    return styled(letters('div', content.note), {
      boxSizing: 'border-box', display: 'flex', alignItems: 'center', justifyContent: 'center', width: width + 'px',
      maxWidth: '100%', height: height + 'px', padding: '4px', border: '1px dashed ' + colours.muted,
      color: colours.muted, background: colours.card, font: '14px/1.4 system-ui, sans-serif', textAlign: 'center'
    });
  }
}`;

/**
 * The script that a page with StatHat's snippet is answered: it finds the waiting div by its id, fills it and shows it.
 * Runs in browsers of the snippet's own age.
 */
export function classicScript(divId: string, content: ClassicContent, { width, height, theme }: EmbedLook): string {
  const colours = COLOURS[theme === "dark" ? "dark" : "light"];
  return `(${FILL})(${[divId, content, width, height, colours].map(literal).join(", ")});\n`;
}

/** As JSON in plain ASCII without angle brackets: no text ends the script it stands in, whatever it is read as. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

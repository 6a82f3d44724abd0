/** The app's colours (app/globals.css), light and dark. Mail programs know no variables, so they are said twice. */
export const LIGHT = {
  paper: "#fbfaf7",
  card: "#ffffff",
  ink: "#1c1b19",
  muted: "#6b665c",
  hairline: "#e6e2d9",
  accent: "#9a5b00",
  onAccent: "#ffffff",
  wash: "#f6efe2",
};

const DARK: typeof LIGHT = {
  paper: "#141312",
  card: "#1c1b19",
  ink: "#ece9e2",
  muted: "#a29c90",
  hairline: "#2e2b27",
  accent: "#f2b33d",
  onAccent: "#1c1b19",
  wash: "#2a2519",
};

/** First a font that Windows has: Outlook there may take Times when it does not know the first. Geist no mail can bring along. */
export const SANS = '"Segoe UI", -apple-system, system-ui, Roboto, Arial, sans-serif';
export const MONO = 'Consolas, ui-monospace, Menlo, "DejaVu Sans Mono", monospace';

/**
 * What cannot stand at an element: the dark theme, and a narrower margin on a phone. What has a cell around its content,
 * react-email gives the colour or the padding to that.
 */
export const STYLES = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${DARK.paper} !important; }
  .card { background-color: ${DARK.card} !important; border-color: ${DARK.hairline} !important; }
  .wash { background-color: ${DARK.wash} !important; }
  .ink { color: ${DARK.ink} !important; }
  .muted { color: ${DARK.muted} !important; }
  .accent { color: ${DARK.accent} !important; }
  .line { border-color: ${DARK.hairline} !important; }
  .button { background-color: ${DARK.accent} !important; color: ${DARK.onAccent} !important; }
}
@media (max-width: 480px) {
  .page > tbody > tr > td { padding: 12px 8px 24px !important; }
  .card > tbody > tr > td { padding: 22px 18px 10px !important; }
}
`;

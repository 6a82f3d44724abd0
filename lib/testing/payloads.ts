/** What each payload calls where it runs: `__xss()`. A browser test makes it a function that tells. */
export const CANARY = "__xss";

/**
 * Texts that run a script wherever they are written unescaped: in HTML, an attribute, a title, a script, JSON in a
 * script, SVG, a style, a URL, Markdown, CSV. All of them are good names; those that fit a unit (32 characters) come first.
 */
export const PAYLOADS = [
  // As short as a unit.
  "<svg onload=__xss()>",
  "<script>__xss()</script>",
  "<img src=x onerror=__xss()>",
  "\"onfocus=__xss() autofocus='",
  "'-__xss()-'",
  '"-__xss()-"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a payload
  "${__xss()}",
  "{{constructor.__xss()}}",
  "javascript:__xss()",
  "`-__xss()-`",
  // Out of elements and attributes.
  '"><script>__xss()</script>',
  "'><img src=x onerror=__xss()>",
  '" onmouseover="__xss()" x="',
  "' onpointerenter='__xss()' x='",
  "</title><script>__xss()</script>",
  "</textarea><svg onload=__xss()>",
  "</style><script>__xss()</script>",
  "<details open ontoggle=__xss()>",
  "<iframe srcdoc='<script>parent.__xss()</script>'>",
  "<a href=javascript:__xss()>a link</a>",
  "<body onpageshow=__xss()>",
  "<input autofocus onfocus=__xss()>",
  "<video><source onerror=__xss()></video>",
  // Out of a script and of JSON in one.
  "</script><script>__xss()</script>",
  "<!--<script>__xss()</script>-->",
  "\\u003cimg src=x onerror=__xss()\\u003e",
  '\\";__xss();//',
  "';__xss();//",
  "\u2028__xss()//",
  "]]><script>__xss()</script>",
  // In SVG and a style.
  "</text><script>__xss()</script><text>",
  "<svg><script href='data:text/javascript,__xss()'/></svg>",
  "<animate onbegin=__xss() attributeName=x dur=1s>",
  '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="__xss()"/></foreignObject>',
  "</desc></svg><img src=x onerror=__xss()>",
  "}*{background:url('javascript:__xss()')}</style><svg onload=__xss()>",
  // In what others make of a text: entities, Markdown, mutations, formulas.
  "&lt;img src=x onerror=__xss()&gt;&#x3c;svg onload=__xss()&#x3e;",
  '![x](x"onerror="__xss()) [y](javascript:__xss())',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=__xss()&gt;">',
  '=HYPERLINK("javascript:__xss()","<img src=x onerror=__xss()>")',
] as const;

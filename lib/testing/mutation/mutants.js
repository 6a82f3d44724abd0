// Small faults put into the sources of who may what, one at a time: a test run that stays green with one of them does
// not watch what it should. Each is a piece of a file and what stands there instead.

/**
 * Conditions that can be taken away without anybody being told or doing more than before, each with why: the tests are
 * right to stay green.
 * @type {{ file: string, line: string, was: string, why: string }[]}
 */
export const EQUIVALENT = [
  {
    file: "audit-log.ts",
    line: "userId: person",
    was: "userId: person",
    why: "narrows what was asked for, within the team",
  },
  {
    file: "audit.ts",
    line: "teamId, action, subjectId",
    was: "teamId",
    why: "the ids of what was done to are unique over all teams",
  },
  {
    file: "deleted-accounts.ts",
    line: "WHERE user_id",
    was: "user_id = ",
    why: "every column that is set there looks by itself whether it is theirs: other rows are written as they were",
  },
  {
    file: "/keys.ts",
    line: "FOR UPDATE",
    was: "team_id",
    why: "only locks: the key is then looked for under the team",
  },
  {
    file: "new-stats.ts",
    line: "e.action = 'stat.made'",
    was: "e.team_id",
    why: "the ids of stats are unique over all teams",
  },
];

/** The files that say who may what: everything in them that decides is turned round. */
export const RULES = ["lib/domain/can.ts", "lib/interactors/permit.ts"];

/** The folder whose queries say whose rows: of these only that is taken away. */
export const RECORDS = "lib/store/records";

/** What is turned round in a rule, and into what. */
const SWAPS = [
  [/===/g, () => "!=="],
  [/!==/g, () => "==="],
  [/&&/g, () => "||"],
  [/\|\|/g, () => "&&"],
  [/(?<=[\s(])!(?=\w)/g, () => ""],
  [/"(?:owner|admin|member|viewer|ingest|read|manage|user|key|person|job|anonymous)"/g, () => '"nobody"'],
  [/\bif \((?=.*\)\s*throw)/g, () => "if (false && "],
  [/(?<=^ {2}return )(?!actor;|")[^;`]+(?=;)/gm, () => "true"],
  [/(?<=^ {2}return )(?!actor;|")[^;`]+(?=;)/gm, () => "false"],
];

/** @returns {{ file: string, start: number, end: number, text: string, line: number, was: string }[]} */
export function ruleMutants(file, source) {
  const code = blanked(source);
  return SWAPS.flatMap(([pattern, put]) =>
    [...code.matchAll(pattern)].map((match) =>
      mutant(file, source, match.index, match.index + match[0].length, put(match[0])),
    ),
  ).filter(({ was, text }) => was !== text);
}

const WHOSE = "(?:teamId|userId)";
const COLUMN = "(?:\\w+\\.)?(?:team_id|user_id)";

/** Conditions on whose a row is, of queries in SQL and of Prisma's where-objects. */
export function filterMutants(file, source) {
  const code = blanked(source);
  const inSql = new RegExp(`${COLUMN} = (?:\\$\\{[^}]+\\}(?:::uuid)?|\\$\\d+|\\w+\\.(?:team_id|user_id))`, "g");
  const ofSql = [...code.matchAll(inSql)]
    .filter((match) => !/^\s*(?:SET|INSERT)\b/.test(lineAt(code, match.index)))
    .map((match) => mutant(file, source, match.index, match.index + match[0].length, `(TRUE OR ${match[0]})`));
  return [
    ...ofSql,
    ...whereObjects(code).flatMap(([from, to]) =>
      namedIn(code, from, to).map(([start, end]) => mutant(file, source, start, end, "")),
    ),
  ];
}

/** The bounds of the objects that say which rows: of `where: {…}`, and of functions that return such a thing. */
function whereObjects(code) {
  const found = [...code.matchAll(/\bwhere: (?=\{)/g)].map((match) => {
    const from = match.index + match[0].length;
    return [from, closing(code, from)];
  });
  for (const match of code.matchAll(/WhereInput(?:\[\])? \{/g)) {
    const from = match.index + match[0].length - 1;
    found.push([from, closing(code, from)]);
  }
  // Of two that lie in one another, the outer has both.
  return found.filter(([from, to]) => !found.some(([start, end]) => start < from && to < end));
}

/** Where `teamId` and the like stand as properties, with the comma beside them. */
function namedIn(code, from, to) {
  const pattern = new RegExp(`(?<=[{,]\\s*)${WHOSE}(?:: [^,{}]+?)?(?=\\s*[,}])(,\\s*)?`, "g");
  return [...code.slice(from, to).matchAll(pattern)]
    .map((match) => [from + match.index, from + match.index + match[0].length])
    .filter(([start]) => !/_(?:userId|statId|name): \{\s*(?:\w+, )?$/.test(code.slice(0, start)));
}

/** The place after the bracket that closes the one at `open`. */
function closing(code, open) {
  const [begin, end] = code[open] === "(" ? "()" : "{}";
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i] === begin) depth += 1;
    if (code[i] === end) depth -= 1;
    if (depth === 0) return i + 1;
  }
  return code.length;
}

/**
 * The functions of a file with where their bodies begin and end.
 * @returns {{ name: string, body: number, end: number }[]}
 */
export function functionsOf(source) {
  const code = blanked(source);
  return [...code.matchAll(/^(?:export )?(?:async )?function (\w+)/gm)].map((match) => {
    const signature = closing(code, code.indexOf("(", match.index));
    const open = bodyAfter(code, signature);
    return { name: match[1], body: open + 1, end: closing(code, open) };
  });
}

/** The brace after what a function returns, which may have braces of its own. */
function bodyAfter(code, signature) {
  let depth = 0;
  for (let i = signature; i < code.length; i++) {
    if (code[i] === "<") depth += 1;
    if (code[i] === ">" && code[i - 1] !== "=") depth -= 1;
    if (code[i] !== "{" || depth > 0) continue;
    const isType = /[:|&]\s*$/.test(code.slice(signature, i));
    if (!isType) return i;
    i = closing(code, i) - 1;
  }
  return code.length;
}

/** The source with its comments, imports and types blank, each character where it was. */
function blanked(source) {
  const blank = (text) => text.replace(/[^\n]/g, " ");
  return source
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(?<=^|\s)\/\/.*$/gm, blank)
    .replace(/^(?:import|export type) .*$/gm, blank);
}

function lineAt(code, index) {
  const start = code.lastIndexOf("\n", index) + 1;
  const end = code.indexOf("\n", index);
  return code.slice(start, end === -1 ? undefined : end);
}

function mutant(file, source, start, end, text) {
  const line = source.slice(0, start).split("\n").length;
  const around = functionsOf(source).find(({ body, end: last }) => body <= start && start < last);
  return {
    file,
    start,
    end,
    text,
    line,
    was: source.slice(start, end),
    code: lineAt(source, start),
    of: around?.name ?? null,
  };
}

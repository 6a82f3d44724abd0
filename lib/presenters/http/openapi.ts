import { z } from "zod";
import type { KeyKind } from "@/lib/domain/key";
import { problemAnswer } from "./answers";
import { snakeCase } from "./field-names";
import { STATUS } from "./status";

/** One call of the API. Schemas are the interactors' own, so the document cannot say what the code does not do. */
export interface Operation {
  /** Under /api/v1, with `{id}` for parameters. */
  path: string;
  method: "get" | "post" | "patch" | "delete";
  id: string;
  summary: string;
  description?: string;
  /** The kinds of key that may call it; none means that anybody may. */
  keys: KeyKind[];
  query?: z.ZodObject;
  headers?: Record<string, z.ZodType>;
  body?: z.ZodType;
  /** Whether the body may be a form as well as JSON. */
  form?: boolean;
  answers: Record<
    number,
    { description: string; schema?: z.ZodType; csv?: boolean; pictures?: boolean; html?: boolean }
  >;
  /** The statuses of the refusals it may answer with. */
  problems: number[];
  /** What follows `curl`; `$URL` is the API's address. */
  curl: string;
}

type Json = Record<string, unknown>;

const LIMIT_HEADERS = [
  "RateLimit-Policy",
  "RateLimit",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
];

/** The OpenAPI 3.1 document of these operations; `base` is the instance's address without a slash at its end. */
export function openApiDocument(operations: Operation[], base: string): Json {
  const paths: Record<string, Json> = {};
  const schemas: Json = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, base, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Statnest",
      version: "1",
      description:
        "Send a number, get a graph. Record times are RFC 3339 in UTC, point times unix seconds. Errors are problem+json (RFC 9457).",
    },
    servers: [{ url: `${base}/api/v1` }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: sn_in_…, sn_rd_… or sn_rw_…" },
        keyHeader: { type: "apiKey", in: "header", name: "X-Api-Key" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token", description: "The signed-in person" },
      },
    },
  };
}

function describe(operation: Operation, base: string, schemas: Json): Json {
  const { id, summary, description, keys, curl } = operation;
  return {
    operationId: id,
    summary,
    description: [description, allowedKeys(keys)].filter(Boolean).join("\n\n"),
    security:
      keys.length === 0
        ? []
        : [
            { key: [] },
            { keyHeader: [] },
            ...(keys.includes("read") || keys.includes("manage") ? [{ session: [] }] : []),
          ],
    parameters: parametersOf(operation, schemas),
    ...requestBodyOf(operation, schemas),
    responses: responsesOf(operation, schemas),
    "x-codeSamples": [{ lang: "Shell", label: "curl", source: `curl ${curl.replaceAll("$URL", `${base}/api/v1`)}` }],
  };
}

function allowedKeys(keys: KeyKind[]): string {
  return keys.length === 0 ? "Needs no key." : `Takes a key of kind ${keys.join(" or ")}.`;
}

function parametersOf({ path, query, headers = {} }: Operation, schemas: Json): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: "path", required: true, schema: { type: "string" } };
  });
  const asked = query ? inputSchema(query, schemas) : {};
  const inQuery = Object.entries((asked.properties ?? {}) as Record<string, Json>).map(([name, schema]) => {
    const required = ((asked.required ?? []) as string[]).includes(name);
    return { name, in: "query", required, ...describedApart(schema) };
  });
  const inHeader = Object.entries(headers).map(([name, schema]) => {
    return { name, in: "header", required: false, ...describedApart(inputSchema(schema, schemas)) };
  });
  return [...inPath, ...inQuery, ...inHeader];
}

function describedApart({ description, ...schema }: Json): Json {
  return { ...(description === undefined ? {} : { description }), schema };
}

function requestBodyOf({ body, form }: Operation, schemas: Json): Json {
  if (body === undefined) return {};
  const schema = inputSchema(body, schemas);
  const content = { ...jsonOf(schema), ...(form ? { "application/x-www-form-urlencoded": { schema } } : {}) };
  return { requestBody: { required: true, content } };
}

function responsesOf({ path, answers, problems }: Operation, schemas: Json): Json {
  const headers = path === "/points" ? {} : { headers: limitHeaders() };
  const good = Object.entries(answers).map(([status, { description, schema, csv, pictures, html }]) => {
    const page = html && { content: { "text/html": { schema: { type: "string" } } } };
    const content = schema && {
      content: {
        ...jsonOf(answerSchema(schema, schemas)),
        ...(csv ? { "text/csv": { schema: { type: "string" } } } : {}),
        ...(pictures ? { "image/svg+xml": { schema: { type: "string" } }, "image/png": {} } : {}),
      },
    };
    return [status, { description, ...headers, ...content, ...page }];
  });
  const titles = new Map(Object.values(STATUS).map(({ status, title }) => [status, title]));
  const bad = [...problems, 500].map((status) => {
    const content = { "application/problem+json": { schema: answerSchema(problemAnswer, schemas) } };
    return [status, { description: titles.get(status) ?? "Internal Server Error", content }];
  });
  return Object.fromEntries([...good, ...bad]);
}

function limitHeaders(): Json {
  return Object.fromEntries(LIMIT_HEADERS.map((name) => [name, { schema: { type: "string" } }]));
}

function jsonOf(schema: Json): Json {
  return { "application/json": { schema } };
}

function inputSchema(schema: z.ZodType, schemas: Json): Json {
  return collected(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), schemas, snakeCase);
}

// An answer may grow a field in a later version, so the document does not say that there are no others.
function answerSchema(schema: z.ZodType, schemas: Json): Json {
  const open = ({ jsonSchema }: { jsonSchema: Json }) => {
    delete jsonSchema.additionalProperties;
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  };
  return collected(z.toJSONSchema(schema, { io: "output", override: open }), schemas, (name) => name);
}

/** The schema with its named parts moved to the document's components and its properties under the API's names. */
function collected(root: Json, schemas: Json, nameOf: (name: string) => string): Json {
  const { $schema: _, $defs = {}, ...rest } = root;
  for (const [name, part] of Object.entries($defs as Record<string, Json>)) {
    const { id: __, ...inner } = part;
    schemas[name] = rewritten(inner, nameOf);
  }
  const { id, ...whole } = rewritten(rest, nameOf) as Json;
  if (typeof id !== "string") return whole;
  schemas[id] = whole;
  return { $ref: `#/components/schemas/${id}` };
}

function rewritten(node: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((each) => rewritten(each, nameOf));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      if (name === "$ref") return [name, String(value).replace("#/$defs/", "#/components/schemas/")];
      if (name === "properties") return [name, renamedProperties(value as Json, nameOf)];
      if (name === "required") return [name, (value as string[]).map(nameOf)];
      return [name, rewritten(value, nameOf)];
    }),
  );
}

function renamedProperties(properties: Json, nameOf: (name: string) => string): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [nameOf(name), rewritten(value, nameOf)]),
  );
}

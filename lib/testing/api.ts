type RouteHandler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

/** A module of the App Router: its exports by method. */
export type Route = Partial<Record<string, RouteHandler>>;

export interface Asking {
  method?: string;
  /** Sent as a bearer token. */
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a text goes as it is. */
  body?: unknown;
  /** What stands for `[id]` in the route's folder. */
  id?: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer
  json: any;
}

/** Asks a route as Next would and reads its answer. */
export async function ask(route: Route, address: string, asking: Asking = {}): Promise<Answered> {
  const { method = "GET", key, body, id = "" } = asking;
  const headers = new Headers(asking.headers);
  if (key !== undefined) headers.set("authorization", `Bearer ${key}`);
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const request = new Request(new URL(address, "http://localhost:3000"), { method, headers, body: text });
  const handler = route[method];
  if (handler === undefined) throw new Error(`the route has no ${method}`);
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const read = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text: read,
    json: isJson ? JSON.parse(read) : undefined,
  };
}

/** How a call of the JSON API begins that only reads. */
export const READING = `curl -H "Authorization: Bearer YOUR_READ_KEY"`;

/** The same of one that changes something, whose body is JSON. */
export const MANAGING = `curl -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json"`;

/** Where all calls are described. */
export function AllCalls() {
  return (
    <p>
      The{" "}
      <a href="/api/v1/openapi.json" className="prose-link">
        OpenAPI file
      </a>{" "}
      describes all calls.
    </p>
  );
}

import { endpoints } from "@/app/api/v1/endpoints";
import { Refusal } from "@/lib/errors";

/** Every address under /api/v1 that no other route has. */
async function noSuchAddress(): Promise<never> {
  throw new Refusal("not_found", "there is no such address; see /api/v1/openapi.json");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: noSuchAddress,
  POST: noSuchAddress,
  PUT: noSuchAddress,
  PATCH: noSuchAddress,
  DELETE: noSuchAddress,
});

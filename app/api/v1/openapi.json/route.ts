import { endpoints } from "@/app/api/v1/endpoints";
import { operations } from "@/app/api/v1/operations";
import { baseUrl } from "@/lib/env";
import { openApiDocument } from "@/lib/presenters/http/openapi";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async () => Response.json(openApiDocument(operations, baseUrl())),
});

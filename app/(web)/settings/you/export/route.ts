import { endpoints } from "@/app/api/v1/endpoints";
import { exportAccount } from "@/lib/interactors/accounts/export-account";
import { accountFile } from "@/lib/presenters/http/account-file";

// It is written down that somebody took their data, and a GET writes nothing.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx) => accountFile(await exportAccount(ctx)),
});

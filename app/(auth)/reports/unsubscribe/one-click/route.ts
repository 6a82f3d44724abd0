import { oneClick } from "@/app/(auth)/one-click";
import { unsubscribe } from "@/lib/interactors/reports/unsubscribe";

export const { GET, POST } = oneClick({
  stop: (context, token) => unsubscribe(context, { token }),
  stopped: "This report is not mailed to this address any more.",
  unknown: "This link was not copied in full, or the report is gone.",
  page: "/reports/unsubscribe",
});

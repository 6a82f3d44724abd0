import { oneClick } from "@/app/(auth)/one-click";
import { actByLink } from "@/lib/interactors/alerts/act-by-link";

export const { GET, POST } = oneClick({
  stop: (context, token) => actByLink(context, { token, act: "stop" }),
  stopped: "No alerts are mailed to this address any more.",
  unknown: "This link has expired, or was not copied in full.",
  page: "/alerts/act",
});

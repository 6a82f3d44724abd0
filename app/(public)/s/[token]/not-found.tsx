import { PublicClosed } from "@/components/embeds/public-closed";

export default function NotFoundPage() {
  return <PublicClosed closed="missing" />;
}

import type { Metadata } from "next";
import { NotHere } from "@/components/ui/not-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return <NotHere />;
}

import type { Metadata } from "next";
import { NotHere } from "@/components/ui/not-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
      <NotHere />
    </div>
  );
}

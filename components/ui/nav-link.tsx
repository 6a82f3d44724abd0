"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "./link";

interface NavLinkProps {
  href: string;
  title?: string;
  className?: string;
  children: ReactNode;
}

/** The way to a part of the site, marked while one is in it. */
export function NavLink({ href, className = "", ...link }: NavLinkProps) {
  const path = usePathname();
  const here = path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined;
  return (
    <Link
      href={href}
      aria-current={here}
      className={`inline-flex min-h-9 items-center rounded-small px-2 whitespace-nowrap text-ink transition-colors duration-150 hover:bg-wash aria-[current]:bg-wash sm:px-3 ${className}`}
      {...link}
    />
  );
}

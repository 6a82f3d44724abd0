import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/team/settings-tabs";
import { currentActor } from "@/lib/auth/session";
import { settingsTabs } from "@/lib/presenters/view/settings-tabs";

/** The frame of every page of the settings. It asks nobody to sign in: each page does, and brings them back to itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const tabs = settingsTabs(await currentActor());
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Settings</h1>
      {tabs.length > 0 && <SettingsTabs tabs={tabs} />}
      {/* The line of the tabs is also the one above the first section. */}
      <div className="[&>section:first-child]:mt-2 [&>section:first-child]:border-t-0">{children}</div>
    </>
  );
}

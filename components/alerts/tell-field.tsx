import type { ReactNode } from "react";
import { channelField } from "@/lib/presenters/view/alert-draft";
import { TickField } from "./tick-field";

/** A way out that a team has, as it is offered to be ticked. */
export interface OfferedChannel {
  id: string;
  text: string;
  off: boolean;
}

interface TellFieldProps {
  channels: OfferedChannel[];
  isTold: (channelId: string) => boolean;
  children?: ReactNode;
}

/** Which of a team's ways out are told. */
export function TellField({ channels, isTold, children }: TellFieldProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1.5 font-medium">Tell</legend>
      {channels.map(({ id, text, off }) => (
        <TickField
          key={id}
          name={channelField(id)}
          label={text}
          hint={off ? "Nothing goes there at the moment." : undefined}
          ticked={isTold(id)}
        />
      ))}
      {children}
    </fieldset>
  );
}

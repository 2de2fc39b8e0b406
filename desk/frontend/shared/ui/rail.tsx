/** The left rail: where I am in the desk, and what concerns only me. */
import type { ComponentChildren } from "preact";
import type { StaffConfig } from "./config";
import { Icon, type IconName } from "./icon";
import type { MenuItem } from "./menu";
import { MyMenu } from "./my_menu";

function Place({ icon, name, address, isHere, unread = 0 }: {
  icon: IconName;
  name: string;
  address: string;
  isHere: boolean;
  unread?: number;
}) {
  return (
    <a class="rail-link" href={address} aria-current={isHere ? "page" : undefined} title={name}>
      <Icon name={icon} />
      <span class="sr-only">{name}{unread > 0 ? `, ${unread} unread` : ""}</span>
      {unread > 0 && <span class="rail-badge tabular" aria-hidden="true">{unread}</span>}
    </a>
  );
}

/** Where supervisors may go, too. */
const PLACES = [
  ["supervision", "chart", "Supervision"],
  ["articles", "book", "Knowledge base"],
  ["people", "person", "People and routing"],
] as const;

export function Rail({ config, here, unread = 0, extra = [], children }: {
  config: StaffConfig;
  here: "inbox" | "supervision" | "articles" | "people";
  unread?: number;
  extra?: MenuItem[];
  children?: ComponentChildren;
}) {
  return (
    <nav class="rail" aria-label="The desk">
      <Place icon="inbox" name="Inbox" address="/dashboard/inbox/mine" isHere={here === "inbox"} unread={unread} />
      {PLACES.map(([key, icon, name]) => {
        const address = config[`${key}_url`];
        return address && <Place key={key} icon={icon} name={name} address={address} isHere={here === key} />;
      })}
      <span class="rail-space" />
      {children}
      <MyMenu config={config} extra={extra} />
    </nav>
  );
}

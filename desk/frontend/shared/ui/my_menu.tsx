/** The menu behind my own avatar: theme, notices of the computer, signing out. */
import { useState } from "preact/hooks";
import type { StaffConfig } from "./config";
import { areKeysOn, turnKeys } from "./keys";
import { Menu, type MenuItem } from "./menu";
import { Avatar } from "./pieces";
import { chosenTheme, chooseTheme, type Theme } from "./theme";

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: "auto", label: "Theme of the system" },
  { theme: "light", label: "Light theme" },
  { theme: "dark", label: "Dark theme" },
];

function signOut(config: StaffConfig): void {
  const form = document.createElement("form");
  const token = document.createElement("input");
  form.method = "post";
  form.action = config.logout_url;
  token.type = "hidden";
  token.name = "csrf_token";
  token.value = config.csrf;
  form.append(token);
  document.body.append(form);
  form.submit();
}

export function MyMenu({ config, extra = [] }: { config: StaffConfig; extra?: MenuItem[] }) {
  const [theme, setTheme] = useState(chosenTheme);
  const [hasKeys, setKeys] = useState(areKeysOn);
  const keys: MenuItem = {
    label: hasKeys ? "Turn off single-key shortcuts" : "Turn on single-key shortcuts",
    icon: "keys",
    run: () => {
      turnKeys(!hasKeys);
      setKeys(!hasKeys);
    },
  };
  const themes: MenuItem[] = THEMES.map((each) => ({
    label: each.label,
    isChosen: each.theme === theme,
    run: () => {
      chooseTheme(each.theme);
      setTheme(each.theme);
    },
  }));
  return (
    <Menu
      name="Theme and account"
      title={`${config.me.name}: theme and account`}
      buttonClass="avatar-button"
      button={<Avatar name={config.me.name} kind="agent" />}
      items={[...themes, keys, ...extra, { label: "Sign out", icon: "exit", run: () => signOut(config) }]}
    >
      <div class="menu-head">
        <p><strong>{config.me.name}</strong></p>
        <p class="soft">{config.me.email}</p>
      </div>
    </Menu>
  );
}

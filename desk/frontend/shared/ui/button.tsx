/** The one button, in four weights. */
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "class" | "className">;

export type ButtonProps = Native & {
  weight?: "primary" | "plain" | "quiet" | "danger";
  icon?: IconName;
  keys?: string;
  children: ComponentChildren;
};

export function Button({ weight = "plain", icon, keys, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} class={`button button-${weight}`}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}

/** A button that shows only an icon: its name is read and shown as a tip. */
export function IconButton({ icon, name, ...rest }: Native & { icon: IconName; name: string }) {
  return (
    <button type="button" title={name} aria-label={name} {...rest} class="icon-button">
      <Icon name={icon} />
    </button>
  );
}

/** A menu on the native popover: arrow keys move, Esc and a click outside close it. */
import type { ComponentChildren, TargetedToggleEvent } from "preact";
import { useId, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon";

export interface MenuItem {
  label: string;
  hint?: string;
  icon?: IconName;
  isChosen?: boolean;
  isDangerous?: boolean;
  run: () => void;
}

const GAP = 4;

/** Put the menu below its button, or above it where there is no room, inside the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const box = button.getBoundingClientRect();
  const below = box.bottom + GAP;
  const fits = below + menu.offsetHeight <= window.innerHeight;
  const left = Math.min(box.left, window.innerWidth - menu.offsetWidth - 2 * GAP);
  menu.style.left = `${Math.max(2 * GAP, left)}px`;
  menu.style.top = `${fits ? below : Math.max(GAP, box.top - menu.offsetHeight - GAP)}px`;
}

function moveFocus(menu: HTMLElement, key: string): boolean {
  const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const last = items.length - 1;
  const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[key];
  if (to === undefined) return false;
  items[to]?.focus();
  return true;
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const role = item.isChosen === undefined ? "menuitem" : "menuitemradio";
  return (
    <button
      type="button"
      role={role}
      tabIndex={-1}
      class={item.isDangerous ? "menu-item menu-item-danger" : "menu-item"}
      aria-checked={item.isChosen}
      onClick={() => {
        close();
        item.run();
      }}
    >
      <span class="menu-mark">{(item.isChosen ?? false) ? <Icon name="check" size={16} /> : item.icon && <Icon name={item.icon} size={16} />}</span>
      <span>{item.label}</span>
      {item.hint && <span class="menu-hint">{item.hint}</span>}
    </button>
  );
}

export function Menu({ name, title, buttonClass = "button button-plain", button, items, children }: {
  name: string;
  title?: string;
  buttonClass?: string;
  button: ComponentChildren;
  items: MenuItem[];
  children?: ComponentChildren;
}) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const onToggle = (event: TargetedToggleEvent<HTMLDivElement>) => {
    const isOpen = event.newState === "open";
    trigger.current?.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen || !menu.current || !trigger.current) return;
    place(menu.current, trigger.current);
    menu.current.querySelector<HTMLElement>("[aria-checked=true], [role^=menuitem]")?.focus();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        class={buttonClass}
        title={title}
        aria-label={title}
        aria-haspopup="menu"
        aria-expanded={false}
        popovertarget={id}
      >
        {button}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        class="menu"
        onToggle={onToggle}
        onKeyDown={(event) => {
          if (menu.current && moveFocus(menu.current, event.key)) event.preventDefault();
          if (event.key === "Tab") menu.current?.hidePopover();
          event.stopPropagation();
        }}
      >
        {children}
        <div role="menu" aria-label={name}>
          {items.map((item) => (
            <Item key={item.label} item={item} close={() => menu.current?.hidePopover()} />
          ))}
        </div>
      </div>
    </>
  );
}

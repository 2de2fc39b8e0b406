/** Line icons on a 20 px grid; always beside a word or inside a named control. */

const SHAPES = {
  inbox: "M3 11.5h4l1 2h4l1-2h4M3 11.5 5.2 5h9.6L17 11.5V15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z",
  chart: "M4 16V9.5M10 16V4M16 16v-4.5",
  book: "M10 5.5C8.2 4.3 6 4 3.5 4v11c2.5 0 4.7.3 6.5 1.5 1.8-1.2 4-1.5 6.5-1.5V4C14 4 11.8 4.3 10 5.5zM10 5.5v11",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z",
  system: "M3 4.5h14v9H3zM7.5 16.5h5",
  exit: "M8 4H4.5v12H8M8.5 10H17M14 7l3 3-3 3",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  check: "m4 10.5 4 4 8-9",
  checks: "m2 10.5 3.5 4 7-9M9 13.5l1 1 7.5-9",
  down: "m5 7.5 5 5 5-5",
  right: "m7.5 5 5 5-5 5",
  back: "M16 10H4M9 5l-5 5 5 5",
  panel: "M3 4.5h14v11H3zM12.5 4.5v11",
  clock: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6v4.2l2.8 1.6",
  pass: "M3 7h12M12 4l3 3-3 3M17 13H5M8 10l-3 3 3 3",
  bot: "M5 7.5h10v8H5zM10 7.5V4.5M8 11v1M12 11v1M3 10.5v2M17 10.5v2M9 4h2",
  person: "M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6M4 17a6 6 0 0 1 12 0",
  queue: "M4 5.5h12M4 10h12M4 14.5h7",
  all: "M3.5 5.5h9v6h-5l-2.5 2v-2H3.5zM15 8.5h1.5v5H15v2l-2.5-2H10",
  close: "M5 5l10 10M15 5 5 15",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.8M10 14v.5",
  alert: "M10 3.5 17.5 16h-15zM10 8v4M10 13.8v.4",
  refresh: "M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  send: "M4 10h11M10.5 5 16 10l-5.5 5",
  search: "M8.8 4a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6M12.3 12.3 16.5 16.5",
  plus: "M10 4v12M4 10h12",
  keys: "M2.5 6h15v8.5h-15zM5.5 9h.01M8.5 9h.01M11.5 9h.01M14.5 9h.01M7 12h6",
  bell: "M5.5 13V8.5a4.5 4.5 0 0 1 9 0V13l1.5 1.5H4zM8.5 16.8h3",
  flag: "M5 17V4h9l-1.5 3L14 10H5",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}

import { h, type ComponentChild, type VNode } from "preact";

/**
 * The little Markdown that answers use, as nodes: paragraphs, lists, bold, italic, code and links.
 * No HTML passes: what is not understood stays the text it is.
 */
export interface MarkdownOptions {
  /** Makes the node for a reference such as [1]; without it references stay text. */
  reference?: (number: number) => ComponentChild;
  /** The address that links without a host belong to; without it they stay text. */
  site?: string;
}

const FENCE = /^```/;
const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBERED = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const INLINE =
  /`([^`\n]+)`|\*\*(?=\S)([\s\S]+?\S?)\*\*|(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]*\S)_(?!\w)|\[([^\]\n]+)\]\(([^\s()]+)\)|(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])|\[(\d{1,2})\]/gu;

export function markdown(text: string, options: MarkdownOptions = {}): VNode[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks: VNode[] = [];
  while (lines.length > 0) {
    const line = lines[0] ?? "";
    if (line.trim() === "") lines.shift();
    else if (FENCE.test(line)) blocks.push(fenced(lines));
    else if (BULLET.test(line)) blocks.push(list("ul", BULLET, lines, options));
    else if (NUMBERED.test(line)) blocks.push(list("ol", NUMBERED, lines, options));
    else blocks.push(paragraph(lines, options));
  }
  return blocks;
}

function fenced(lines: string[]): VNode {
  lines.shift();
  const end = lines.findIndex((line) => FENCE.test(line));
  const code = lines.splice(0, end === -1 ? lines.length : end);
  lines.shift();
  return h("pre", null, h("code", null, code.join("\n")));
}

function list(tag: "ul" | "ol", pattern: RegExp, lines: string[], options: MarkdownOptions): VNode {
  const items: VNode[] = [];
  for (let match = pattern.exec(lines[0] ?? ""); match; match = pattern.exec(lines[0] ?? "")) {
    lines.shift();
    const more: string[] = [match[1] ?? ""];
    while (/^\s{2,}\S/.test(lines[0] ?? "") && !pattern.test(lines[0] ?? "")) more.push((lines.shift() ?? "").trim());
    items.push(h("li", null, inline(more.join(" "), options)));
  }
  return h(tag, null, items);
}

function paragraph(lines: string[], options: MarkdownOptions): VNode {
  const heading = HEADING.exec(lines[0] ?? "");
  if (heading) {
    lines.shift();
    return h("p", null, h("strong", null, inline(heading[1] ?? "", options)));
  }
  const children: ComponentChild[] = [];
  do {
    if (children.length > 0) children.push(h("br", null));
    children.push(...inline(lines.shift() ?? "", options));
  } while (lines.length > 0 && !startsBlock(lines[0] ?? ""));
  return h("p", null, children);
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || [FENCE, BULLET, NUMBERED, HEADING].some((pattern) => pattern.test(line));
}

function inline(text: string, options: MarkdownOptions): ComponentChild[] {
  const nodes: ComponentChild[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) nodes.push(text.slice(end, match.index));
    nodes.push(span(match, options));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(text.slice(end));
  return nodes;
}

function span(match: RegExpMatchArray, options: MarkdownOptions): ComponentChild {
  const [whole, code, bold, star, underscore, label, url, bare, reference] = match;
  if (code !== undefined) return h("code", null, code);
  if (bold !== undefined) return h("strong", null, inline(bold, options));
  const italic = star ?? underscore;
  if (italic !== undefined) return h("em", null, inline(italic, options));
  if (label !== undefined && url !== undefined) return link(url, label, options) ?? whole;
  if (bare !== undefined) return link(bare, bare, options) ?? whole;
  return (reference !== undefined && options.reference?.(Number(reference))) || whole;
}

/** A link that leaves the page safely, with its host where the label does not tell it. */
function link(address: string, label: string, { site }: MarkdownOptions): ComponentChild {
  const url = safeUrl(address, site);
  if (!url) return null;
  const isPlain = url.protocol === "mailto:" || url.origin === site || label.includes(url.hostname);
  const host = isPlain ? null : h("small", null, ` (${url.hostname})`);
  return h("a", { href: url.href, target: "_blank", rel: "noopener nofollow" }, label, host);
}

/** The text without its marks, for previews and for the ear. */
export function plainText(text: string): string {
  return text
    .replace(INLINE, (whole, code, bold, star, underscore, label, _url, _bare, reference) =>
      reference === undefined ? (code ?? bold ?? star ?? underscore ?? label ?? whole) : "",
    )
    .replace(/^\s*(?:#{1,6}|[-*•]|```\w*)\s*/gmu, "")
    .replace(/\s+([.,;:!?])/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The address as a URL, unless it is one that could do more than lead somewhere. */
export function safeUrl(address: string, site?: string): URL | null {
  try {
    const url = new URL(address, site);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

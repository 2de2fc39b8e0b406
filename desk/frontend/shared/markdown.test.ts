import type { ComponentChild, VNode } from "preact";
import { describe, expect, it } from "vitest";
import { markdown, plainText } from "./markdown";

/** The nodes as a line of text, to compare. */
function written(node: ComponentChild): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  const { type, props } = node as VNode<{ children?: ComponentChild | ComponentChild[]; href?: string }>;
  const inside = ([props.children].flat(3) as ComponentChild[]).map(written).join("");
  return `<${String(type)}${props.href ? ` ${props.href}` : ""}>${inside}</${String(type)}>`;
}

const show = (text: string) => markdown(text).map(written).join("");

describe("the Markdown of answers", () => {
  it.each([
    ["One\ntwo\n\nthree", "<p>One<br></br>two</p><p>three</p>"],
    ["**bold** and *italic* and _this_", "<p><strong>bold</strong> and <em>italic</em> and <em>this</em></p>"],
    ["a*b*c and snake_case_name", "<p>a*b*c and snake_case_name</p>"],
    ["`a < b`", "<p><code>a < b</code></p>"],
    ["```js\nlet x\n```\nafter", "<pre><code>let x</code></pre><p>after</p>"],
    ["- one\n- **two**", "<ul><li>one</li><li><strong>two</strong></li></ul>"],
    ["Steps:\n1. one\n2. two", "<p>Steps:</p><ol><li>one</li><li>two</li></ol>"],
    ["# Title\ntext", "<p><strong>Title</strong></p><p>text</p>"],
    ["<img src=x onerror=alert(1)>", "<p><img src=x onerror=alert(1)></p>"],
  ])("%j", (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it("shows where a link leads", () => {
    expect(show("[terms](https://shop.example/terms)")).toBe(
      "<p><a https://shop.example/terms>terms<small> (shop.example)</small></a></p>",
    );
  });

  it("ends a bare address before the full stop", () => {
    expect(show("See https://shop.example/a.")).toBe(
      "<p>See <a https://shop.example/a>https://shop.example/a</a>.</p>",
    );
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "/relative"])("makes no link to %s", (address) => {
    expect(show(`[x](${address})`)).toContain("<p>[x](");
  });

  it("links within a named site without telling its host", () => {
    const link = (address: string) => markdown(`[x](${address})`, { site: "https://desk.example" }).map(written).join("");
    expect(link("/help/x")).toBe("<p><a https://desk.example/help/x>x</a></p>");
    expect(link("javascript:alert(1)")).toContain("<p>[x](");
  });

  it("is left out of previews", () => {
    const text = "Within **30 days** [1].\n\n- Open `orders`\n- [Return](https://shop.example/r)";
    expect(plainText(text)).toBe("Within 30 days. Open orders Return");
  });

  it("is quick on long hostile text", () => {
    const started = performance.now();
    for (const part of ["**", "*a", "_a", "[", "`", "[a](", "https://"]) markdown(part.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

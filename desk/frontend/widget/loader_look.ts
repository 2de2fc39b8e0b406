/** How the launcher and the panel look; inside a shadow root, so nothing leaks in or out. */

const SHAPES = {
  chat: "M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.3 1.2 4.3 3.1 5.6L6 20l3.6-1.9c.8.2 1.6.3 2.4.3 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4Z",
  down: "M6.5 9.5 12 15l5.5-5.5",
};

/** The launcher's picture: a speech bubble, or an arrow down while the chat is open. */
export function picture(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  for (const [name, shape] of Object.entries(SHAPES)) {
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

const BASE = `
:host{all:initial;--accent:#3e63dd;--ink:#fff;color-scheme:light dark}
[hidden]{display:none!important}
button{font:500 14px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;cursor:pointer;border:0;-webkit-tap-highlight-color:transparent}
.launcher{position:fixed;z-index:2147483000;bottom:20px;SIDE:20px;inline-size:56px;block-size:56px;padding:0;border-radius:50%;
background:var(--accent);color:var(--ink);box-shadow:0 1px 2px rgb(0 0 0/.16),0 8px 24px rgb(0 0 0/.2);transition:transform .16s ease-out,box-shadow .16s ease-out}
.launcher:hover{transform:translateY(-2px);box-shadow:0 2px 4px rgb(0 0 0/.16),0 12px 32px rgb(0 0 0/.24)}
.launcher:active{transform:none}
.launcher:focus-visible,.card:focus-visible{outline:3px solid var(--accent);outline-offset:3px;box-shadow:0 0 0 3px Canvas}
svg{inline-size:28px;block-size:28px;display:block;margin:auto;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.down,:host(.open) .chat{display:none}:host(.open) .down{display:inline}
.badge{position:absolute;top:-4px;right:-4px;min-inline-size:22px;box-sizing:border-box;padding:0 6px;border-radius:11px;border:2px solid Canvas;
background:#ce2c31;color:#fff;font-size:12px;line-height:18px;font-weight:600}
.card{position:fixed;z-index:2147483000;bottom:88px;SIDE:20px;max-inline-size:min(300px,calc(100vw - 40px));padding:12px 16px;border-radius:12px;
background:light-dark(#fff,#212225);color:light-dark(#1c2024,#edeef0);text-align:start;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;
box-shadow:0 0 0 1px light-dark(rgb(0 0 0/.06),rgb(255 255 255/.1)),0 8px 24px rgb(0 0 0/.16)}
.panel{position:fixed;z-index:2147483000;bottom:92px;SIDE:20px;inline-size:400px;block-size:min(704px,calc(100dvh - 112px));border-radius:16px;overflow:hidden;
background:light-dark(#fff,#18191b);box-shadow:0 0 0 1px light-dark(rgb(0 0 0/.06),rgb(255 255 255/.1)),0 16px 48px rgb(0 0 0/.22);animation:rise .2s ease-out}
iframe{display:block;inline-size:100%;block-size:100%;border:0;color-scheme:light dark}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
@media(max-width:600px){.panel{inset:0;inline-size:auto;block-size:100dvh;border-radius:0}:host(.open) .launcher{display:none}}
@media(prefers-reduced-motion:reduce){.launcher{transition:none}.panel{animation:none}}
@media(forced-colors:active){.launcher,.panel,.card{border:2px solid ButtonText}}
@media print{:host{display:none}}`;

export function sheet(side: "left" | "right"): CSSStyleSheet {
  const look = new CSSStyleSheet();
  look.replaceSync(BASE.replaceAll("SIDE", side));
  return look;
}

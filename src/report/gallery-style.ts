/** The gallery's one style sheet. Pictures of a row have one height, whatever their ratio; phones get small ones. */
export const galleryStyle = `
:root { color-scheme: light dark; --row: 240px; --page: #f4f4f2; --card: #fff; --ink: #1c1d1f; --soft: #565a60; --line: #dddcd8; --tint: #ecebe7; --accent: #6134c9; --failed: #b3261e; --waiting: #7a5200; --skipped: #5c6066; }
@media (prefers-color-scheme: dark) { :root { --page: #131416; --card: #1d1f22; --ink: #ececea; --soft: #a8adb4; --line: #34373c; --tint: #26282c; --accent: #b79cff; --failed: #ff8a80; --waiting: #f0b849; --skipped: #a8adb4; } }
@media (max-width: 600px) { :root { --row: 128px; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
header, main { max-width: 1600px; margin: 0 auto; padding: 0 clamp(12px, 3vw, 40px); }
header { padding-top: clamp(16px, 4vw, 36px); padding-bottom: 16px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 15px; line-height: 1.35; overflow-wrap: anywhere; }
p { margin: 2px 0 0; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
a { color: var(--accent); }
.filter { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin-top: 14px; }
.filter label { display: grid; gap: 2px; color: var(--soft); font-size: 12px; }
.filter input, .filter select { min-height: 36px; min-width: 0; max-width: 100%; padding: 4px 10px; border: 1px solid var(--soft); border-radius: 6px; background: var(--card); color: var(--ink); font: inherit; font-size: 16px; }
.filter output { padding: 8px 0; color: var(--soft); font-size: 13px; }
.sheet { display: flex; flex-wrap: wrap; gap: clamp(8px, 1.4vw, 18px); margin: 0; padding: 0 0 64px; list-style: none; }
.sheet::after { content: ''; flex: 1000 1 0; }
.card { display: flex; flex-direction: column; flex: 1 1 auto; min-width: min(220px, 100%); max-width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.about { padding: 10px 14px; }
.about p { max-width: 60ch; }
.failed { border: 2px solid var(--failed); }
.unfinished, .submitted { border: 2px solid var(--waiting); }
.skipped { border: 2px dashed var(--skipped); background: none; }
.badge { display: inline-block; font-weight: 600; font-size: 13px; }
.failed .badge { color: var(--failed); }
.unfinished .badge, .submitted .badge { color: var(--waiting); }
.skipped .badge { color: var(--skipped); }
.reason { color: var(--ink); width: min(46ch, 100%); }
.model { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
.row { display: flex; flex-wrap: wrap; gap: 2px; flex: 1; align-items: stretch; background: var(--tint); }
figure { display: flex; flex-direction: column; flex: 1 1 auto; margin: 0; max-width: 100%; align-items: center; }
img, video { display: block; height: var(--row); width: auto; min-width: 72px; max-width: 100%; object-fit: contain; }
figure > a { display: block; max-width: 100%; }
audio { display: block; width: 280px; max-width: calc(100% - 28px); margin: 14px; }
figcaption { align-self: stretch; padding: 5px 12px; color: var(--soft); font-size: 12px; text-align: center; overflow-wrap: anywhere; background: var(--card); }
details { padding: 0 14px 10px; font-size: 13px; }
summary { padding: 4px 0; cursor: pointer; color: var(--accent); width: fit-content; }
pre { margin: 4px 0 0; padding: 10px; overflow: auto; max-height: 320px; max-width: min(70ch, calc(100vw - 60px)); background: var(--tint); border-radius: 6px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
dialog { width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: #0b0c0d; color: #f2f2f0; }
dialog[open] { display: grid; grid-template-rows: 1fr auto; }
dialog img { width: 100%; height: 100%; min-height: 0; object-fit: contain; }
dialog div { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: center; padding: 10px 14px; font-size: 14px; overflow-wrap: anywhere; }
dialog a { color: #c9b5ff; }
dialog button { min-height: 36px; padding: 4px 14px; border: 1px solid #8b8f95; border-radius: 6px; background: #1d1f22; color: inherit; font: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
figure a:focus-visible { outline-offset: -3px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 600px) { .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); } .sheet::after { display: none; } .card { min-width: 0; } .about { padding: 8px 10px; } .filter { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 10px; } .filter label:first-child, .filter output { grid-column: 1 / -1; } .filter output { padding: 0; } .filter input, .filter select { width: 100%; } }
[hidden] { display: none !important; }
@media print { :root { --row: 160px; } .filter, details { display: none; } .card { break-inside: avoid; flex: 0 1 auto; } }
`

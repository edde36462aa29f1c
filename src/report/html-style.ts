import { createHash } from 'node:crypto';

import { worstFirst } from './counts.ts';

/** Rows and files go when the severity above them is unticked; browsers without `:has` show everything. */
const filters = worstFirst
  .map(
    (severity) => `
  body:has(#show-${severity}:not(:checked)) .finding.${severity} { display: none }
  body:has(#show-${severity}:checked) .file.has-${severity} { display: block }`,
  )
  .join('');

/** The look of the page: system fonts, light and dark, narrow and wide, and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1b2330; --soft: #566072; --line: #dfe3ea; --code: #eef1f5; --link: #1d5fbf;
  --critical: #8f1239; --on-critical: #ffffff; --high: #c2410c; --on-high: #ffffff; --medium: #fbe3a4; --on-medium: #6b3d05;
  --low: #dbe8fd; --on-low: #1e4496; --info: #e6e9ee; --on-info: #414b5c;
  --pass: #17703f; --fail: #b3173d; --inconclusive: #8a5a00; --wash: #fdf3f5;
}
body.pass { --tone: var(--pass); --wash: #f0f9f3 }
body.fail { --tone: var(--fail) }
body.inconclusive { --tone: var(--inconclusive); --wash: #fdf7e9 }
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141b; --card: #181e27; --text: #e4e8ef; --soft: #9aa5b6; --line: #2b3441; --code: #232b37; --link: #85b4ff;
    --critical: #c01d4e; --high: #c04a12; --medium: #6f4c0c; --on-medium: #fdeec6; --low: #21406f; --on-low: #dbe8fd;
    --info: #333d4b; --on-info: #dfe4ec; --pass: #5cc98b; --fail: #ff7d98; --inconclusive: #f0bd55; --wash: #26181d;
  }
  body.pass { --wash: #14231b }
  body.inconclusive { --wash: #262013 }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100% }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif }
code, .place { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace }
code { background: var(--code); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere }
a { color: var(--link); text-underline-offset: .15em }
a:has(> code) { text-decoration: none }
a:has(> code):hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem }
.banner { background: var(--wash); border-bottom: 1px solid var(--line); border-top: 4px solid var(--tone) }
header { padding-top: 2rem; padding-bottom: 1.5rem }
.tool { margin: 0; color: var(--soft); font-size: .9rem }
h1 { margin: .35rem 0 .5rem; font-size: clamp(1.35rem, 1rem + 1.6vw, 1.9rem); line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; text-wrap: balance }
h1 .word { color: var(--tone) }
.facts { margin: 0; color: var(--soft) }
h2 { margin: 2.5rem 0 .9rem; font-size: 1.2rem; line-height: 1.3; letter-spacing: -.005em }
h2 small { color: var(--soft); font-weight: 400; font-size: .9rem; margin-left: .35rem }
h3 { margin: 0; font-size: .95rem; font-weight: 600; overflow-wrap: anywhere }
nav { margin-top: 1.1rem }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 0; padding: 0; list-style: none; font-size: .9rem }
.card, .file, .scroll { background: var(--card); border: 1px solid var(--line); border-radius: 10px }
.steps { margin: 0; padding: 1rem 1.25rem 1rem 2.6rem }
.steps li + li { margin-top: .5rem }
.steps li::marker { color: var(--soft); font-variant-numeric: tabular-nums }
.soft, .steps .at { color: var(--soft) }
fieldset { display: grid; grid-template-columns: repeat(5, 1fr); gap: .75rem; margin: 0 0 1rem; padding: 0; border: 0; min-width: 0 }
legend { padding: 0 0 .5rem; color: var(--soft); font-size: .9rem }
.tile { position: relative; display: block; padding: .7rem .9rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.tile::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 4px; background: var(--bar) }
.tile input { position: absolute; top: .75rem; right: .75rem; margin: 0; width: 1rem; height: 1rem; accent-color: var(--link) }
.tile b { display: block; font-size: 1.6rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums }
.tile span { color: var(--soft); font-size: .9rem }
.tile.none b { color: var(--soft); font-weight: 400 }
.tile.critical { --bar: var(--critical) } .tile.high { --bar: var(--high) } .tile.medium { --bar: #d9a521 }
.tile.low { --bar: #5b8ee0 } .tile.info { --bar: #98a3b5 }
.tile:has(input:not(:checked)) { opacity: .6 }
@supports not selector(:has(*)) { .tile input { display: none } }
.file { margin-top: .9rem; overflow: hidden }
.file-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .1rem 1rem; padding: .65rem 1.1rem; border-bottom: 1px solid var(--line) }
.file-head code { background: none; padding: 0; font-size: .95em; font-weight: 600 }
.file-head .soft { font-size: .9rem }
table { width: 100%; border-collapse: collapse; text-align: left }
.findings thead, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.findings td, .findings th { vertical-align: top; padding: .8rem 0 }
.findings tr + tr > * { border-top: 1px solid var(--line) }
.findings .line { width: 4.6rem; padding-left: 1.1rem; font-weight: 400; color: var(--soft) }
.findings .rate { width: 6rem; padding-left: .4rem }
.findings .what { padding: .8rem 1.1rem .8rem .6rem }
.pill { display: inline-block; padding: .12rem .55rem; border-radius: 999px; font-size: .78rem; line-height: 1.4; font-weight: 600; white-space: nowrap }
.pill.critical { background: var(--critical); color: var(--on-critical) } .pill.high { background: var(--high); color: var(--on-high) }
.pill.medium { background: var(--medium); color: var(--on-medium) } .pill.low { background: var(--low); color: var(--on-low) }
.pill.info, .pill.plain { background: var(--info); color: var(--on-info) }
.what p { margin: 0; overflow-wrap: anywhere }
.message { font-weight: 550 }
.remedy { margin-top: .25rem !important; padding-left: 1.25rem; text-indent: -1.25rem }
.remedy::before { content: "→"; display: inline-block; width: 1.25rem; text-indent: 0; color: var(--pass) }
.remedy > * { text-indent: 0 }
.meta { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: baseline; margin-top: .4rem !important; color: var(--soft); font-size: .87rem }
.related { margin: .35rem 0 0; padding-left: 1.25rem; color: var(--soft); font-size: .9rem }
.scroll { overflow-x: auto }
.grid th, .grid td { padding: .6rem .75rem; vertical-align: top; overflow-wrap: break-word }
.grid :is(th, td):first-child { padding-left: 1.1rem }
.grid thead th { color: var(--soft); font-size: .82rem; font-weight: 600; line-height: 1.35; vertical-align: bottom; border-bottom: 1px solid var(--line) }
.grid tbody tr + tr > * { border-top: 1px solid var(--line) }
.grid tbody th { font-weight: 400 }
.grid tbody th:has(code) { min-width: 9rem }
.grid .number { text-align: right; font-variant-numeric: tabular-nums }
.grid .zero, .unset { color: var(--soft) }
.grid td.long { min-width: 14rem }
.grid .date { white-space: nowrap }
.grid .pill { margin-right: .5rem }
.unknown { color: var(--inconclusive) }
summary { cursor: pointer }
summary::marker { color: var(--soft) }
details ol { margin: .35rem 0 0; padding-left: 1.2rem; color: var(--soft); font-size: .87rem; min-width: 12rem }
tr.whole > td { padding-top: 0 }
.grid tbody tr.whole > * { border-top: 0 }
.whole summary { color: var(--soft); font-size: .87rem }
.whole dl { display: grid; grid-template-columns: 9.5rem 1fr; gap: .5rem 1rem; margin: .6rem 0 .2rem; font-size: .92rem }
.whole dt { color: var(--soft) }
.whole dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
.whole :is(ul, ol) { margin: .2rem 0 0; padding-left: 1.2rem; color: var(--soft); font-size: .87rem }
.rules > details { padding: .7rem 1.1rem }
.rules > details + details { border-top: 1px solid var(--line) }
.rules > details:has(:target) { background: var(--wash) }
.rules p { margin: .5rem 0 0; max-width: 46rem }
.rules ul, .notes { margin: .5rem 0 0; padding-left: 1.2rem; overflow-wrap: anywhere }
.fold { margin-top: .9rem }
.fold > summary { padding: .25rem 0; color: var(--soft) }
.empty { padding: 1.4rem 1.25rem; margin: 0 }
footer { padding-top: 2.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .87rem }
@supports selector(:has(*)) {
  .filtered .file { display: none }${filters}
}
@media (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem }
  fieldset { grid-template-columns: repeat(2, 1fr); gap: .5rem }
  .findings, .findings tbody, .findings td, .findings th { display: block }
  .findings tr { display: grid; grid-template-columns: auto 1fr; align-items: baseline; padding: .8rem 1rem }
  .findings tr + tr { border-top: 1px solid var(--line) }
  .findings tr + tr > * { border-top: 0 }
  .findings td, .findings th, .findings .line, .findings .rate, .findings .what { width: auto; padding: 0 }
  .findings .rate { order: -1; padding-right: .6rem }
  .findings .what { grid-column: 1 / -1; margin-top: .4rem }
  .steps { padding-right: 1rem }
}
@media print {
  :root { --page: #fff; --wash: #fff }
  body { font-size: 10pt }
  nav, .tile input { display: none }
  .pill, .tile::before { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .file, .card, .scroll { border-radius: 0 }
  .findings tr, .tile { break-inside: avoid }
  h2, .file-head { break-after: avoid }
  .scroll { overflow: visible }
  details::details-content { content-visibility: visible; display: block; block-size: auto }
}
`;

/** Nothing but this style sheet may run or load; links are left. */
export const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A page of codes to be printed on A4 and cut apart: one file that loads nothing. */
import { SLIP, type Slip, toSend } from '../../words/office/codes.ts';

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

const STYLE = `
@page { size: A4; margin: 10mm }
* { box-sizing: border-box }
body { margin: 0; color: #000; font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif }
main { display: grid; grid-template-columns: 1fr 1fr }
section { break-inside: avoid; border: 1px dashed #777; margin: -1px 0 0 -1px; padding: 5mm; overflow-wrap: anywhere }
h2 { font-size: 13pt; margin: 0 0 1mm }
.unit { font-size: 9pt; margin: 0 0 2mm; color: #333 }
.code { font: 700 15pt/1.3 "DejaVu Sans Mono", Consolas, Menlo, monospace; margin: 0; overflow-wrap: normal }
.send { font: 700 10.5pt/1.5 "DejaVu Sans Mono", Consolas, Menlo, monospace; margin: 0 }
ul { margin: 1mm 0; padding-left: 4mm; font-size: 9pt }
p { margin: 0 }
.small { font-size: 8.5pt; color: #333 }
@media screen { body { max-width: 190mm; margin: 10mm auto } }
`;

export interface SheetSlip extends Slip {
  /** Institution and unit. */
  readonly place: string;
}

/** @param where how one finds us in each chat, a line each */
export function sheetOf(slips: readonly SheetSlip[], where: readonly string[]): string {
  const ways = where.map((line) => `<li>${escaped(line)}</li>`).join('');
  const sections = slips.map(
    (slip) => `<section>
<h2>${escaped(slip.name)}</h2>
<p class="unit">${escaped(slip.place)}</p>
<p>${SLIP.number} <b>${escaped(slip.number)}</b></p>
<p>${SLIP.code}</p><p class="code">${escaped(slip.code)}</p>
<p class="small">${escaped(SLIP.until(slip.until))}</p>
<ul>${ways}</ul>
<p>${SLIP.send}</p><p class="send">${escaped(toSend(slip))}</p>
<p class="small">${SLIP.beware}</p>
</section>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${SLIP.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

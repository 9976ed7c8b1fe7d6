/** HTML pages: the main text, headings marked, tables with a tab before each cell, as parse.ts expects them. */
import { load } from 'cheerio';
import type { AnyNode } from 'domhandler';
import { SPANNED } from '../parse/table.ts';

const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'center',
  'tr',
  'br',
  'ul',
  'ol',
  'body',
  'td',
  'th',
]);
const NOISE =
  'script, style, noscript, nav, header, footer, aside, form, iframe, button, select, [hidden], [aria-hidden=true], .breadcrumb, .share, .nav, .footer, .sidebar, #footer, #header';

/** Text of a page. Lines are paragraphs; a table row begins after a blank line, each of its cells with a tab. */
export function readHtml(html: string): string {
  const $ = load(html);
  $(NOISE).remove();
  $('*').each((_, element) => {
    if (/display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.)/iu.test($(element).attr('style') ?? ''))
      $(element).remove();
  });
  const main = ['article', 'main', '#UCAP-CONTENT', '.TRS_Editor', '#zoom', '.content', '#content', '.article']
    .map((s) => $(s).first())
    .find((e) => e.text().replace(/\s/gu, '').length > 200);
  const lines: string[] = [];
  const title = $('h1').first().text().trim() || $('title').text().trim();
  let line = '';
  const flush = (): void => {
    if (line.trim()) lines.push(line.trim(), '');
    line = '';
  };
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') {
      line += node.data.replace(/[\s\u00a0]+/gu, ' ');
      return;
    }
    if (!('children' in node)) return;
    const name = 'name' in node ? node.name : '';
    if (name === 'table') {
      flush();
      lines.push(...tableLines($, node), '');
      return;
    }
    const block = BLOCKS.has(name);
    if (block) flush();
    const level = /^h([1-6])$/u.exec(name)?.[1];
    if (level) line += `${'#'.repeat(Number(level))} `;
    for (const child of node.children) walk(child);
    if (block) flush();
  };
  const roots = (main ?? $('body')).toArray();
  for (const root of roots) walk(root);
  flush();
  const text = lines
    .join('\n')
    .replace(/^#+\s*$/gmu, '')
    .replace(/\n{4,}/gu, '\n\n\n');
  return title && !text.slice(0, 400).includes(title) ? `# ${title}\n\n${text}\n` : `${text}\n`;
}

/** A value longer than this is not written again in each row that its cell spans. */
const REPEATED = 80;

/**
 * Rows of a table. What goes down over several rows is written in each of them; a cell that goes over several columns is
 * followed by one empty cell with `SPANNED` for each more.
 */
function tableLines($: ReturnType<typeof load>, table: AnyNode): string[] {
  const lines: string[] = [];
  const pending: { rows: number; readonly cell: readonly string[] }[] = [];
  for (const row of $(table).find('tr').toArray()) {
    lines.push('');
    let column = 0;
    const fromAbove = (): void => {
      for (let above = pending[column]; above && above.rows > 0; above = pending[column]) {
        above.rows--;
        lines.push(...above.cell);
        column++;
      }
    };
    const cells = $(row).children('td, th').toArray();
    for (const cell of cells) {
      fromAbove();
      const paragraphs = $(cell).find('p, div, br, li').length > 0 ? paragraphsIn($, cell) : [$(cell).text()];
      const words = paragraphs.map((w) => w.replace(/[\s\u00a0]+/gu, ' ').trim()).filter(Boolean);
      const written = words.length === 0 ? ['\t'] : words.map((w, i) => (i === 0 ? `\t${w}` : w));
      lines.push(...written);
      const span = Number($(cell).attr('colspan') ?? 1) || 1;
      const down = Number($(cell).attr('rowspan') ?? 1) || 1;
      const again = words.join('').length <= REPEATED ? written : ['\t'];
      for (let i = 0; i < span; i++) {
        // A line that is the whole row is a caption, however many columns it goes over.
        if (i > 0 && (cells.length > 1 || column > 0)) lines.push(`\t${SPANNED}`);
        pending[column + i] = { rows: down - 1, cell: i === 0 ? again : [`\t${SPANNED}`] };
      }
      column += span;
    }
    fromAbove();
  }
  return [...lines, ''];
}

function paragraphsIn($: ReturnType<typeof load>, cell: AnyNode): string[] {
  const copy = $(cell).clone();
  copy.find('br').replaceWith('\n');
  copy.find('p, div, li').each((_, element) => {
    $(element).append('\n');
  });
  return copy.text().split('\n');
}

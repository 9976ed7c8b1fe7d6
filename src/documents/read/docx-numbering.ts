/** Word's automatic numbers, computed from numbering.xml and written into the paragraphs as text. */
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';

interface Level {
  readonly format: string;
  /** `%1、` `（%2）` … */
  readonly text: string;
  readonly start: number;
}

const DIGITS = '零一二三四五六七八九';
/** 12 → 十二; up to 99, as in official documents. */
function chinese(n: number): string {
  if (n < 10) return DIGITS[n] ?? '';
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? '' : DIGITS[tens]}十${n % 10 === 0 ? '' : DIGITS[n % 10]}`;
}

function numeral(n: number, format: string): string {
  if (/chinese|japanese|ideograph|taiwanese/iu.test(format)) return n < 100 ? chinese(n) : String(n);
  if (format === 'decimalEnclosedCircle' && n <= 20) return String.fromCodePoint(0x245f + n);
  if (format === 'lowerLetter' || format === 'upperLetter')
    return String.fromCharCode((format === 'lowerLetter' ? 96 : 64) + (((n - 1) % 26) + 1));
  if (format === 'bullet' || format === 'none') return '';
  return String(n);
}

function levelsOf(xml: string): Map<string, Map<number, Level>> {
  const $ = load(xml, { xml: true });
  const abstracts = new Map<string, Map<number, Level>>();
  $('w\\:abstractNum').each((_, abstract) => {
    const levels = new Map<number, Level>();
    $(abstract)
      .children('w\\:lvl')
      .each((__, level) => {
        levels.set(Number($(level).attr('w:ilvl')), {
          format: $(level).children('w\\:numFmt').attr('w:val') ?? 'decimal',
          text: $(level).children('w\\:lvlText').attr('w:val') ?? '',
          start: Number($(level).children('w\\:start').attr('w:val') ?? 1),
        });
      });
    abstracts.set($(abstract).attr('w:abstractNumId') ?? '', levels);
  });
  const nums = new Map<string, Map<number, Level>>();
  $('w\\:num').each((_, num) => {
    const levels = abstracts.get($(num).children('w\\:abstractNumId').attr('w:val') ?? '');
    if (levels) nums.set($(num).attr('w:numId') ?? '', levels);
  });
  return nums;
}

/** Numbering that a paragraph style brings along: style id → numId and level. */
function stylesOf(xml: string): Map<string, { num: string; level: number }> {
  const $ = load(xml, { xml: true });
  const styles = new Map<string, { num: string; level: number }>();
  $('w\\:style').each((_, style) => {
    const props = $(style).find('w\\:numPr').first();
    const num = props.children('w\\:numId').attr('w:val');
    if (num)
      styles.set($(style).attr('w:styleId') ?? '', {
        num,
        level: Number(props.children('w\\:ilvl').attr('w:val') ?? 0),
      });
  });
  return styles;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns the file with every automatic number as the first words of its paragraph. */
export async function numberParagraphs(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const [body, numbering, styleXml] = await Promise.all(
    ['word/document.xml', 'word/numbering.xml', 'word/styles.xml'].map(
      (name) => zip.file(name)?.async('string') ?? Promise.resolve(''),
    ),
  );
  if (!body || !numbering) return bytes;
  const nums = levelsOf(numbering);
  const styles = stylesOf(styleXml ?? '');
  const $: CheerioAPI = load(body, { xml: true });
  const counters = new Map<string, number[]>();
  $('w\\:p').each((_, paragraph) => {
    const props = $(paragraph).children('w\\:pPr');
    const own = props.children('w\\:numPr');
    const style = styles.get(props.children('w\\:pStyle').attr('w:val') ?? '');
    const num = own.children('w\\:numId').attr('w:val') ?? style?.num;
    const level = Number(own.children('w\\:ilvl').attr('w:val') ?? style?.level ?? 0);
    const levels = num === undefined || num === '0' ? undefined : nums.get(num);
    const shape = levels?.get(level);
    if (num === undefined || !levels || !shape || $(paragraph).text().trim() === '') return;
    const counts = counters.get(num) ?? [];
    counters.set(num, counts);
    for (let i = 0; i < level; i++) counts[i] ??= levels.get(i)?.start ?? 1;
    counts[level] = (counts[level] ?? shape.start - 1) + 1;
    counts.length = level + 1;
    const label =
      shape.format === 'bullet'
        ? ''
        : shape.text.replace(/%(\d)/gu, (__, n: string) =>
            numeral(counts[Number(n) - 1] ?? 1, levels.get(Number(n) - 1)?.format ?? 'decimal'),
          );
    if (label === '') return;
    own.remove();
    const run = `<w:r><w:t xml:space="preserve">${xmlText(label)}</w:t></w:r>`;
    if (props.length > 0) props.after(run);
    else $(paragraph).prepend(run);
  });
  zip.file('word/document.xml', $.xml());
  return zip.generateAsync({ type: 'uint8array' });
}

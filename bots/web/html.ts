/** Text that is HTML already: made by `html` only. */
export interface Html {
  readonly html: string;
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** A text as characters of a page, in an element or in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Value = Html | string | number | false | undefined | readonly Value[];
const shown = (value: Value): string => {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(shown).join('');
};

/** A piece of a page. Whatever is put into it is text and stays text, unless it was made by `html` too. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: strings.map((string, i) => string + shown(values[i])).join(''),
});

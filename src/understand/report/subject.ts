/** Which of several is talked about, where it is named by what it is: 病例讨论是前天, 主讲的那次改成9号. Pure. */

import { allFields, fieldOf } from '../../catalogue/index.ts';
import type { Day, FieldValue } from '../../types/index.ts';
import { readFree } from '../fields/read.ts';
import { findDates } from '../fields/when.ts';
import { anchorOf } from './anchors.ts';

/** What can be named: an open draft or something recorded. */
interface Named {
  readonly type?: string | undefined;
  readonly fields: { readonly [field: string]: FieldValue | undefined };
}

interface Subject {
  readonly at: number;
  readonly rest: string;
}

const SUBJECT =
  /^(?:对了|哦|噢|等等|不对|那个|应该是)?[,，。 ]?(?:我)?(?:刚才?(?:说|报|讲)?的?)?(?:那|这)?(?:个|条|次|场|项)?([^,，。;?？\d]{2,12}?)(?:的)?(?:那|这)?(?:一)?(?:次|条|个|场|项|篇|节)?(?:其实|应该|实际上?|好像|准确说)?(?:是|应是|在|改成|改为|改到|改|写错|记错|说错|报错|填错|错了)(?=[^,，。;]{1,20})/;
/** What is told with a verb of doing is told as news. */
const TOLD = /(?:听|学|讲|参加|做|上|看|带|去)(?:的|了|过)|又|还有|另外|也是/;
const TELLING = allFields().filter((field) => fieldOf(field)?.telling);

/**
 * The only one that the subject of a text names.
 * @returns its place and what is said of it, or undefined where the words name none or several, or tell something new
 */
export function subjectOf(text: string, list: readonly Named[], day: Day): Subject | undefined {
  const match = SUBJECT.exec(text);
  const words = match?.[1];
  if (!match || words === undefined || TOLD.test(text.slice(match[0].length)) || /又|还有|另外/.test(words))
    return undefined;
  const date = findDates(words, day).found[0]?.from;
  const anchor = anchorOf(words);
  const fits = list.flatMap((one, i) => {
    let agreed = 0;
    if (date !== undefined) {
      if ((one.fields.date ?? one.fields.from) !== date) return [];
      agreed++;
    }
    if (anchor && !anchor.weak) {
      const kinds = [...(anchor.type !== undefined ? [anchor.type] : []), ...(anchor.candidates ?? [])];
      if (one.type === undefined || !kinds.includes(one.type)) return [];
      agreed++;
    }
    for (const field of TELLING) {
      // 业务学习 tells what it was, not that one only listened.
      if (field === 'role' && !/讲|听|参加|听众|学员|主编|编委/.test(words.replace(/讲座|参编/g, ' '))) continue;
      const read = readFree(field, words, one.type ?? '')?.value;
      const own = one.fields[field];
      if (read === undefined || own === undefined) continue;
      if (read !== own) return [];
      agreed++;
    }
    return agreed > 0 ? [i] : [];
  });
  const [at] = fits;
  if (fits.length !== 1 || at === undefined) return undefined;
  return { at, rest: text.slice(text.indexOf(words) + words.length) };
}

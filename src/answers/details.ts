/**
 * Details that people ask for and that a clause on the right subject may still not tell: where to enrol, which papers to
 * hand in, what the address of a site is. Told by the words of the question; a clause that tells the detail shows it by
 * words of its own. Data from faq/details.yaml; pure.
 */
import { z } from 'zod';
import { anyOf, checkedYaml, compiled, type YamlFile } from './yaml-file.ts';

/** What the documents do not tell, and whom to ask, in words. */
export interface Lacking {
  readonly what: string;
  readonly whom: string;
}
interface Detail extends Lacking {
  readonly asked: RegExp;
  /** What the words of a clause look like that tells it. */
  readonly told: RegExp;
}

export interface Details {
  readonly list: readonly Detail[];
  /** A number of something that a clause does not count. */
  readonly figure?: Lacking;
  /** What went wrong or was missed, and whether it can be put right. */
  readonly missed?: Detail;
}

const words = { what: z.string().min(1), whom: z.string().min(1).optional() };
const detail = z.strictObject({ ...words, asked: anyOf, told: anyOf });
const schema = z.strictObject({
  whom: z.string().min(1).default(''),
  details: z.array(detail).default([]),
  figure: z.strictObject(words).optional(),
  missed: detail.optional(),
});

/** Reads details (parsed YAML), in the order in which they are tried. Throws `DOCUMENT_INVALID` with file and line. */
export function readDetails(parsed: unknown, file: YamlFile): Details {
  const { whom: usual, details, figure, missed } = checkedYaml(schema, parsed ?? {}, file);
  const detailOf = ({ what, whom = usual, asked, told }: z.infer<typeof detail>): Detail => ({
    what,
    whom,
    asked: compiled(asked),
    told: compiled(told),
  });
  return {
    list: details.map(detailOf),
    ...(figure ? { figure: { what: figure.what, whom: figure.whom ?? usual } } : {}),
    ...(missed ? { missed: detailOf(missed) } : {}),
  };
}

/** 几天, 多少字: a number of something, which a clause tells only where it counts the same thing. */
const COUNTED =
  /(?:几|多少)个?(工作日|汉?字|课时|学时|小时|钟头|分钟|天|周|星期|月|年|岁|次|回|场|批|份|家|人|名|位|门|篇|元|块钱?|届|期)(?!职|级|期刊|单)/gu;
const SAME: { readonly [counted: string]: string } = {
  字: '万?(?:汉)?字',
  汉字: '万?(?:汉)?字',
  学时: '(?:学时|小时|课时)',
  课时: '(?:学时|小时|课时)',
  小时: '(?:学时|小时|课时)',
  钟头: '(?:学时|小时|课时)',
  天: '(?:天|日|周|季度|个?月)',
  工作日: '工作日',
  周: '(?:周|天|日)',
  星期: '(?:周|天|日)',
  月: '个?(?:月|季度)',
  年: '年',
  次: '次',
  回: '次',
  名: '(?:名|位)',
  位: '(?:名|位|完成人)',
  块: '元',
  块钱: '元',
};

function uncounted(question: string, text: string): boolean {
  const plain = text.replace(/\*/gu, '');
  return [...question.replace(/(?:看到?|知道|查|显示)[^，。]{0,10}多少/gu, '').matchAll(COUNTED)].some(
    ([, counted = '']) =>
      !new RegExp(
        `(?:\\d|[一二两三四五六七八九十半])\\s*${SAME[counted] ?? counted}|当${counted}|次${counted}|每${counted}`,
        'u',
      ).test(plain),
  );
}

/** A detail that the question asks for and the text does not tell. */
export function lackingDetail({ list, figure, missed }: Details, question: string, text: string): Lacking | undefined {
  const isLacking = ({ asked, told }: Detail): boolean => asked.test(question) && !told.test(text);
  const found = list.find(isLacking);
  if (found) return found;
  if (figure && uncounted(question, text)) return figure;
  return missed && isLacking(missed) ? missed : undefined;
}

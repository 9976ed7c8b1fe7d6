import type { FieldValue } from '../types/index.ts';

/** A value's name; `button` where a button says it otherwise; `words`: how people say it, where a ruleset declares it. */
export type Value = string | { readonly name: string; readonly button?: string; readonly words?: readonly string[] };

/** What can be told of an activity, a person or a request: all that the house knows of a field, in one entry. */
export interface Field {
  /** 考核: on a card. */
  readonly name: string;
  /** 是否考核合格: in a trace and on a page, where that is another. */
  readonly formal?: string;
  readonly sort: 'amount' | 'rank' | 'by-year' | 'flag' | 'choice' | 'text' | 'day' | 'span' | 'list';
  /** The question for it. */
  readonly ask?: string;
  /** Behind a figure: 小时. */
  readonly unit?: string;
  /** The same where a clause is quoted: 分 for 学分. */
  readonly clauseUnit?: string;
  /** More than this in one activity is a slip of the fingers. */
  readonly most?: number;
  /** Of a choice, in the order of their rank where `ranked`. */
  readonly values?: { readonly [value: string]: Value };
  readonly ranked?: boolean;
  /** Of a flag, as buttons. */
  readonly yes?: string;
  readonly no?: string;
  /** Values offered as buttons, where not all are. */
  readonly offers?: readonly FieldValue[];
  /** All values it can have, where rows only say what it may not be. */
  readonly domain?: readonly string[];
  /** Its place on a card and in the order of questions; those without come after. */
  readonly card?: number;
  readonly asked?: number;
  /** The field that holds its amounts for each credit year, for a stay that crosses years. */
  readonly parts?: string;
  /** Never asked: taken as usual unless said. */
  readonly usual?: boolean;
  /** Asked only where nothing is earned without it. */
  readonly rescue?: boolean;
  /** Amounts between which a verdict may turn: is it worth a question? */
  readonly tries?: readonly number[];
  /** A value with which an activity earns, where another field is looked at. */
  readonly hopeful?: FieldValue;
  /** What people leave unsaid when they wonder (要是我讲一次课), and when they ask what something is worth. */
  readonly guess?: FieldValue;
  readonly presumed?: boolean;
  /** Means different things for different kinds: read once the kind is known. */
  readonly vague?: boolean;
  /** The same for one more of the same kind, unless said otherwise. */
  readonly alike?: boolean;
  /** Tells one activity from another: 主讲的那个. */
  readonly telling?: boolean;
  /** Its words also occur in passing: they correct only where the text says that it corrects. */
  readonly loose?: boolean;
  /** Kept as the person's own words. */
  readonly quoted?: boolean;
  /** Told by rules of our own, never asked of a model. */
  readonly ours?: boolean;
}

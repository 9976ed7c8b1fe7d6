import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import { type RulesetData, rulesetSchema } from './schema.ts';

/** The line of a path in a YAML file; of its nearest ancestor where the path itself is not there. */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

/** What to do with a fault: throw it (a service does not start), or keep it and go on (check shows them all). */
export type Report = (fault: Fault) => void;

export const refuse: Report = (fault) => {
  throw fault;
};

/** Parses and validates one ruleset file. @throws Fault RULES_INVALID with `file:line` and what is wrong */
export function readRuleset(text: string, file: string): RulesetData {
  const data = parsedRuleset(text, file, refuse);
  if (!data) throw new Fault('RULES_INVALID', `${file}:1 不是规则文件`);
  return data;
}

export function parsedRuleset(text: string, file: string, report: Report): RulesetData | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true });
  if (document.errors.length > 0) {
    for (const broken of document.errors)
      report(new Fault('RULES_INVALID', `${file}:${counter.linePos(broken.pos[0]).line} ${yamlWords(broken.code)}`));
    return undefined;
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    report(new Fault('RULES_INVALID', `${file}:1 用 * 引用的名字没有用 & 定义过`));
    return undefined;
  }
  const parsed = rulesetSchema.safeParse(value, { error: CHINESE });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const { path, message } = deepest(issue);
    report(new Fault('RULES_INVALID', `${file}:${lineOf(text, path)} ${path.join('.')}：${message}`));
  }
  return undefined;
}

const CHINESE = z.locales.zhCN().localeError;

const YAML_WORDS: { readonly [code: string]: string } = {
  BAD_INDENT: '缩进不对：同一层的行要对齐',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
  DUPLICATE_KEY: '同一段里同一个名字写了两次',
  MULTILINE_IMPLICIT_KEY: '这里缺冒号，或者上面的引号、括号没有配对',
  BLOCK_AS_IMPLICIT_KEY: '一行里多写了一个冒号；原话里有冒号时要加引号',
  MISSING_CHAR: '引号、括号或逗号没有配对',
  BAD_ALIAS: '用 * 引用的名字没有用 & 定义过',
};

/** What is wrong with a YAML text, in words for somebody who does not know YAML. */
const yamlWords = (code: string): string => YAML_WORDS[code] ?? '写法有错：请看缩进、冒号、引号和括号';

type Issue = z.core.$ZodIssue;

/** In a union, the fault of the branch that came furthest: 「无效输入」 at the union itself helps nobody. */
function deepest(issue: Issue, above: readonly PropertyKey[] = []): { path: PropertyKey[]; message: string } {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const inner = issue.errors.flatMap((branch) => branch.slice(0, 1).map((one) => deepest(one, path)));
  const [best] = inner.sort((a, b) => b.path.length - a.path.length);
  return best && best.path.length > path.length ? best : { path, message: issue.message };
}

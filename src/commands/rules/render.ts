import { Fault } from '../../errors.ts';
import { renderRuleset } from '../../rules/check/index.ts';
import { loadRulesets } from '../../rules/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import type { Command } from '../jsonl.ts';

/** `render PROVINCE [YEAR]`: the ruleset as a page in Markdown, on standard output. */
export const run: Command = async ([name, year], { output }) => {
  if (name === undefined || (year !== undefined && !/^\d{4}$/u.test(year)))
    throw new Fault('USAGE', 'render 后面要写省份，还可以写年度：render zhejiang 2026。');
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const province = rulesets.resolveProvince(name);
  if (province === undefined)
    throw new Fault('PROVINCE_UNKNOWN', `没有「${name}」的规则。现有：${rulesets.provinces.join('、')}。`);
  const page = renderRuleset(rulesets, province, year === undefined ? undefined : Number(year));
  await new Promise<void>((done) => output.write(page, () => done()));
  return 0;
};

import { EXEMPTIONS } from '../../catalogue/index.ts';

const GROUNDS: readonly RegExp[] = [
  /进修|援外|援非/,
  /自考|自学考试|学历班|专升本|函授|成人教育/,
  /读博|读研|读硕|博士|硕士|研究生|攻读/,
  /住培|规培|专培|助理全科|转岗/,
  /[一二三特]等奖|获奖|成果奖|课题(?:负责|主持)|(?:负责|主持)[^,，。]{0,6}课题/,
  /突发公共?卫|疫情/,
];

/** The condition for 免修 that words name, as the request keeps it. */
export const exemptionIn = (text: string): string | undefined =>
  EXEMPTIONS[GROUNDS.findIndex((pattern) => pattern.test(text))]?.[0];

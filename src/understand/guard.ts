/** What is not a report at all: attempts to talk the program into something. */

const ORDERS =
  /(?:忽略|无视|绕过|跳过|忘掉|忘记|不管|覆盖|解除)[^。\n]{0,14}(?:规则|指令|提示|限制|设定|审核|确认|要求|设置|校验)|开发者模式|管理员模式|root ?权限|越狱|system ?prompt|系统提示|ignore (?:all|the|any|previous|your)|jailbreak|developer mode|你现在(?:是|扮演|进入)[^。\n]{0,12}(?:管理员|模式|系统|开发|root|admin)|我是(?:系统)?(?:管理员|开发者|超级用户)[^。\n]{0,20}(?:给|改|加|记|写)/i;
const FORGE =
  /(?:直接|马上|立刻|赶紧|随便|凭空|偷偷|私下|帮我|给我|替我|不用确认)[^。,，\n]{0,10}(?:写入|录入|加上?|记上?|记|改成|改为|充|补|刷|填|登记|算)[^。,，\n]{0,8}\d{1,4}(?:\.\d)?个?学?分|(?:把|将)[^。\n]{0,12}(?:学分|分数)[^。\n]{0,8}(?:改成|改为|设为|设成|加到|写成)[^。\n]{0,6}\d|(?:给我|帮我|直接)[^。\n]{0,6}(?:满分|达标|合格|通过审核|批准|通过)|(?:帮|给|替)我(?:偷偷|悄悄|随便)?(?:多|虚)(?:记|报|加|算|写|给|登)(?!了)|刷分|造假|伪造|作假|虚报|编一?个(?:活动|记录|证书)|(?:自动|直接)(?:通过|批准|审核通过)/;
const CODE =
  /<\s*(?:script|img|iframe|svg|body|a )|javascript:|on(?:error|load|click)\s*=|(?:drop|truncate|alter)\s+table|(?:delete\s+from|insert\s+into|union\s+select|update\s+\w{1,40}\s+set)\b|'\s*(?:or|and)\s+'?\d|;\s*--|\{\{.{0,60}\}\}|\$\{.{0,60}\}/i;
/** Longest message that is read at all; what is longer gets one short line. */
export const LONGEST = 3000;

export type Guarded = 'injection' | 'forge' | 'too-long';

/** Why a text is not taken at its word, or undefined. */
export function guard(text: string): Guarded | undefined {
  if (text.length > LONGEST) return 'too-long';
  if (ORDERS.test(text) || CODE.test(text)) return 'injection';
  if (FORGE.test(text)) return 'forge';
  return undefined;
}

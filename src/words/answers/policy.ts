export const NO_ANSWER = '这个问题手上的文件里没有写，我不敢乱说。已经记下来，建议问一下单位科教科。';
/** Before clauses to choose between. */
export const WHICH = '您问的是哪一条？';

export const POLICY = {
  choose: '选一条',
  noMakeup: (province: string, cite: string): string =>
    `${province}的文件里没有补学的规定，另外写明学分：\n「${cite}」\n当年补不够怎么办，建议问一下单位科教科。`,
  source: (title: string, number: string | undefined, clause: string): string =>
    `出处：《${title}》${number ? `（${number}）` : ''}${clause ? ` ${clause}` : ''}`,
} as const;

/** What is said about judging an answer. */
export const RATE = {
  buttons: { up: '👍 有用', down: '👎 没用', other: '不是我要问的' },
  none: '都不是',
  other: '不是我要问的',
  hint: '没答到点上？回“没用”或“不是我要问的”。',
  up: '好的，有用就好。',
  down: '记下了，会请人来看这一条。',
  already: '已经记下了。',
  welcome: '不客气。',
  gone: '这条回答找不到了，您再问一遍就行。',
} as const;

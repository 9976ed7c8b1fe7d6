export const NO_ANSWER = '这个问题手上的文件里没有写，我不敢乱说。已经记下来，建议问一下单位科教科。';
export const POLICY = {
  choose: '您想问的是哪一个？',
  source: (title: string, number: string | undefined, clause: string): string =>
    `出处：《${title}》${number ? `（${number}）` : ''}${clause ? ` ${clause}` : ''}`,
} as const;

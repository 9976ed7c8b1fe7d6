/** The close of an import, for the operator. */
export const IMPORTED = (
  count: { readonly new: number; readonly changed: number; readonly left: number; readonly conflicts: number },
  isDry: boolean,
): string =>
  `${isDry ? '试导入，什么也没有写：' : ''}新增 ${count.new} 人，改动 ${count.changed} 人，没变 ${count.left} 人${
    count.conflicts > 0 ? `，${count.conflicts} 人的资料和本人说的不一样（见各行的 conflicts）` : ''
  }。`;

export const IMPORT_USAGE =
  '写 import 名单文件，或者 import < 名单；加 --dry-run 只看不写。一行一个 JSON，先单位后人，格式见 npm run -s xuefen -- help。';
export const UNSEEN = '前后不能有空格，里面不能有看不见的字符（换行、零宽字符、方向符），请重新输入一遍';
/** Two numbers that a person types alike. */
export const TWIN = (number: string, known: string): string =>
  `工号「${number.slice(0, 40)}」和名单上的「${known.slice(0, 40)}」输入时分不开（大小写、全角半角、空格），是同一个人就写成一样的，不是就换一个。`;

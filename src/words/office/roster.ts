/** The close of an import, for the operator. */
export const IMPORTED = (
  count: { readonly new: number; readonly changed: number; readonly left: number; readonly conflicts: number },
  isDry: boolean,
): string =>
  `${isDry ? '试导入，什么也没有写：' : ''}新增 ${count.new} 人，改动 ${count.changed} 人，没变 ${count.left} 人${
    count.conflicts > 0 ? `，${count.conflicts} 人的资料和本人说的不一样（见各行的 conflicts）` : ''
  }。`;

/** The words of which a statement about oneself is made, beside the values themselves. Data: a wording more is a word more. */

const words = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length);

/** Who is spoken of. */
export const SUBJECTS = words('我们 我 本人 咱们 咱 俺 自己');

/** Words that carry nothing of their own beside a value. */
export const FILLERS = words(`
  现在 目前 今年 去年 已经 已 刚刚 刚 就 其实 实际上 实际 原来 还是 还 早就 早 后来 应该 也 都 一直 如今 正在 正 真的 真 确实 以后 开始 起 从 于 然后
  的 了 啊 呀 哦 呢 哈 呗 嘛 过 上 下来 下 来 一下 个 这个 那个 这 那 为 名 一名 一个 一 每年 每 年
  帮我 给我 替我 请 麻烦 您 你 吧 写错 记错 填错 弄错 搞错 有误 人 谢谢 那么 所以 因为 对 嗯 不对 说错 错
  职称 单位 省份 省 资料 身份 信息 类别 人员 专业 岗位 职务 级别 级 学员 编制 属性 登记 记录 系统里 里 这边 这里 方面 工作地 地方 所在 医院 院里 科室 科里
`);

/** Words of being, becoming, moving and counting as. */
export const VERBS = words(`
  是 属于 属 算作 算是 算成 算 当成 当 做 成为 成 改成 改为 改到 改 变成 变为 变更为 变更 换成 换到 换去 换 更正为 更正 更改为 更改 修改为 修改
  调整为 调到了 调到 调去 调往 调入 调进 调来 调回 调动到 调 转到 转去 转往 转入 转来 转岗到 转岗 转行 转为 转成 转 改行 搬到 跳槽到 下沉到
  入职 任职 就职 工作 上班 干 在 到 来到 回到 进 进了
  晋升为 晋升 晋级 升任 升为 升到 升上 升 评上 评为 评到 评下来 评 聘为 聘任为 聘任 聘上 聘到 受聘 聘 考上 考到 考过 考下来 考下 考取 考 拿到 拿下 取得 通过
  按照 按 把 将 用 叫
`);

/** Of a name. */
export const NAMING = words(
  '改名叫 改名为 改名 更名为 更名 名字改成 名字改为 名字叫 名字是 名字 姓名改成 姓名改为 姓名是 姓名 请叫我 叫做 叫',
);

/** What follows is not so. */
export const DENIALS = words(
  '已经不是 已不是 不再是 不再按 不是 不再 不按 不要按 别再按 别按 别把我当 别当 不算 不属于 没有再 不在',
);

/** What makes an exception of somebody, said with nothing beside it. */
export const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:住院医师|住院医)?(?:规范化培训|规培|住培)(?:基地|阶段|期间|期)?(?:的)?(?:学员|学生|生|医师|医生)?(?:第?[一二三123]年级?)?(?:中|里)?/,
    'resident',
  ],
  [
    /(?:专科医师|专科医)?(?:专科医师规范化培训|专培)(?:阶段|期间|期)?(?:的)?(?:学员|学生|生|医师|医生)?(?:第?[一二三四123]年级?)?(?:中|里)?/,
    'fellow',
  ],
  [/乡村医生|村医/, 'village-doctor'],
  [/校医/, 'school-doctor'],
  [
    /(?:还|也)?(?:没有?|未)(?:拿到|考到|考出|取得|下来)?(?:执业证书?|执业资格证?|资格证书?|执业医师证|医师证|护士证)/,
    'unlicensed',
  ],
  [
    /(?:2025年?|去年)?(?:新|首次|刚|刚刚|第一次)(?:被)?纳入(?:继教|继续教育|继续医学教育|管理)?(?:对象|人员)?/,
    'newly-covered-2025',
  ],
  [/计(?:划)?生(?:育)?(?:技术)?(?:服务)?人员/, 'family-planning'],
];

/** A training is over. */
export const OVER = words('结束 结业 完成 毕业 出站 期满 完');

/** Without one of these a text says nothing about oneself. */
export const MARKS = /我|本人|咱|俺|帮|改|按|别|把|将|单位|职称|省份|名字|姓名|身份|资料|更正/;

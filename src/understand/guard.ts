/** What is not a report at all: attempts to talk the program into something, and reports for somebody else. */

const ORDERS =
  /(?:忽略|无视|绕过|跳过|忘掉|忘记|不管|覆盖|解除)[^。\n]{0,14}(?:规则|指令|提示|限制|设定|审核|确认|要求|设置|校验)|开发者模式|管理员模式|root ?权限|越狱|system ?prompt|系统提示|ignore (?:all|the|any|previous|your)|jailbreak|developer mode|你现在(?:是|扮演|进入)[^。\n]{0,12}(?:管理员|模式|系统|开发|root|admin)|我是(?:系统)?(?:管理员|开发者|超级用户)[^。\n]{0,20}(?:给|改|加|记|写)/i;
const FORGE =
  /(?:直接|马上|立刻|赶紧|随便|凭空|偷偷|私下|帮我|给我|替我|不用确认)[^。,，\n]{0,10}(?:写入|录入|加上?|记上?|记|改成|改为|充|补|刷|填|登记|算)[^。,，\n]{0,8}\d{1,4}(?:\.\d)?个?学?分|(?:把|将)[^。\n]{0,12}(?:学分|分数)[^。\n]{0,8}(?:改成|改为|设为|设成|加到|写成)[^。\n]{0,6}\d|(?:给我|帮我|直接)[^。\n]{0,6}(?:满分|达标|合格|通过审核|批准|通过)|(?:帮|给|替)我(?:偷偷|悄悄|随便)?(?:多|虚)(?:记|报|加|算|写|给|登)(?!了)|刷分|造假|伪造|作假|虚报|编一?个(?:活动|记录|证书)|(?:自动|直接)(?:通过|批准|审核通过)/;
const CODE =
  /<\s*(?:script|img|iframe|svg|body|a )|javascript:|on(?:error|load|click)\s*=|(?:drop|truncate|alter)\s+table|(?:delete\s+from|insert\s+into|union\s+select|update\s+\w{1,40}\s+set)\b|'\s*(?:or|and)\s+'?\d|;\s*--|\{\{.{0,60}\}\}|\$\{.{0,60}\}/i;
const OTHERS =
  /(?:帮|替|代|给)(?:我)?(?:的)?(?:们)?(?:一下)?(?:同事|朋友|老公|老婆|爱人|室友|别人|其他人|他|她|科室|大家|全科|[\u4e00-\u9fff]{1,4}(?:医生|护士|老师|主任|医师|护师|同志|护士长)|[张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文][\u4e00-\u9fff]{1,2}?)[^。\n]{0,16}?(?:报(?!告)|登记|登|记(?!得|录)|录入|申报|补录|填)|(?:他|她|同事)的(?:讲座|培训|学分|项目)[^。\n]{0,10}(?:报|记|登记)/;

const SURNAME =
  '[张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文]';
/** 王建国的学分明细: somebody else's records. */
const THEIR_RECORDS = new RegExp(
  `(?:^|把|看看?|查查?|查一?下|看一?下|发|给我|知道|问一?下|想看|[,，。 ])(?:我)?(?:们科的?|们院的?|科里的?)?(?:同事|朋友|老公|老婆|爱人|别人|其他人|他们?|她们?|[老小]${SURNAME}|${SURNAME}[\\u4e00-\\u9fff]{0,2}(?:医生|护士|老师|主任|医师|护师|护士长)|${SURNAME}[\\u4e00-\\u9fff]{1,2})(?:今年|去年|本年度?)?的?(?:今年的?|去年的?)?(?:学分|继教)?(?:明细|记录|台账|学分情况|达标情况|成绩|学分(?=多少|有多少|够|$|[?？。]))`,
);
/** 小王还差几分: asked about somebody by name. */
const THEIR_YEAR = new RegExp(
  `^(?:我)?(?:们科的?|科里的?)?(?:同事|朋友|老公|老婆|爱人|他|她|[老小]${SURNAME}|${SURNAME}(?!级)[\\u4e00-\\u9fff]{0,2}(?:医生|护士|老师|主任|医师|护师|护士长))(?:今年|去年|本年度)?(?:的?学分)?(?:还(?:差|缺|欠)|差(?:几|多少)|够(?:了|不|没)|达标)`,
);

/** 我爱人昨天也听了…: somebody else is who did it, and I am not in the clause. */
const WHEN = '(?:昨天|前天|今天|上个?(?:周|星期|礼拜)[一二三四五六日天]?|上个?月|\\d{1,2}月\\d{1,2}[号日])?';
const KIN =
  '(?:爱人|老公|老婆|丈夫|妻子|媳妇|对象|室友|闺蜜|同学|朋友|同事|徒弟|搭档|儿子|女儿|弟弟|妹妹|哥哥|姐姐|嫂子)';
const THEY_DID = new RegExp(
  `(?:^|[,，。;；!！\\n])(?:另外|还有|对了)?[,，]?${WHEN}(?:我们?(?:科|院|单位|家)?(?:里)?的?)?(?:(?:一个)?${KIN}(?!圈)[\\u4e00-\\u9fff]{0,3}?|[老小]?${SURNAME}(?!级)[\\u4e00-\\u9fff]{0,2}(?:医生|护士|医师|护师|护士长))${WHEN}(?:也|都|又|就|一个人)?(?:去)?(?:参加|听|学|修|上|讲|拿|考|发表|发|做|带教)(?:了|过|完)`,
);
/** Is a report told of somebody else alone? 我同事讲的课，我去听了 is one's own. */
const theyDid = (text: string): boolean => {
  const match = THEY_DID.exec(text);
  if (match === null) return false;
  // 我听了6小时，我爱人也去听了: said in passing, beside one's own.
  const isPassing = match.index > 0 && /^[^\d《]{0,4}$/.test(text.slice(match.index + match[0].length));
  return (
    !isPassing &&
    !/我|咱|一起|一块|[?？]|吗/.test(text.slice(match.index + match[0].length)) &&
    !/[^,，。;；]我/.test(text.slice(0, match.index))
  );
};

/** Longest message that is read at all; what is longer gets one short line. */
export const LONGEST = 3000;

export type Guarded = 'injection' | 'forge' | 'for-other' | 'theirs' | 'too-long';

/** Why a text is not taken at its word, or undefined. */
export function guard(text: string): Guarded | undefined {
  if (text.length > LONGEST) return 'too-long';
  if (ORDERS.test(text) || CODE.test(text)) return 'injection';
  if (FORGE.test(text)) return 'forge';
  if (OTHERS.test(text) && !/给(?:实习|规培|住培|进修|学生|学员|研究生|医学生|村医|居民|群众|患者)/.test(text))
    return 'for-other';
  if (theyDid(text)) return 'for-other';
  if (text.length <= 40 && (THEIR_RECORDS.test(text) || THEIR_YEAR.test(text)) && !/我(?:自己)?的|本人/.test(text))
    return 'theirs';
  return undefined;
}

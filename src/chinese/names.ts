/** Family names, and where the words of a text begin and end. Data, and what tells a name from a word by its shape. Pure. */

/** Family names of one character that begin few words: 小许, 老王, 许姐 are taken for people by these alone. */
export const COMMON =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲柴裴霍翁阮鲍柯桂邰娄宁尚舒褚覃蓝单瞿查冼闵游丘路甘蒙';
/** The others, less frequent. */
const LESS =
  '习于应时能明佘佴储包华卓卞卫占危厉双古台吉国娜宁宓宗官宫宣容宿富屈屠巩巫巴师帅幸库廉弓强彦后怀恒惠戚成战戎房扈拓揭支敖斯施昌晁晏智朴束权来松林栗桑楚水沙法洛浦海淳满滕火热牧狄玉班琚甫由甲盖矫祖禹窦竺竹端符米籍经练缪羊肖胥能臧舍苑苟英茅茹荆荀荣莘营蔚蔺薄虞衡衣裘解訾计许诸谌谈贝贲车辛逄都酆钮闫闻阙隆雍隋仇仲仰伊佐俎元全公冉况凤初别利励勾勇区南千印原及桃商喻嘉善圣墨奚姬宇寇尉岑岱嵇巢巨布庆应征律扶承折敬斗木查植步段汝池沃漆生盘盛相眭祢秋税穆简管耶联胖腾艾芮花芦苌莱蒲蓟藏虎行言订记论谒赛路达迟速通郁郎郜郦鄂里银锁长门阴雪霜静革顿鲜鹿麻黑仝付代佟侍候冒别刀刁卿呼咸哈展岳巩巴库应开强忻恽战户扎撒操改敏明暴未查格桂次母毋求沐沃泽浩涂渠湛濮燕牙狐玄甄申畅白皮相看眼祝福税竹粟练纳缪羿聂聆臻茆茅荔荷蒯蓬虢衷西覃谯谭豆赏赫越逯遆邝邬邴邸郏郗郤鄢都采释钟钭闵阎隗靳鞠韶饶魁鱼麴黎齐';

/** Family names of two characters. */
export const COMPOUND: readonly string[] = [
  '欧阳',
  '上官',
  '司徒',
  '司马',
  '诸葛',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '长孙',
  '宇文',
  '令狐',
  '轩辕',
  '东方',
  '独孤',
  '南宫',
  '端木',
  '百里',
  '呼延',
  '澹台',
  '申屠',
  '完颜',
  '拓跋',
  '闻人',
  '钟离',
  '太史',
  '赫连',
  '西门',
  '东郭',
  '纳兰',
  '万俟',
  '濮阳',
  '淳于',
  '单于',
  '第五',
  '鲜于',
];

/** Family names that are far more often a word or a part of one: a name only with a title or on the roster. */
const MOSTLY_WORDS = new Set(
  '开改看眼格次母户代刀敏福牙未展泽浩畅于应时能明包卫占双古台吉国宁宗官宣容富师帅强后成战房支法海满火水热由甲种竹端符经练能舍英荣营蒯须都元全公初别利励勇区南千印原及句司同向吾哈商善圣在将展巨布庆征律微所才扶承招择折抗拉撒敬斗木朝机查植步没沿浩淡源漫烟环生用留相盘秋稀税简管缴绪老联胖色花行言订记论证达通速采释里银锁长门闪问阳阴院雪霜静革顿香骑黑来求区单解从计车米麻班席智权衣皮水过和有是该还更要因信安向任但候商西'.split(
    '',
  ),
);

const SINGLE = new Set([...COMMON, ...LESS]);

/** How long a family name stands at this place: 0, 1 or 2 characters. */
export const surnameAt = (text: string, at: number): 0 | 1 | 2 =>
  COMPOUND.includes(text.slice(at, at + 2)) ? 2 : SINGLE.has(text.charAt(at)) ? 1 : 0;

/** Whether a family name is a word that is met every day: 于, 向, 全. */
export const isMostlyWord = (surname: string): boolean => MOSTLY_WORDS.has(surname);

/** How people are addressed behind their name, the longer before the shorter. */
export const TITLES: readonly string[] = [
  '主任医师',
  '主治医师',
  '主管护师',
  '主管药师',
  '总护士长',
  '护士长',
  '副主任',
  '主任',
  '副院长',
  '院长',
  '副科长',
  '科长',
  '处长',
  '所长',
  '站长',
  '书记',
  '副教授',
  '教授',
  '院士',
  '博士',
  '医生',
  '大夫',
  '护士',
  '护师',
  '医师',
  '药师',
  '技师',
  '治疗师',
  '检验师',
  '营养师',
  '老师',
  '专家',
  '组长',
  '队长',
  '班长',
  '部长',
  '局长',
  '经理',
  '总监',
  '师傅',
  '同志',
  '同学',
  '师兄',
  '师姐',
  '师弟',
  '师妹',
  '先生',
  '女士',
  '阿姨',
  '大姐',
  '大哥',
];

/** Where each word of a text begins, by the dictionary of the language: `王建国` is 王|建国, 高血压 one word. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

export interface Word {
  readonly at: number;
  readonly end: number;
}

/** For every character of a text the word in which it lies. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const word = { at: index, end: index + segment.length };
    for (let i = 0; i < segment.length; i += 1) words.push(word);
  }
  return words;
}

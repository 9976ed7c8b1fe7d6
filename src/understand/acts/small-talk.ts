import type { Intent } from '../../types/index.ts';

/** Are you a machine, who made you: said honestly, whatever was asked before. */
const IDENTITY =
  /^(?:请问|喂|话说)?[,，]?(?:你|您)(?:到底|究竟|其实)?(?:是(?:不是)?(?:一?个)?(?:机器人|真人|人工智能|人(?:吗|么|还是)|人?工|ai|程序|谁|什么(?:东西|人)?[?？]?$)|叫(?:什么|啥))/i;

/** What somebody tells about their life where nothing hangs on it yet. */
const LIFE: readonly (readonly [RegExp, Talk])[] = [
  [/^我(?:已经|马上|快要?|刚|今年|去年|明年|下个月|也|都|就要|要){0,2}退休(?:了|啦|的)*[。.!！~ ]*$/, 'retired'],
  [/^我(?:已经|刚|又|也)?(?:怀孕|怀上|有喜|有(?:了)?宝宝|要当妈)(?:了|啦)*[。.!！~ ]*$/, 'pregnant'],
  [/^我(?:已经|马上|快要?|刚|要|打算){0,2}(?:离职|辞职)(?:了|啦)*[。.!！~ ]*$/, 'leaving'],
];

export const lifeTalk = (text: string): Talk | undefined =>
  IDENTITY.test(text) && text.length <= 20 ? 'identity' : LIFE.find(([pattern]) => pattern.test(text))?.[1];

type Talk = Extract<Intent, { is: 'small-talk' }>['kind'];

const SMALL: readonly (readonly [RegExp, Talk])[] = [
  [IDENTITY, 'identity'],
  [/^(?:你好|您好|hi|hello|hey|在吗|在不在|在么|早上?好?|上午好|下午好|晚上好|嗨|哈喽|喂|小?助手|有人吗)/i, 'greeting'],
  [/谢|感谢|thank|辛苦了|多谢|3q/i, 'thanks'],
  [/^(?:再见|拜拜|bye|88|回头见|下次|先这样|走了|晚安)/i, 'bye'],
  [
    /^(?:(?:你|您|这个?)?(?:可|还)?(?:真|好|太|挺|很)?(?:的)?(?:是)?)(?:真?棒|太好了|厉害|不错|真好|很好|聪明|能干|好用|贴心|赞|nice|great|good)/i,
    'praise',
  ],
  [
    /(?:困|累|忙|冻|热|饿|烦)(?:死|坏|惨|瘫|趴|懵|晕)|(?:好|太|真|又)(?:累|困|忙|冷|热|饿|烦|难)(?:啊|了|呀|哦|$)|(?:刚|才)?(?:上完|下了?|值完)(?:个)?(?:夜班|大夜|小夜|白班|班)|(?:又|还)(?:要|得|在)?(?:加班|值班|上夜班)|压力(?:好|太|真)?大|心好累|想(?:休息|睡觉|放假|回家)|天气|下雨|下雪|吃(?:了)?(?:饭|没)/,
    'tired',
  ],
  [/太(?:慢|笨|难用|麻烦)|垃圾|什么玩意|真烦|烦死|傻|不好用|气死|难用/, 'complaint'],
  [
    /^(?:好的?|嗯+|哦+|噢|行|知道了|明白了?|了解了?|收到|ok|okay|好嘞|可以|哈+|呵+|嘿+|👌|👍|🙏|😊|😂|\p{Extended_Pictographic}+|[.。…]+)[!！。.~～ 了的]*$/iu,
    'ok',
  ],
];

/** A friendly nothing, when a text is one. */
export const smallTalk = (text: string): Talk | undefined =>
  text.length <= 20 ? SMALL.find(([pattern]) => pattern.test(text))?.[1] : undefined;

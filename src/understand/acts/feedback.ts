/** Words about the answer that was just given: 没用, 答非所问, 有用, 谢谢. Pure. */
import type { Context, Intent, Vote } from '../../types/index.ts';

const LEAD =
  '(?:这个|这条|这|你|您|说的|答的|讲的|回答|答案|答复|完全|根本|一点儿?|都|也|真的?|很|挺|太|非常|还是|好像|嗯|哦|额|哎|唉|[,， ])*';
const TAIL = '(?:吧|啊|呀|嘛|呢|了|的|哦|啦|[。.!！~～ ])*';
const MORE = '(?:[,， ]*(?:再|重新)?(?:找|查|看|问|换|想)(?:一?[个条下找查看]|别的)*)?';
const whole = (words: string, more = ''): RegExp => new RegExp(`^${LEAD}(?:${words})${more}${TAIL}$`, 'u');

/** Said in any place these are about the answer. */
const DOWN = whole('没用|没有用|没(?:什么|啥|多大)用|不管用|不顶用|没帮助|没有帮助|帮不上忙?|答错了?|说错了|👎+');
const OTHER = whole(
  '(?:我)?(?:想|要)?问的不是(?:这个|这条|这)|不是我(?:想|要|想要)?问的(?:这个)?|不是我(?:的)?(?:意思|问题)|答非所问|牛头不对马嘴|文不对题|跑题|没答到点(?:子)?上|没(?:有)?回答我(?:的问题)?|所答非所问',
  MORE,
);
const UP = whole('有用|有帮助|管用|帮上忙|解决了?|答得好|说得清楚|讲得清楚');
/** These may also be an answer to what stands open. */
const DOWN_FREE = whole('不对|错|不准|不靠谱|瞎说|乱说|胡说|不行');
const OTHER_FREE = whole('不是这个(?:意思)?|不是这条|都不是|换一?[个条]|还有(?:别的|其他的?)', MORE);
const UP_FREE = whole('👍+|对|正确|就是这个|是这个|靠谱|清楚');
const THANKS =
  /^(?:好的?|嗯+|哦+|明白了?|知道了|了解了?|[,， ])*(?:谢谢|多谢|感谢|谢了|谢啦|3q|thanks?)(?:你|您|啦|了|哈|老师|助手|[。.!！~～ 🙏])*$/iu;
const THANKED = /[,，。!！ ]*(?:谢谢|多谢|感谢|谢了)(?:你|您|啦|了)*[。.!！~～ ]*$/u;

/** 没用，再找找: not liked, and something else is wanted. */
const AGAIN = new RegExp(
  `^${LEAD}(?:没用|没有用|没帮助|不对|不是)${TAIL}[,， ]*(?:(?:你|您|帮我|给我|麻烦|请)*(?:再|重新|换))(?:帮我|给我)?(?:一?[个条下]|找|查|看|搜|想)+${TAIL}$`,
  'u',
);
/** 我问的是补学: the question told anew. */
const RESTATED =
  /^(?:(?:不是|不对|问的不是)(?:这个|这条|这)?[啊呀吧]?[,，。! ]*)?(?:我|俺)(?:想|要)?(?:问|说)的是[:：,， ]*(?!这个|这条|那个)(.{2,40}?)[。.!！~ ]*$/u;

/** What the words say about the answer just given; undefined where they are about something else. */
export function feedbackOf(text: string, context: Context): readonly Intent[] | undefined {
  if (text.length > 50) return undefined;
  const isFree = context.awaiting === null;
  if (!context.answered) return isFree && DOWN.test(text) ? [{ is: 'small-talk', kind: 'complaint' }] : undefined;
  const bare = text.replace(THANKED, '');
  const rate = (vote: Vote): readonly Intent[] => [{ is: 'rate', vote, typed: 'words' }];
  const again = RESTATED.exec(text)?.[1];
  if (again !== undefined) {
    const question = again.length <= 4 ? `${again}呢` : again;
    return [
      { is: 'rate', vote: 'other', typed: 'restated' },
      { is: 'ask', question },
    ];
  }
  if (OTHER.test(text) || AGAIN.test(text)) return rate('other');
  if (DOWN.test(text)) return rate('down');
  if (bare !== '' && UP.test(bare)) return rate('up');
  if (OTHER_FREE.test(text) && (isFree || /^不是这/u.test(text))) return rate('other');
  if (!isFree) return undefined;
  if (DOWN_FREE.test(text)) return rate('down');
  if (bare !== '' && UP_FREE.test(bare)) return rate('up');
  return THANKS.test(text) ? [{ is: 'rate', vote: 'up', typed: 'thanks' }] : undefined;
}

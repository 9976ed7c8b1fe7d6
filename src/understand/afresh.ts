/** 重来 with what comes after it: 重新来，11月19号听的… begins again with the new words; 从头来，刚才的不算 only begins again. Pure. */

const LEAD = '(?:(?:不对|错了|全错了|都错了|乱了|算了|哎呀?|唉|那|还是|我|咱们?|咱|要不)[,，。!！ ]{0,2}){0,3}';
const AGAIN =
  '(?:重新(?:来|开始|填|报|说|登记|弄)|从头(?:来|开始|填|报|说)|重(?:来|填|报|说)|推倒重来|清空(?:重来)?|restart)(?:一?遍|一?次|一?下|过)?';
const TAIL = '(?:吧|了|哈|啊|呀)?';
/** 刚才说的不算, 前面那些都不要了: what is thrown away, said beside it. */
const VOID =
  '(?:把|将)?(?:我)?(?:刚才?|前面|之前|上面|以上|原来|先前)?(?:我?(?:说|报|填|讲|写)(?:过|了)?)?(?:的|那些|那个|那条|内容|全部|都|统统|一律|全|通通){0,4}(?:不算(?:数)?|作废|不要|不对|清掉|清空|删掉|当(?:我)?没说|不作数|错)(?:了|吧|啦)?';

const BEGINS = new RegExp(`^${LEAD}(?:${VOID}[,，。;!！ ]{1,2})?${AGAIN}${TAIL}(?:[,，。.:：;!！~ ]{1,2}|$)`, 'i');
const VOID_ONLY = new RegExp(`^${VOID}${TAIL}(?:[,，。;!！ ]{1,2}|$)`);

/**
 * The words after a wish to begin again; '' where nothing follows but what is thrown away. Undefined: no such wish.
 */
export function afresh(text: string): string | undefined {
  let rest = text;
  for (let i = 0; i < MOST; i++) {
    const match = BEGINS.exec(rest);
    if (!match) return i === 0 ? undefined : rest.replace(VOID_ONLY, '').trim();
    rest = rest.slice(match[0].length);
  }
  return '';
}
/** More often said in one breath, it is nothing but that. */
const MOST = 4;

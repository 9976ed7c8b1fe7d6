/** 导出我的资料, 谁看过我的资料, 你们存了我什么: a wish about one's own data. Pure. */
import type { Intent } from '../../types/index.ts';

const DATA = '(?:个人)?(?:资料|数据|信息|档案)';
const TAKE = new RegExp(
  `(?:导出|下载|打包|拷贝|拷|备份|要|取|发|给)(?:一?下|一份|走|我)*(?:关于)?(?:我|本人|自己)(?:自己)?的?(?:全部|所有|完整)*(?:的)?${DATA}|(?:我|本人)的(?:全部|所有)*${DATA}(?:能不能|可以|怎么|如何|想|要|给我)?(?:帮我)?(?:导出|下载|打包|拷一份|带走)`,
  'u',
);
const LOOKED = new RegExp(
  `(?:谁|哪些人|什么人|有人|有没有人)(?:都|曾|偷)*(?:看|查|查看|查阅|翻|动|改)(?:过|了)(?:我|本人)|(?:我|本人)的(?:${DATA}|学分|记录)?(?:都)?(?:被)?(?:谁|哪些人|有人|有没有人)(?:都)?(?:看|查|查看|查阅|翻|动|改)(?:过|了)|(?:查看|访问)记录`,
  'u',
);
const KEPT = new RegExp(
  `^(?:隐私|隐私(?:政策|说明|声明|条款|保护)|个人信息保护)[。?？]*$|(?:存|保存|留|收集|记录?|采集|掌握)(?:了|着)?(?:我|本人)的?(?:哪些|什么|多少)|(?:我|本人)的?${DATA}(?:会|能|都|要)*(?:给谁看|谁能看|谁看得到|谁可以看|泄露|存多久|保存多久|留多久|安全|存在哪|保密|外传|用来)|(?:聊天|说的话)(?:记录)?(?:会不会|会|要)?(?:存多久|保存多久|保密|被(?:谁|人)看)`,
  'u',
);

/** The intents, or undefined where the words wish for none of it. */
export function aboutOwnData(text: string): readonly Intent[] | undefined {
  if (text.length > 40) return undefined;
  if (LOOKED.test(text)) return [{ is: 'privacy', what: 'looks' }];
  if (TAKE.test(text)) return [{ is: 'privacy', what: 'take' }];
  return KEPT.test(text) ? [{ is: 'privacy', what: 'notice' }] : undefined;
}

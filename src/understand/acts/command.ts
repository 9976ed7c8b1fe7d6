/** Short words that steer: 确认, 取消, 重来, 继续, 撤回, 帮助, 转人工. Pure. */

import type { Context, Intent, RequestKind } from '../../types/index.ts';
import { extract } from '../report/extract.ts';
import { asksReviews } from './reviews.ts';
import { HINT, hinted, ordinalIn } from './which.ts';

const END = '[!！。.~～,， 啊呀哦啦吧了的哈呢嘛谢👌👍✅🙏]*';

const CONFIRM = new RegExp(
  `^(?:(?:我?确认|确定|对的?|是的?|没错|没有?问题|无误|正确|都对|全对|全部确认|确认无误|好的?|好嘞|可以|行|嗯+|恩|ok|okay|yes|y|confirm|就这样|就这么(?:报|记)|登记|提交|记上?|报上去|同意|可以登记|没毛病|对头|👌|👍|✅)(?:,|，| |。)*){1,3}(?:登记|提交|了|记吧|报吧)?${END}$`,
  'i',
);

const SURE = /确认|确定|登记|提交|无误|没错|没问题|正确|confirm|yes/i;

const REJECT = new RegExp(
  `^(?:不{1,5}[,，]?不是这个|不对|不是|错了?|有误|不正确|不|否|no|不行|信息不对|有错|写错了|记错了)${END}$`,
  'i',
);

const CANCEL =
  /^(?:(?:我)?(?:第[一二三四五六七八九\d]{1,2}[个项条]|还是|那|先|暂时|都|这个|这条|这次|全部?|哎|唉|额|嗯|哦|噢|啊|呃|重复了?|(?:报|登记|记)过了?|等等|等一?下|先这样|就这样|那就)?[,， ]{0,2})*(?:取消|不报(?:了|吧)|先?不报(?:吧|了)?[。!！ ]*$|不登记(?:了|吧)|不登了|不记了|别登记?|回头再(?:说|报|弄)|下次再(?:说|报|弄)|(?:改天|明天|明儿|明早|以后|过会儿?|等会儿?)再(?:说|报|弄|登|填|来)|算了|不要(?:了|吧|$|[,，。!])|别记了|别报了|先不报|不弄了|放弃|退出|不用(?:了|报|登记|记)|不想报|不申请了|不撤了?|不删了?|保留|别撤|别删|别[报记登](?:了|吧)?[。!！ ]*$|作罢|当我没说|停(?:止|下|吧|了|$)|撤了|都不要|cancel|never mind|stop)/i;

const CANCEL_LATE =
  /(?:报|登记|记)过了[,， ]{0,2}(?:取消|不报|算了|不用)|[,， ](?:先|还是|就)?(?:取消|算了|不报了|不用了|不登记了)(?:吧)?[。!！ ]*$/;

const RESTART = new RegExp(`^(?:清空|restart|reset)${END}$`, 'i');

const RESUME = new RegExp(
  `^(?:继续(?:填|报|刚才的?)?|接着(?:填|报|来)|恢复|拿出来|接着上次(?:的)?|continue)${END}$`,
  'i',
);

/** 帮我接着报刚才那个: the same wish in a sentence. */
const RESUME_LONG =
  /(?:继续|接着|恢复|拿出来)[^,，。?？]{0,4}(?:报|填|登记|弄|来)?[^,，。?？\d]{0,4}(?:刚才|上次|之前|放起来|没(?:报|填)完|那[个条项份])/;

const HELP = new RegExp(
  `^(?:帮助|help|使用说明|说明|怎么用|怎么使用|你(?:会|能)(?:做|干|帮我做)?(?:什么|啥)(?:呢)?|功能|菜单|menu|指南|\\?|？|有什么功能|能干(?:什么|啥)|怎么玩|教教我)[?？]?${END}$`,
  'i',
);

const HUMAN =
  /转人工|人工(?:客服|服务)?$|找(?:个)?(?:真人|人工|客服|管理员|科教科|负责人|老师)|真人|联系(?:管理员|人工|客服|科教科)|人工|^(?:我)?(?:要|想)?(?:打电话|打市长热线)?(?:投诉|举报|反映(?:个|一个|一下)?(?:问题|情况))(?!.{0,6}(?:电话|多少|怎么|哪|[吗?？]))/;

const WITHDRAW =
  /撤回|撤销|撤掉|撤[了吧]|删(?:除|掉|了|去)|作废|收回|(?:取消|去掉)(?:刚才|上一?[条个]|那[条个]|这[条个]|已?登记|第[\d一二三四五六七八九十]{1,3}[条个])|不算(?:了|数)|(?:那|这|上|刚才那?)一?条(?:记录)?(?:我)?不要了|报错了?[,，]?(?:要|想|请)?(?:撤|删)/;

/** 删除我的资料: for the unit, not for us. */
const FORGET_ME =
  /(?:删除|删掉|清空|注销|清除)(?:一?下)?我的?(?:全部|所有|个人)*(?:的)?(?:资料|信息|账号|帐号|数据|档案)[。.!！~ ]*$/;

const KEEP = /(?:不|别)(?:要|想|用)?[撤删]/;

const PAPER = '(?:图片?|照片|截图|证书|证明|材料|文件|附件|pdf)';

/** 不是这张, 发错图了, 把证书删掉: about a paper, not about the report. */
const WRONG_PAPER = new RegExp(
  `^(?:不是|错了[,，]?不是)这(?:一)?(?:张|份)|(?:这|那|刚才|上一?)(?:一)?(?:张|份)?${PAPER}?(?:不对)?[,，]?(?:我)?(?:是)?(?:发|传|拍|上传)错|${PAPER}(?:我)?(?:是)?(?:发|传|上传|拍)错|(?:发|传|上传)错(?:了)?(?:一?张|一?份)?${PAPER}|${PAPER}(?:先|都|全部?|帮我|给我)*(?:删|去掉|拿掉|撤掉|移除|换掉|换一?[张份])|(?:删(?:掉|除|了|去)?|去掉|拿掉|撤掉|移除|换掉)(?:一?下)?(?:刚才|刚刚|上面|我)?(?:发|传)?(?:的|那|这)*(?:一)?(?:张|份)?${PAPER}`,
  'i',
);

function wrongPaper(text: string, context: Context): Intent | undefined {
  if (text.length > 24 || /[?？]|吗$/.test(text) || !WRONG_PAPER.test(text)) return undefined;
  const held = context.drafts.some((d) => d.attachments.length > 0) || context.pending?.is === 'file-for';
  if (!held && !context.hasFiles && context.request?.fields.files === undefined) return undefined;
  const which = ordinalIn(/第[^,，。]{1,3}[个项条]/.exec(text)?.[0] ?? '');
  const isAll = /都|全|证书|证明|材料/.test(text) && !/[张份]|刚才|错/.test(text);
  return { is: 'detach', ...(which !== undefined ? { which } : {}), ...(isAll ? { all: true } : {}) };
}

/** The intents of a text that is a command; undefined where it is none. */
export function command(text: string, context: Context): readonly Intent[] | undefined {
  if (HELP.test(text)) return [{ is: 'help' }];
  if (asksReviews(text)) return [{ is: 'reviews' }];
  const off = wrongPaper(text, context);
  if (off) return [off];
  if (FORGET_ME.test(text)) return [{ is: 'human' }];
  if (RESTART.test(text)) return [{ is: 'restart' }];
  if (HUMAN.test(text) && text.length <= 24) return [{ is: 'human' }];
  if (
    (RESUME.test(text) || (text.length <= 30 && RESUME_LONG.test(text))) &&
    (context.shelf > 0 || context.awaiting !== null)
  )
    return [{ is: 'resume' }];
  const hasOpen = context.drafts.length > 0 || context.request !== undefined || context.pending !== undefined;
  if (WITHDRAW.test(text) && !KEEP.test(text) && text.length <= 60 && !asksHow(text)) {
    const isDraft =
      hasOpen &&
      context.pending?.is !== 'which' &&
      !/已登记|登记过|上[一]?条|记录|刚才登记/.test(text) &&
      context.drafts.length > 0;
    if (isDraft) return [cancelled(text)];
    if (/申请|补学|免修|补验|自学计划|自学报告|资料(?:的)?(?:更改|修改|变更)/.test(text))
      return [requestWithdrawal(text)];
    return [withdrawal(text, context)];
  }
  if (isCancel(text) && (hasOpen || text.length <= 12)) return [cancelled(text)];
  if (hasOpen && text.length <= 16 && GIVE_UP.test(text) && !GOES_ON.test(text)) return [cancelled(text)];
  if (context.awaiting === 'confirm' || context.awaiting === null) {
    if (CONFIRM.test(text) && (context.awaiting === 'confirm' || SURE.test(text))) {
      // 提交 is said of a request, whose card has not been shown while something else stands open.
      const isLater = context.request && /提交/.test(text) && (context.drafts.length > 0 || context.pending);
      return [{ is: 'confirm', ...(isLater ? { of: 'request' as const } : {}) }];
    }
    if (context.awaiting === 'confirm' && REJECT.test(text)) return [{ is: 'reject' }];
  } else if (/^(?:我?确认|确认无误|确认登记|提交|confirm)[!！。. ]*$/i.test(text)) return [{ is: 'confirm' }];
  return undefined;
}

/** Giving up in passing, in a short word about what is open: 算啦, 不想登了, 没事了不用报. */
const GIVE_UP =
  /取消|算了|算啦|不(?:想|用|要|再)?(?:报(?!备|告)|登|记(?!得|清))|不要(?:了|$|[。!！])|报重了|不用了|不弄了|别[弄搞整]|不想[弄搞整]|不搞了|(?<![级类分个性])别(?:报|登|记)|放弃|作废|打住|到此为止|撤销|^撤[了吧]?[。!！]*$|(?:明天|明儿|改天|回头|下次)(?:再)?(?:说|弄|报|来)|不是要?报|先[放搁]|^先不[。!！]*$|再想想|等[^,，。;]{1,8}再(?:说|报)|(?:点|按|发)错(?:了|啦)?(?:$|[,，。!！~ ]{1,2}(?:不|别|没))/;

const GOES_ON = /确认|是不是|改|[?？]|\d|小时|应该|怎么|不记得|记不/;

/** 怎么撤回? is a question; 能不能撤回刚才那条 is a wish. */
const asksHow = (text: string): boolean =>
  /怎么|如何|多久|吗.{2}/.test(text) ||
  (/能不能|可不可以|可以|[?？]|吗$/.test(text) &&
    !/刚才|刚刚|[这那][一]?[条个项]|上一?[条个项]|第.{1,3}[条个项]|最后一/.test(text));

const isCancel = (text: string): boolean =>
  text.length <= 30 &&
  (CANCEL.test(text) || CANCEL_LATE.test(text)) &&
  !/不用确认|取消(?:了)?(?:吗|的活动|的会)|怎么取消/.test(text);

function cancelled(text: string): Intent {
  const which = ordinalIn(text);
  return { is: 'cancel', ...(which !== undefined ? { which } : {}) };
}

const KINDS: readonly (readonly [RegExp, RequestKind])[] = [
  [/补学/, 'makeup'],
  [/免修/, 'exemption'],
  [/补验/, 'reverify'],
  [/自学(?:进度|报告)/, 'self-study-report'],
  [/自学/, 'self-study-plan'],
  [/资料|改名|更名|改单位|改省份|人员类别/, 'profile-change'],
  [/职称/, 'title-correction'],
];

function requestWithdrawal(text: string): Intent {
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1];
  return { is: 'withdraw-request', ...(kind ? { kind } : {}) };
}

function withdrawal(text: string, context: Context): Intent {
  const ordinal = /第/.test(text) ? ordinalIn(text) : undefined;
  const words = text.replace(WITHDRAW, ' ');
  const like = extract(words, { day: context.day })[0] ?? hinted(words, context);
  const named =
    like &&
    (like.type !== undefined ||
      like.said === HINT ||
      (like.candidates !== undefined && /讲座|培训|示范|讨论|项目/.test(text))) &&
    !/^(?:这|那|刚才|上|最后)?(?:一)?[条个]/.test(text)
      ? like
      : undefined;
  return {
    is: 'withdraw',
    ...(ordinal !== undefined ? { ordinal } : {}),
    ...(named && ordinal === undefined ? { like: named } : {}),
  };
}

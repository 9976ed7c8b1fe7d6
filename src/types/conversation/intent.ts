import type { Decision, Fields, FieldValue, RequestKind } from '../activity.ts';
import type { Vote } from '../answer.ts';
import type { Member } from '../person.ts';
import type { Day, Instant } from '../time.ts';
import type { Action } from './action.ts';
import type { Assumption } from './assumption.ts';

/** An activity as words tell it. `fields` carries contract.md's fields; `candidates` stands where the type is unclear. */
export interface Extracted {
  readonly type?: string;
  readonly candidates?: readonly string[];
  readonly fields: Fields;
  readonly said: string;
  readonly assumed: readonly Assumption[];
  /** Something about it cannot be: `future-date`, `impossible-date`, `hours-over-day`. */
  readonly odd?: readonly string[];
}

export type ProgressWhat =
  | 'short' // 还差几分
  | 'enough' // 够了吗
  | 'ledger' // 明细
  | 'deadline' // 截止
  | 'plan' // 怎么补最快
  | 'requests' // 申请到哪了
  | 'profile' // 我的资料
  | 'unit';

// 谁还没达标, a manager's question

/** A file that the desk has already sniffed, scanned and kept by its hash. */
export interface FileFact {
  readonly hash: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Why it was not kept. */
  readonly refused?: 'too-big' | 'wrong-type' | 'infected' | 'empty' | 'unscanned';
  /** Fields read from the picture by a vision model, when one is configured. Shown, never recorded unconfirmed. */
  readonly proposed?: Fields;
}

/** A friendly nothing, or something told about a life on which nothing hangs yet. */
export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'bye'
  | 'ok'
  | 'praise'
  | 'complaint'
  | 'identity'
  | 'retired'
  | 'pregnant'
  | 'leaving'
  | 'another'
  | 'may-ask'
  | 'leave-kept'
  | 'worth'
  | 'tired';

/** Why a text is not taken at its word. */
export type Refusal = 'injection' | 'too-long' | 'forge';

/** What is wanted of somebody else's. */
export type OtherWish =
  | 'report' // 帮小许报一下
  | 'year' // 小许还差多少
  | 'records' // 小许的明细
  | 'requests' // 小许的补学批了吗
  | 'profile' // 小许是什么职称
  | 'apply' // 帮小许申请补学
  | 'change' // 把小许那条撤回
  | 'remind';

// 提醒小许报一下

/** Of whom the person spoke last, where it was somebody else. `among`: several of that name, of whom one is to be chosen. */
export interface OtherAsked {
  /** As written. */
  readonly who: string;
  readonly wants: OtherWish;
  readonly among?: readonly { readonly id: string; readonly name: string; readonly unit: string }[];
}

export type Intent =
  /** Activities to be reported (one or several). */
  | { readonly is: 'report'; readonly activities: readonly Extracted[] }
  /** A slot filled or corrected: 不是3小时是6小时 → set hours, was 3, to 6. `to: null` = 不清楚. `draft` 1-based ordinal (第二个). */
  | {
      readonly is: 'set';
      readonly field: string;
      readonly to: FieldValue;
      readonly was?: FieldValue;
      readonly draft?: number;
      readonly correcting?: boolean;
      readonly assumed?: Assumption;
    }
  /** A yes that was typed. `of`: said of the request, whose card may not have been shown yet. */
  | { readonly is: 'confirm'; readonly of?: 'request' }
  /** 不是同一次: what was told again is another one. */
  | { readonly is: 'apart' }
  /** 不对 / 否, without saying what. */
  | { readonly is: 'reject' }
  /** 不报了. `which` = 1-based ordinal of a draft. */
  | { readonly is: 'cancel'; readonly which?: number }
  | { readonly is: 'restart' }
  | { readonly is: 'resume' }
  /** A policy question. The desk gathers `facts.answers[question]` before it steps. */
  | {
      readonly is: 'ask';
      readonly question: string;
      /** The words are not the person's own: they are shown how they were understood. */
      readonly guessed?: boolean;
    }
  | {
      readonly is: 'progress';
      readonly what: ProgressWhat;
      readonly year?: number;
      /** Credit years back from today's: 去年 1. */
      readonly ago?: number;
      /** The public subjects were asked about by name. */
      readonly about?: 'public';
    }
  /** 假如我讲一次课能有几分 */
  | { readonly is: 'what-if'; readonly activities: readonly Extracted[]; readonly question: string }
  /**
   * What an answer was worth. No `answer`: the one given last. `thanks`: only 谢谢 was said; `restated`: the question comes
   * again in other words.
   */
  | {
      readonly is: 'rate';
      readonly vote: Vote;
      readonly answer?: string;
      readonly typed?: 'words' | 'thanks' | 'restated';
    }
  | { readonly is: 'help' }
  | {
      readonly is: 'small-talk';
      readonly kind: SmallTalk;
    }
  /** 转人工 */
  | { readonly is: 'human' }
  /** A recorded activity to be withdrawn. `ordinal` as shown in 明细; nothing = the last one. */
  | { readonly is: 'withdraw'; readonly ordinal?: number; readonly like?: Extracted }
  /** A request to be withdrawn: of this kind, or the last one. */
  | { readonly is: 'withdraw-request'; readonly kind?: RequestKind }
  /** A recorded activity to be corrected. */
  | { readonly is: 'amend'; readonly ordinal?: number; readonly like?: Extracted; readonly set: Fields }
  /** `short`: a stay abroad or elsewhere that the words say was too short for 免修. */
  | {
      readonly is: 'request';
      readonly kind: RequestKind;
      readonly year?: number;
      readonly fields: Fields;
      readonly short?: boolean;
    }
  /** Something about the person: 我升主治了，从今年3月起. */
  | {
      readonly is: 'profile';
      readonly patch: Partial<Member>;
      readonly from?: Day;
      /** Flags that do not hold any more: 我规培结束了. */
      readonly dropped?: readonly string[];
    }
  /** 待审核: what waits for the person's decision. */
  | { readonly is: 'reviews' }
  /** 同意 or 退回, pressed on something that waits for a decision. */
  | { readonly is: 'decide'; readonly id: string; readonly to: string }
  /** 我10月8号到3月15号休产假. `future`: it has not begun, and no days are told that have. */
  | { readonly is: 'leave'; readonly from?: Day; readonly to?: Day; readonly future?: boolean }
  /** 绑定, 绑定 A1024, 绑定 A1024 K7M2-9PRT-4XWA; the code as it was typed. */
  | { readonly is: 'bind'; readonly code?: string; readonly staffNumber?: string }
  /** 我的绑定 */
  | { readonly is: 'bindings' }
  /** 导出我的资料, 谁看过我的资料, 隐私. */
  | { readonly is: 'privacy'; readonly what: 'notice' | 'take' | 'looks' }
  /** 解绑; `which`: the chat it is said in, the one that came last, all of a channel, or the n-th of the list. */
  | { readonly is: 'unbind'; readonly which?: 'here' | 'last' | { readonly channel: string } | { readonly n: number } }
  | { readonly is: 'file'; readonly file: FileFact }
  /** A paper sent by mistake: the last one, or all of those on the `which`-th draft. */
  | { readonly is: 'detach'; readonly which?: number; readonly all?: boolean }
  /** A button and the card that carried it. No action: what it carries is none of ours. */
  | {
      readonly is: 'press';
      readonly action?: Exclude<Action, { readonly is: 'ask' | 'rate' | 'decide' }>;
      readonly card?: string;
    }
  /** Somebody else's affair, `who` as written. `id`: which of several of that name, who were shown. */
  | { readonly is: 'other'; readonly who: string; readonly wants: OtherWish; readonly id?: string }
  /** An attempt to get something recorded or changed past the rules. */
  | { readonly is: 'hostile'; readonly kind: Refusal }
  /** The clock: nobody has said anything since `since`. */
  | { readonly is: 'silence'; readonly stage: 'nudge' | 'shelf'; readonly since: Instant }
  /** Nothing that we understand. */
  | { readonly is: 'unclear'; readonly text: string };

/** Something that waits for a choice or a yes other than a draft's. */
export type Pending =
  /** Which recorded activity is meant? */
  | {
      readonly is: 'which';
      readonly to: 'withdraw' | 'amend';
      readonly among: readonly string[];
      readonly set?: Fields;
    }
  /** A withdrawal that waits for a yes. */
  | { readonly is: 'withdraw'; readonly activity: string }
  /** A request's withdrawal that waits for a yes. */
  | { readonly is: 'withdraw-request'; readonly request: string }
  /** Which draft does this file belong to? */
  | { readonly is: 'file-for'; readonly files: readonly string[]; readonly recorded?: readonly string[] }
  /** A question of ours about the policy question just asked (province, title …). */
  | { readonly is: 'about'; readonly question: string; readonly choices: readonly string[] }
  /** A maternity leave that waits for its days, then for a yes. */
  | { readonly is: 'leave'; readonly from?: Day; readonly to?: Day }
  /** Something of another's that is to be refused and waits for the reason. */
  | { readonly is: 'refuse'; readonly decision: Decision }
  /** A profile field that a verdict hangs on; `next` is what the person wanted to know. */
  | { readonly is: 'profile'; readonly field: string; readonly next?: Intent }
  /** 绑定: the number or the code that is still to come; the code itself is never kept here. */
  | { readonly is: 'bind'; readonly number?: string; readonly hasCode?: true }
  /** A chat that is somebody's already waits for a yes to become another's. `chat`: which, for only it may say so. */
  | {
      readonly is: 'rebind';
      readonly chat: string;
      readonly member: string;
      readonly issue: string;
      readonly name: string;
    }
  /** A chat that is to be given up: which, then a yes. `from`: where that was said. */
  | { readonly is: 'unbind'; readonly from: string; readonly among: readonly string[]; readonly chat?: string };

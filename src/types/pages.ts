/** The nouns of the web room: what main hands the doors, and what a page shows. No code. */

import type { Card } from './message.ts';
import type { Province } from './person.ts';
import type { Day, Instant } from './time.ts';

/** One line of a web chat. `seq` only grows. `key`: the inbound message's id, or the stable key of our reply. */
export interface ChatLine {
  readonly seq: number;
  readonly key: string;
  readonly at: Instant;
  readonly from: 'me' | 'bot';
  readonly body:
    | { readonly is: 'text'; readonly text: string }
    | { readonly is: 'card'; readonly text: string; readonly card: Card }
    | {
        readonly is: 'file';
        readonly name: string;
        readonly mime: string;
        readonly size: number;
        readonly hash: string;
      }
    | { readonly is: 'action'; readonly value: string; readonly card?: string };
}

/** A person as a sign-in page shows them; the words are Chinese. */
export interface RosterPerson {
  readonly id: string;
  readonly name: string;
  readonly province?: Province;
  readonly provinceName?: string;
  /** 单位与科室 */
  readonly unitName?: string;
  /** 护师（初级）, 主治医师（中级） … */
  readonly titleName?: string;
  readonly isManager: boolean;
  /** 政策管理员 */
  readonly isCurator?: boolean;
  readonly demo: boolean;
}

interface DutyPlace {
  readonly unit: string;
  readonly name: string;
}
/** What the institution has given somebody to do about others. */
export interface Duties {
  /** 科室负责人, 科教科: each unit with all below it. */
  readonly manages: readonly DutyPlace[];
  /** 审核人; `kinds`: only these types of activity and kinds of request. */
  readonly reviews: readonly (DutyPlace & { readonly kinds?: readonly string[] })[];
  /** 政策管理员 */
  readonly curator: boolean;
  /** 系统管理员 */
  readonly administrator: boolean;
  /** 督查 */
  readonly auditor: boolean;
}

/** A person's credit year today, in the terms of `Assessment`; `null` where the documents do not say. */
export interface YearView {
  readonly year: number;
  readonly from: Day;
  readonly to: Day;
  /** Calendar days from today to `to`. */
  readonly daysLeft: number;
  readonly unit: 'credits' | 'hours';
  readonly covered: boolean;
  readonly compliant: boolean | null;
  readonly required: number | null;
  readonly total: number;
  readonly shortfall: number;
  /** How much of `total` the unit has not reviewed yet; missing where nothing waits. */
  readonly unreviewed?: number;
  /** What is counted apart: 公需科目, 专业科目 … with their Chinese names. Empty where nothing is. */
  readonly parts: readonly { readonly name: string; readonly has: number; readonly needs: number }[];
}

/** A unit as its manager sees it today. */
export interface ManagerView {
  readonly unit: string;
  readonly unitName: string;
  readonly day: Day;
  /** The credit year that `day` lies in. */
  readonly year: number;
  readonly deadline: Day;
  readonly counts: {
    readonly compliant: number;
    readonly short: number;
    readonly unknown: number;
    readonly notCovered: number;
  };
  /** Those who are short first, the largest shortfall on top. */
  readonly rows: readonly ManagerRow[];
  /** The digest as it is sent, in words. */
  readonly text: string;
}

/** What waits for a decision of the unit: a report or a request of one of its members. */
export interface ReviewItem {
  readonly is: 'activity' | 'request';
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly titleName: string;
  /** In a line: 继续医学教育项目（省级，听课，6 小时） */
  readonly what: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** 约 2 学分, as the rules have it; missing for requests and where no number is defined. */
  readonly worth?: string;
  readonly files: readonly { readonly hash: string; readonly name: string; readonly mime: string }[];
  /** What a reviewer should look at twice. */
  readonly warnings: readonly string[];
  readonly at: Instant;
  readonly status: string;
  readonly statusWords: string;
  /** What may be decided, the refusal last. */
  readonly choices: readonly { readonly to: string; readonly label: string }[];
}

export interface ManagerRow {
  readonly id: string;
  readonly name: string;
  readonly titleName: string;
  readonly verdict: 'compliant' | 'short' | 'unknown' | 'not-covered';
  readonly unit: 'credits' | 'hours';
  readonly required: number | null;
  readonly total: number;
  readonly shortfall: number;
  readonly publicShortfall: number;
  /** How much of `total` the unit has not reviewed yet; missing where nothing waits. */
  readonly unreviewed?: number;
  /** 还差 6 分，其中公需科目 2 分 … */
  readonly words: string;
}

/** Who did something, or about whom: somebody of the roster, the operator, the house. */
interface AuditPerson {
  readonly name: string;
  readonly staffNumber?: string;
}
/** A line of the audit trail, in words. */
export interface AuditLine {
  readonly id: number;
  readonly at: Instant;
  readonly by: AuditPerson;
  readonly of?: AuditPerson;
  readonly what: string;
  readonly whatName: string;
  /** What exactly, before and after where it was a change. */
  readonly detail: string;
}
/** What somebody looks for in the audit trail. */
export interface AuditSearch {
  /** Whose data, by their staff number. */
  readonly staff?: string;
  /** Who did it, by their staff number. */
  readonly by?: string;
  readonly what?: string;
  /** From this day to that, both with. */
  readonly since?: Day;
  readonly until?: Day;
}

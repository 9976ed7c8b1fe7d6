import type { Day } from './time.ts';

/** The folder name of a ruleset: `zhejiang`, `shanxi`, `national` … Data decides which exist. */
export type Province = string;

export type Title = 'junior-assistant' | 'junior' | 'mid' | 'senior' | 'none';

export type InstitutionLevel =
  | 'province'
  | 'prefecture'
  | 'county'
  | 'township'
  | 'community'
  | 'village'
  | 'clinic'
  | 'school';

export interface Institution {
  readonly level?: InstitutionLevel;
  /** `hospital` `private-hospital` `individual-clinic` `clinic` `school` `family-planning` … */
  readonly kind?: string;
  readonly name?: string;
}

/** What rules read of a person. Everything may be missing: then a rule that needs it says so. */
export interface Person {
  readonly name?: string;
  readonly province?: Province;
  readonly title?: Title;
  /** Dated titles, oldest first; where present, `title` is the newest. */
  readonly titles?: readonly { readonly title: Title; readonly from: Day }[];
  readonly profession?: string;
  /** 师 or 士, where a province's text needs it. */
  readonly grade?: string;
  readonly institution?: Institution;
  readonly flags?: readonly string[];
  /** Date on which 住培/专培 was passed. */
  readonly pgmePassed?: Day;
  /** Credits set by the employer. */
  readonly unitRequirement?: number;
  readonly maternityLeave?: { readonly from: Day; readonly to: Day };
}

/** What a reviewer decides: everything of the unit, or only these types of activity and kinds of request. */
export interface Reviews {
  readonly unit: string;
  readonly kinds?: readonly string[];
}

/** Somebody on the roster: a person with an identity, a unit and a part to play. */
export interface Member extends Person {
  readonly id: string;
  readonly staffNumber?: string;
  readonly mobile?: string;
  /** The unit (department of an institution) whose managers see this member. */
  readonly unit?: string;
  /** 科室负责人, 科教科: units, each with all that lies below it, whose figures this member sees and whose reports they may review. */
  readonly manages?: readonly string[];
  /** 审核人: units, each with all that lies below it, whose reports and requests this member decides. */
  readonly reviews?: readonly Reviews[];
  /** 政策管理员: may settle what the documents' answers miss. */
  readonly curator?: boolean;
  /** 系统管理员: the roster, the roles, the settings and the audit trail. */
  readonly administrator?: boolean;
  /** 督查: reads figures, reviews and the audit trail of the whole house, and changes nothing. */
  readonly auditor?: boolean;
  /**
   * Names of the profile's fields that are only the person's own word (本人所述); nobody of the institution has confirmed
   * them. Of somebody who introduced themselves all are, and nothing stands here.
   */
  readonly told?: readonly string[];
  /** The last day in the institution; from the day after it on, duties and chats are over. */
  readonly left?: Day;
  /** They have left and the time is over: nothing tells any more who they were. */
  readonly gone?: true;
  /** Invented demo data. */
  readonly demo?: boolean;
}

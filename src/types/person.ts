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

/** Somebody on the roster: a person with an identity, a unit and a part to play. */
export interface Member extends Person {
  readonly id: string;
  readonly staffNumber?: string;
  readonly mobile?: string;
  /** The unit (department of an institution) whose managers see this member. */
  readonly unit?: string;
  /** Units whose digest this member reads and whose reports they may review. */
  readonly manages?: readonly string[];
  /** 政策管理员: may settle what the documents' answers miss. */
  readonly curator?: boolean;
  /** Invented demo data. */
  readonly demo?: boolean;
}

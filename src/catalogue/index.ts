/**
 * What there is: the kinds of activity and the fields, one entry each, with what rulesets add to them. It knows only the nouns:
 * what a kind earns is the rules' business, how a text is read is understand's.
 */

export {
  allFields,
  allKinds,
  buttonName,
  clauseUnit,
  type Declared,
  declare,
  declaredKinds,
  declaredValues,
  fieldName,
  fieldOf,
  fillable,
  formalName,
  formalValue,
  isDeclared,
  isFlag,
  isNumber,
  isOutput,
  kindName,
  kindOf,
  lasts,
  PARTED,
  questionFor,
  ranked,
  standTogether,
  WHOLE_OF,
} from './catalogue.ts';
export { EMERGENCY, EXEMPTIONS } from './requests.ts';

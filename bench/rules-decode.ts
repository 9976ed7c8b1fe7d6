import type { Activity } from '../src/types/index.ts';

/**
 * Packed activities back into objects. Activities that read alike (the same kind, part and hours) are one entry of a
 * tree that branches at the letters by which the known texts differ: a few letters lead to the only text that it can
 * be, and that is compared in full. Whatever is not there yet is parsed, so that the answer is always the text's own.
 */
export interface Decoder {
  /** The activities of a packed text, one JSON object a line. The list is the decoder's own: the next call fills it anew. */
  readonly decode: (packed: string) => readonly Activity[];
  readonly known: () => number;
}

interface Leaf {
  readonly at: -1;
  readonly body: string;
  /** Nobody has one object twice: the n-th of a person who has several alike is the n-th here. */
  readonly alike: Activity[];
  person: number;
  taken: number;
}
interface Branch {
  /** Where, from the text's begin, the texts below differ first. */
  readonly at: number;
  readonly byLetter: (Node | undefined)[];
}
type Node = Leaf | Branch;

const isLeaf = (node: Node): node is Leaf => node.at === -1;

const LINE = 10;

export function decoderOf(most: number): Decoder {
  let root: Node | undefined;
  let known = 0;
  let made = 0;
  let person = 0;
  const list: Activity[] = [];

  const parsed = (body: string): Activity => ({ ...(JSON.parse(body) as Activity), id: String(made++) });

  /** The only leaf that the text from `begin` on can be; any of the branch's where a letter was never seen there. */
  const nearest = (packed: string, begin: number): Leaf | undefined => {
    let node = root;
    while (node !== undefined && !isLeaf(node)) node = node.byLetter[packed.charCodeAt(begin + node.at)];
    return node;
  };

  const someLeaf = (node: Node): Leaf => {
    let at = node;
    while (!isLeaf(at)) at = at.byLetter.find((next) => next !== undefined) as Node;
    return at;
  };

  /** Puts a text that is not there yet into the tree, by the first letter in which it differs from those there. */
  function insert(leaf: Leaf): void {
    const { body } = leaf;
    if (root === undefined) {
      root = leaf;
      return;
    }
    let closest: Node = root;
    while (!isLeaf(closest)) closest = closest.byLetter[body.charCodeAt(closest.at)] ?? someLeaf(closest);
    let differs = 0;
    while (body.charCodeAt(differs) === closest.body.charCodeAt(differs)) differs++;
    let above: Branch | undefined;
    let node: Node = root;
    while (!isLeaf(node) && node.at < differs) {
      above = node;
      node = node.byLetter[body.charCodeAt(node.at)] as Node;
    }
    if (!isLeaf(node) && node.at === differs) {
      node.byLetter[body.charCodeAt(differs)] = leaf;
      return;
    }
    const branch: Branch = { at: differs, byLetter: [] };
    branch.byLetter[closest.body.charCodeAt(differs)] = node;
    branch.byLetter[body.charCodeAt(differs)] = leaf;
    if (above) above.byLetter[body.charCodeAt(above.at)] = branch;
    else root = branch;
  }

  const decode = (packed: string): readonly Activity[] => {
    person++;
    let count = 0;
    const { length } = packed;
    for (let begin = 0; begin < length; ) {
      const leaf = nearest(packed, begin);
      let end = leaf === undefined ? 0 : begin + leaf.body.length;
      if (
        leaf !== undefined &&
        (end === length || packed.charCodeAt(end) === LINE) &&
        packed.slice(begin, end) === leaf.body
      ) {
        if (leaf.person !== person) {
          leaf.person = person;
          leaf.taken = 0;
        }
        const n = leaf.taken++;
        let one = leaf.alike[n];
        if (one === undefined) {
          one = parsed(leaf.body);
          leaf.alike.push(one);
        }
        list[count++] = one;
        begin = end + 1;
        continue;
      }
      const next = packed.indexOf('\n', begin);
      end = next < 0 ? length : next;
      // A copy: a cut-out would keep the whole text that it was cut from.
      const body = Buffer.from(packed.slice(begin, end)).toString();
      const one = parsed(body);
      if (known < most) {
        known++;
        insert({ at: -1, body, alike: [one], person, taken: 1 });
      }
      list[count++] = one;
      begin = end + 1;
    }
    list.length = count;
    return list;
  };
  return { decode, known: () => known };
}
